"""An evaluator's assigned work, and contacts that they choose."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from alo153.contacts.models import Interaction
from alo153.core import clock
from alo153.quality import actions
from alo153.quality.models import Reason
from alo153.quality.permissions import EVALUATE_CONTACTS
from alo153.quality.policy import NotAllowed, Refusal
from alo153.quality.queries import candidates, cards, evaluations
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.quality.evaluating import refusals

_SHOWN = 100
_NOT_CHOSEN = {Reason.CHANCE.value, Reason.CALIBRATION.value}
_CHOSEN = [(value, label) for value, label in Reason.choices if value not in _NOT_CHOSEN]


class ReasonForm(forms.Form):
    """Why somebody evaluates this contact."""

    use_required_attribute = False

    reason = forms.ChoiceField(
        label=_("Why this contact?"), choices=_CHOSEN, widget=forms.RadioSelect
    )


@requires(EVALUATE_CONTACTS)
@require_safe
def to_do(request: StaffRequest) -> HttpResponse:
    """List what the asker is to evaluate, the oldest first."""
    rows = evaluations.to_do(request.user)
    context = {
        "rows": rows[:_SHOWN],
        "count": rows.count(),
        "without_card": cards.missing(),
    }
    return render(request, "evaluating/to_do.html", context)


@requires(EVALUATE_CONTACTS)
@require_http_methods(["GET", "POST"])
def take(request: StaffRequest, interaction: int) -> HttpResponse:
    """Take a contact to evaluate for a reason, which keeps it out of the figures."""
    try:
        candidates.one(interaction, asker=request.user)
    except Interaction.DoesNotExist as error:
        raise Http404 from error
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.ask(
                interaction=Interaction(pk=interaction),
                reason=Reason(form.cleaned_data["reason"]),
                by=request.user,
                at=clock.now(),
            )
        except NotAllowed as refused:
            form.add_error(None, refusals.words(refused.why))
        else:
            if evaluations.visible(request.user).filter(pk=row.pk).exists():
                return redirect("quality:evaluation", row.pk)
            form.add_error(None, refusals.words(Refusal.NOT_DEALT))
    status = 422 if form.errors else 200
    return render(request, "evaluating/take.html", {"form": form}, status=status)
