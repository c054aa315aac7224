"""The required people of a roster: from the forecast of calls, or typed by hand."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from alo153.calls.floor import city_queues
from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning.grid import roster_or_404
from alo153.workforce import actions, demand, posing
from alo153.workforce.demand import goals
from alo153.workforce.demand.people import Wanted
from alo153.workforce.models import Requirement, Roster
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import leaves
from alo153.workforce.staffing.erlang import Goal
from alo153.workforce.staffing.requirement import Service

_WEEK = 7
_MOST = 500


class TypedForm(forms.Form):
    """People for each hour: one line for every day, or seven, Monday first."""

    skill = forms.ChoiceField(label=_("For whom"), required=False)
    people = forms.CharField(
        label=_("People from 0:00 to 23:00"),
        widget=forms.Textarea({"rows": 7, "spellcheck": "false"}),
        help_text=_("24 numbers in a line. One line for all days, or seven lines, Monday first."),
    )

    def __init__(self, data: Any = None, **facts: Any) -> None:
        super().__init__(data, prefix="typed", **facts)
        skills = [("", _("everybody")), (posing.SUPERVISOR, _("supervisors"))]
        fields: dict[str, Any] = self.fields
        fields["skill"].choices = [*skills, *city_queues.skills().items()]

    def clean_people(self) -> list[list[float]]:
        """Return one or seven lines of 24 numbers."""
        lines = [line.split() for line in self.cleaned_data["people"].splitlines() if line.strip()]
        if len(lines) not in (1, _WEEK) or any(len(line) != HOURS for line in lines):
            raise ValidationError(_("Enter one line or seven, each with 24 numbers."))
        try:
            read = [[float(each.replace(",", ".")) for each in line] for line in lines]
        except ValueError as error:
            raise ValidationError(_("Only numbers, with spaces between them.")) from error
        if not all(0 <= each <= _MOST for line in read for each in line):
            raise ValidationError(_("Each number lies between 0 and 500."))
        return read


class ForecastForm(forms.Form):
    """The service goal, and the data of the work."""

    calls_of = forms.ChoiceField(
        label=_("Whose calls"),
        required=False,
        help_text=_("Calls of one skill say how many people with that skill are wanted."),
    )
    share = forms.IntegerField(
        label=_("Per cent answered in time"), min_value=50, max_value=99, required=False
    )
    seconds = forms.IntegerField(
        label=_("In time means within seconds"),
        min_value=1,
        max_value=600,
        required=False,
        help_text=_("Empty: the goal of the queue; of all calls, that of the general queue."),
    )
    handling = forms.IntegerField(
        label=_("Seconds of handling a call"),
        min_value=30,
        max_value=1800,
        required=False,
        help_text=_("Empty: as in the last eight weeks, by part of the day."),
    )
    shrinkage = forms.IntegerField(
        label=_("Per cent of planned time for breaks, training, sickness"),
        min_value=0,
        max_value=60,
        initial=12,
    )
    written = forms.BooleanField(
        label=_("Written work is done between calls"),
        required=False,
        initial=True,
        help_text=_(
            "Each medium within its target. What nobody is free for wants more people. A chat, or a"
            " visitor with a number, wants them at once."
        ),
    )
    others = forms.IntegerField(
        label=_("People for other work and counters, 8:00 to 18:00 on working days"),
        min_value=0,
        max_value=200,
        initial=0,
        help_text=_("Without visitors who take a number: the forecast counts them."),
    )

    def __init__(self, data: Any = None, *, absent: float = 0.0, **facts: Any) -> None:
        """Propose what `absent`, a share of the days of the last half year, makes of a shift."""
        super().__init__(data, prefix="forecast", **facts)
        fields: dict[str, Any] = self.fields
        if absent:
            fields["shrinkage"].initial = round(100 * demand.usual_shrinkage(absent))
            said = _("Leave and sickness took %(percent)s %% of the last half year.")
            fields["shrinkage"].help_text = said % {"percent": round(100 * absent)}
        asked = {each.skill for each in city_queues.of_city().values()}
        named = [each for each in city_queues.skills().items() if each[0] in asked]
        fields["calls_of"].choices = [("", _("all calls")), *named]


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, roster: int) -> HttpResponse:
    """Say how many people a draft wants."""
    found = roster_or_404(request, roster)
    by_hand = "by_hand" in request.POST
    typed = TypedForm(request.POST if by_hand else None)
    forecast = ForecastForm(
        request.POST if request.POST and not by_hand else None,
        absent=leaves.absent_lately(city.today(clock.now())),
    )
    form = typed if by_hand else forecast
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, found, form)
        except actions.NotADraft:
            form.add_error(None, _("This version is published and stays as it is."))
        except demand.NoHistory:
            form.add_error(None, _("There are no calls of the last weeks yet. Type the numbers."))
        else:
            return redirect("planning:roster", found.pk)
    queues = [(name, goals.of_queue(key)) for key, name in city_queues.names().items()]
    context = {"roster": found, "typed": typed, "forecast": forecast, "queues": queues}
    status = 422 if form.errors else 200
    return render(request, "planning/roster/demand.html", context, status=status)


def _keep(request: StaffRequest, roster: Roster, form: forms.Form) -> None:
    facts, now = form.cleaned_data, clock.now()
    band = None
    if isinstance(form, TypedForm):
        lines = facts["people"]
        days = [lines[day.weekday() % len(lines)] for day in roster.dates]
        skill, basis = facts["skill"], Requirement.Basis.TYPED
        people = [number for day in days for number in day]
    else:
        skill, basis = facts["calls_of"], Requirement.Basis.FORECAST
        service = Service(goal=_goal(skill, facts), shrinkage=facts["shrinkage"] / 100)
        wanted = _wanted(roster, skill, service, facts, now)
        people, band = wanted.people, (wanted.low, wanted.high)
    actions.require(
        roster=roster,
        skill=skill,
        people=people,
        basis=basis,
        band=band,
        by=request.user,
        at=now,
    )


def _goal(skill: str, facts: dict[str, Any]) -> Goal:
    """Return the goal that the planner typed; what is empty is as the queue has it."""
    usual = goals.of_skill(skill)
    percent, seconds = facts["share"] or usual.percent, facts["seconds"] or usual.seconds
    return Goal(percent / 100, seconds)


def _wanted(
    roster: Roster, skill: str, service: Service, facts: dict[str, Any], now: datetime
) -> Wanted:
    seconds = facts["handling"]
    if skill:
        # Where a queue is closed nobody has to be there
        return demand.from_skill(roster, skill, service, handling_seconds=seconds, at=now)
    return demand.from_calls(
        roster,
        service,
        handling_seconds=seconds,
        others=facts["others"],
        written=facts["written"],
        at=now,
    )
