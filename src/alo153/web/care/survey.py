"""The yearly survey: answer it, open it, read what came of it."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from alo153.care import actions
from alo153.care.models import Survey
from alo153.care.permissions import HOLD_SURVEYS
from alo153.care.queries import surveys as queries
from alo153.care.rules import ANSWERS_FROM, VALUES
from alo153.city.queries import local_time
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, for_staff, requires

_LONGEST = 300
_MOST = 40
_CHOICES = [(str(value), str(value)) for value in VALUES]


class AnswerForm(forms.Form):
    """Each statement with five values; none has to be answered."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, statements: list[str]) -> None:
        super().__init__(data)
        for place, statement in enumerate(statements):
            self.fields[f"statement_{place}"] = forms.ChoiceField(
                label=statement, choices=_CHOICES, required=False, widget=forms.RadioSelect
            )

    @property
    def values(self) -> dict[int, int]:
        """Return what was chosen by the place of its statement, of a form that is right."""
        return {
            int(name.removeprefix("statement_")): int(value)
            for name, value in self.cleaned_data.items()
            if value
        }


class OpenForm(forms.Form):
    """The statements of a survey, and its end."""

    use_required_attribute = False

    statements = forms.CharField(
        label=gettext_lazy("Statements, one a line"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Everybody says how far they agree, from 1 to 5."),
        error_messages={"required": gettext_lazy("Write at least one statement.")},
    )
    closes = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_statements(self) -> list[str]:
        """Return the lines that were written."""
        lines = [line.strip() for line in self.cleaned_data["statements"].splitlines()]
        found = [line for line in lines if line]
        if len(found) > _MOST or any(len(line) > _LONGEST for line in found):
            raise forms.ValidationError(
                _("At most %(most)s statements of %(longest)s characters.")
                % {"most": _MOST, "longest": _LONGEST}
            )
        return found

    def clean_closes(self) -> datetime:
        """Return the end of the last day."""
        typed = datetime.combine(self.cleaned_data["closes"], time.max)
        ends: datetime = typed.replace(tzinfo=local_time.zone())
        if ends <= clock.now():
            raise forms.ValidationError(_("Choose a day that is not over."))
        return ends


@for_staff
@require_http_methods(["GET", "POST"])
def survey(request: StaffRequest) -> HttpResponse:
    """Ask the survey that is open; after it is answered nothing of it is shown."""
    now = clock.now()
    found = queries.open_now(now)
    if found is None or queries.has_answered(request.user, found):
        return render(request, "care/survey.html", {"survey": found, "form": None})
    form = AnswerForm(request.POST or None, statements=found.statements)
    if request.method == "POST" and form.is_valid():
        _answer(request, found, form)
        return redirect("care:survey")
    status = 422 if form.errors else 200
    return render(request, "care/survey.html", {"survey": found, "form": form}, status=status)


def _answer(request: StaffRequest, found: Survey, form: AnswerForm) -> None:
    try:
        actions.answer_survey(survey=found, values=form.values, by=request.user, at=clock.now())
    except (actions.NotOpen, actions.Answered):
        messages.warning(request, _("This survey takes no answer from you any more."))
    else:
        messages.success(request, _("Thank you. Your answers were counted."))


@requires(HOLD_SURVEYS)
@require_http_methods(["GET", "POST"])
def surveys(request: StaffRequest) -> HttpResponse:
    """Open the survey of this year, and read closed surveys."""
    now = clock.now()
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.open_survey(
                statements=form.cleaned_data["statements"],
                closes_at=form.cleaned_data["closes"],
                by=request.user,
                at=now,
            )
        except actions.NoKey:
            form.add_error(None, _("Answers cannot be sealed yet: ask for ALO153_CARE_KEYS."))
        except actions.AskedThisYear:
            form.add_error(None, _("This year's survey exists already."))
        else:
            messages.success(request, _("Opened. Everybody finds it under “Support for me”."))
            return redirect("care:surveys")
    context = {
        "form": form,
        "rows": _rows(request, now),
        "answers_from": ANSWERS_FROM,
    }
    return render(request, "care/surveys.html", context, status=422 if form.errors else 200)


def _rows(request: StaffRequest, now: datetime) -> list[tuple[Survey, list[queries.Result]]]:
    held = queries.held(request.user)
    return [(each, queries.results(request.user, each, now)) for each in held]
