"""Fair shares of each person in a roster: nights, weekends, holidays, wishes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

from alo153.workforce.models import Roster
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.queries import fairness
from alo153.workforce.queries.fairness import Share, Strip
from alo153.workforce.queries.payroll import is_holiday
from alo153.workforce.roster.center import EVERYBODY, is_weekend
from alo153.workforce.roster.fairness import Past, levels, shares
from alo153.workforce.roster.problem import Floats

_NIGHT_HOUR = 3
_FEW_WISHES = 4
_LEAST_WEIGHT, _MOST_WEIGHT = 0.5, 1.5


@dataclass(frozen=True)
class Fair:
    """By key of the person: days of each kind in the whole roster, and what a wish weighs."""

    nights: Mapping[int, float]
    weekends: Mapping[int, float]
    holidays: Mapping[int, float]
    wishes: Mapping[int, float]


def of_roster(
    roster: Roster,
    *,
    hours: Mapping[int, float],
    at_night: Collection[int],
    wanted: Mapping[str, Floats],
    skills: Mapping[int, frozenset[str]],
    presence: float,
) -> Fair:
    """Return fair shares by hours of work, the year to date made up for; five queries.

    Args:
        hours: of each person's contract.
        at_night: people who may work at night. If few of them have a skill that every night needs,
            they share its nights.
        wanted: people wanted by skill in each interval of the roster.
        presence: hours of a shift.
    """
    strip = fairness.until(roster.first_date - timedelta(days=1))
    nights = {skill: _at_night(people, roster.days) for skill, people in wanted.items()}
    scarce = [
        (count, [user for user in at_night if skill in skills[user]])
        for skill, count in nights.items()
        if skill != EVERYBODY
    ]
    by_day = wanted[EVERYBODY].reshape(roster.days, -1).mean(axis=1) * HOURS / presence
    shifts = dict(zip(roster.dates, by_day.tolist(), strict=True))
    weekend = sum(count for day, count in shifts.items() if is_weekend(day))
    holiday = sum(count for day, count in shifts.items() if is_holiday(day))
    able = {user: hours[user] for user in at_night}
    return Fair(
        nights=_shares(strip, levels(nights[EVERYBODY], able, scarce), lambda had: had.nights),
        weekends=_shares(strip, levels(weekend, hours, []), lambda had: had.weekends),
        holidays=_shares(strip, levels(holiday, hours, []), lambda had: had.holidays),
        wishes={user: _wish_weight(strip, user) for user in hours},
    )


def _at_night(people: Floats, days: int) -> float:
    """Return the required nights: the sum of people required at three o'clock, day by day."""
    hours = people.reshape(days, -1)
    return float(hours[:, _NIGHT_HOUR * hours.shape[1] // HOURS].sum())


def _shares(
    strip: Strip, level: Mapping[int, float], days: Callable[[Share], int]
) -> dict[int, float]:
    past = {user: Past(days(strip.of(user)), strip.of(user).shifts) for user in level}
    return shares(level, past)


def _wish_weight(strip: Strip, user: int) -> float:
    """Return more than 1 for a person who got fewer of their wishes this year than the average."""
    own = strip.of(user).wishes
    made = sum(each.wishes.made for each in strip.shares.values())
    if own.made < _FEW_WISHES:
        return 1.0
    granted = sum(each.wishes.granted for each in strip.shares.values())
    weight = 1 + granted / made - own.granted / own.made
    return min(_MOST_WEIGHT, max(_LEAST_WEIGHT, weight))
