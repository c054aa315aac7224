"""What does 90/10 cost? Hours and people of a week while one moves the slider."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from alo153.city import queries as city
from alo153.city.citypack.queues.lines import GOAL_PERCENTS, GOAL_SECONDS
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning.figures.forecast import newest
from alo153.workforce.demand import cost, forecasting, goals
from alo153.workforce.demand.deferrable import work_of
from alo153.workforce.demand.facts import Line
from alo153.workforce.demand.lines import written_on
from alo153.workforce.demand.live import live_of
from alo153.workforce.forecast.handling import Handling
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.staffing.erlang import Goal
from alo153.workforce.staffing.requirement import Service

_WEEK = 7


class GoalForm(forms.Form):
    """A service goal, moved by sliders."""

    share = forms.IntegerField(
        label=_("Per cent answered in time"),
        min_value=GOAL_PERCENTS[0],
        max_value=GOAL_PERCENTS[-1],
        initial=80,
        widget=forms.NumberInput({"type": "range", "step": 1}),
    )
    seconds = forms.IntegerField(
        label=_("In time means within seconds"),
        min_value=GOAL_SECONDS[0],
        max_value=GOAL_SECONDS[-1],
        initial=20,
        widget=forms.NumberInput({"type": "range", "step": 1}),
    )
    shrinkage = forms.IntegerField(
        label=_("Per cent of planned time for breaks, training, sickness"),
        min_value=0,
        max_value=60,
        initial=12,
    )


@requires(PLAN_SHIFTS)
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """Show the cost of a service goal in the next week, next to the usual goals."""
    goal = goals.of_skill("")
    initial = {name: field.initial for name, field in GoalForm.base_fields.items()}
    initial |= {"share": goal.percent, "seconds": goal.seconds}
    form = GoalForm({**initial, **request.GET.dict()})
    version = newest(clock.now())
    context: dict[str, Any] = {"form": form, "version": version}
    if version and form.is_valid():
        first = city.today(clock.now())
        days = [first + timedelta(days=number) for number in range(_WEEK)]
        calls = [each for day in days for each in forecasting.hours_of(version, day)[0]]
        context |= _prices(form, calls, version.handling, written_on(version, *days))
    status = 422 if form.errors else 200
    return render(request, "planning/figures/cost.html", context, status=status)


def _prices(
    form: GoalForm,
    calls: list[float],
    handling: Handling,
    lines: Mapping[Line, tuple[list[float], Handling]],
) -> dict[str, Any]:
    facts, live, written = form.cleaned_data, live_of(lines, _WEEK), work_of(lines)
    shrinkage = facts["shrinkage"] / 100

    def of(share: float, within: float) -> cost.Price:
        service = Service(goal=Goal(share, within), shrinkage=shrinkage)
        return cost.price(calls, handling, service, live, written)

    chosen = of(facts["share"] / 100, facts["seconds"])
    usual = [of(*each) for each in cost.GOALS]
    return {
        "chosen": chosen,
        "usual": [(each, each.hours - chosen.hours) for each in usual],
        "calls": sum(calls),
        "live": float(live.contacts.sum()),
        # Of people busy for half an hour
        "written": sum(each.people for each in written) / 2,
    }
