"""Talks of coaches with agents: written down, and their steps marked as done."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.accounts.models import User
from alo153.core import clock
from alo153.quality import actions
from alo153.quality.actions import Agreed
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.queries import coachings
from alo153.web.kit.access import StaffRequest, for_staff, requires
from alo153.web.quality.evaluating.forms import LONGEST

_SHOWN = 50
_STEPS = range(1, 4)


class TalkForm(forms.Form):
    """With whom, about what, and up to three steps with a day each."""

    use_required_attribute = False

    agent = forms.ModelChoiceField(
        label=gettext_lazy("Agent"),
        queryset=User.objects.none(),
        error_messages={"required": gettext_lazy("Choose an agent.")},
    )
    note = forms.CharField(
        label=gettext_lazy("What did you talk about?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what you talked about.")},
    )

    def __init__(self, data: Any = None, *, asker: User) -> None:
        super().__init__(data)
        self.fields["agent"].queryset = coachings.agents(asker)  # type: ignore[attr-defined]
        self.fields["agent"].label_from_instance = lambda user: user.full_name  # type: ignore[attr-defined]
        for number in _STEPS:
            self.fields[f"step_{number}"] = forms.CharField(
                label=_("Step %(number)s") % {"number": number}, required=False, max_length=300
            )
            self.fields[f"due_{number}"] = forms.DateField(
                label=_("Looked at again from"),
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )

    @property
    def steps(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the two fields of each step."""
        return [(self[f"step_{number}"], self[f"due_{number}"]) for number in _STEPS]

    @property
    def agreed(self) -> list[Agreed]:
        """Return the steps that were written, of a form that is right."""
        given = self.cleaned_data
        return [
            Agreed(given[f"step_{number}"], given[f"due_{number}"])
            for number in _STEPS
            if given[f"step_{number}"]
        ]

    def clean(self) -> dict[str, Any]:
        """Ask a day for each step."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for number in _STEPS:
            if given.get(f"step_{number}") and not given.get(f"due_{number}"):
                self.add_error(f"due_{number}", _("Choose from which day on you look at it again."))
        return given


@requires(EVALUATE_CONTACTS)
@require_http_methods(["GET", "POST"])
def coaching(request: StaffRequest) -> HttpResponse:
    """List the asker's talks, and write one down."""
    form = TalkForm(request.POST or None, asker=request.user)
    if request.method == "POST" and form.is_valid():
        actions.coach(
            agent=form.cleaned_data["agent"],
            note=form.cleaned_data["note"],
            steps=form.agreed,
            by=request.user,
            at=clock.now(),
        )
        messages.success(request, _("Written down. The agent reads it, and nobody else."))
        return redirect("quality:coaching")
    talks = coachings.visible(request.user).filter(coach=request.user)[:_SHOWN]
    context = {"form": form, "talks": coachings.followed(talks)}
    status = 422 if form.errors else 200
    return render(request, "evaluating/coaching/coaching.html", context, status=status)


@for_staff
@require_POST
def done(request: StaffRequest, number: int) -> HttpResponse:
    """Mark an agreed step as done."""
    step = coachings.steps(request.user).filter(pk=number).select_related("coaching").first()
    if step is None:
        raise Http404
    actions.mark_step_done(step=step, by=request.user, at=clock.now())
    messages.success(request, _("Marked as done."))
    own = step.coaching.agent_id == request.user.pk
    return redirect("quality:mine" if own else "quality:coaching")
