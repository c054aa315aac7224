"""The number of people who must be free to work on a day, for everybody and each skill.

The requirement of the day's roster says so, published or in the making; where there is none, the
forecast does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from math import ceil

import numpy as np

from alo153.workforce import queries
from alo153.workforce.demand import goals
from alo153.workforce.demand.facts import HALVES, Line
from alo153.workforce.demand.forecasting import hours_of, latest
from alo153.workforce.demand.lines import halves_of
from alo153.workforce.demand.live import live_on
from alo153.workforce.demand.people import of_halves, people_for, skill_of
from alo153.workforce.forecast.history import Floats
from alo153.workforce.models import ForecastVersion, Roster
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.queries.published import overlapping
from alo153.workforce.roster.center import EVERYBODY
from alo153.workforce.staffing.requirement import Service

Needed = dict[str, int]
"""People by skill."""


def needed_on(days: Sequence[date]) -> dict[date, Needed]:
    """Return who is needed on each of some days in a row; days of which nothing is known lack.

    Two queries for each roster, about five for each day of a forecast.
    """
    longest = max(
        ((each.end_minute - each.start_minute) / 60 for each in queries.shift_types()),
        default=HOURS,
    )
    found = _by_rosters(days, longest)
    for day in days:
        if day not in found and (version := latest(day)):
            found[day] = _by_forecast(version, day, longest)
    return found


def _by_rosters(days: Sequence[date], longest: float) -> dict[date, Needed]:
    drafts = Roster.objects.filter(state=Roster.State.DRAFT, branch="", first_date__lte=days[-1])
    found: dict[date, Needed] = {}
    # What is in force counts more than a draft that changes it
    for roster in [*overlapping(days[0], days[-1]), *drafts]:
        rows = list(roster.requirements.all())
        for place, day in enumerate(roster.dates):
            if rows and days[0] <= day <= days[-1]:
                cut = slice(place * HOURS, (place + 1) * HOURS)
                needed = {each.skill: _heads(each.people[cut], longest) for each in rows}
                found.setdefault(day, needed)
    return found


def _by_forecast(version: ForecastVersion, day: date, longest: float) -> Needed:
    """Return who is needed for the calls and chats of a day; of skills, for their calls.

    Breaks are left out: they add a fraction, and one needed person would become two.
    """
    calls = np.array(hours_of(version, day)[0])
    service = Service(goal=goals.of_skill(EVERYBODY), shrinkage=0, least=0)
    everybody = people_for(
        calls, [day], service, version.handling, 0, live_on(version, day), written=()
    )
    needed = {EVERYBODY: _heads(everybody, longest)}
    for skill, (some, seconds) in _by_skill(version, day).items():
        own = Service(goal=goals.of_skill(skill), shrinkage=0)
        needed[skill] = _heads(of_halves(some, seconds, own), longest)
    return needed


def _by_skill(version: ForecastVersion, day: date) -> dict[str, tuple[Floats, Floats]]:
    """Return the calls that need each skill, and their seconds of work, by half hour."""
    found: dict[str, tuple[Floats, Floats]] = defaultdict(lambda: (np.zeros(HALVES),) * 2)
    for row in version.lines.select_related("version"):
        if skill := skill_of(Line.of(row)):
            calls = np.array(halves_of(row, day)[0])
            some, seconds = found[skill]
            found[skill] = some + calls, seconds + calls * row.handling.of_halves
    return found


def _heads(hours: Sequence[float], longest: float) -> int:
    """Return how many people fill the hours of a day, with one shift each."""
    return ceil(max(*hours, sum(hours) / longest) - 1e-9)
