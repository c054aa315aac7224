"""Each queue and medium today: what came against its forecast, and where its skill is short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from alo153.city import queries as city
from alo153.workforce import posing
from alo153.workforce.demand import goals
from alo153.workforce.demand.facts import HALVES, Line, contacts_by_line
from alo153.workforce.demand.forecasting import latest
from alo153.workforce.demand.lines import halves_of
from alo153.workforce.demand.people import HARDLY, skill_of
from alo153.workforce.forecast.history import Floats
from alo153.workforce.forecast.intraday import again
from alo153.workforce.intraday.outlook import PATIENCE, Outlook, present_of
from alo153.workforce.intraday.ranking import Step
from alo153.workforce.models import ForecastLine
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.staffing.erlang import Load, agents_for

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Short:
    """An hour in which fewer people with a skill are there than its calls want."""

    hour: int
    wanted: int
    present: float


@dataclass(frozen=True)
class LineToday:
    """A line until the last full half hour, and after it.

    Args:
        row: the line of the forecast that was made before the day.
        planned, came: contacts so far.
        ahead: contacts expected in the rest of the day.
        factor: by how much that is more than was forecast; small queues are believed less.
        alarm: the last two hours left the band by far.
        skill: what its calls ask; empty where everybody answers, and for written media.
        short: hours ahead with too few people who have it.
    """

    row: ForecastLine
    planned: float
    came: float
    ahead: float
    factor: float
    alarm: bool
    skill: str
    short: tuple[Short, ...]

    @property
    def percent(self) -> int:
        """Return by how much the rest is more, in per cent."""
        return round(100 * (self.factor - 1))


@dataclass(frozen=True)
class Lines:
    """All lines of today, and the skills of the people at work."""

    lines: tuple[LineToday, ...]
    skills: Mapping[int, frozenset[str]]

    def helped(self, step: Step) -> list[LineToday]:
        """Return the lines short of people in the hour of a step that its person serves.

        Written work that is held frees anybody.
        """
        has = self.skills[step.shift.user_id] if step.shift else None
        return [
            each
            for each in self.lines
            if (has is None or each.skill in has) and any(s.hour == step.hour for s in each.short)
        ]


def of_outlook(found: Outlook) -> Lines:
    """Return the lines of today; five queries."""
    version = latest(found.day, before=found.now)
    rows = version.lines.all() if version else ()
    skills = posing.skills_of({each.user_id for each in found.shifts})
    came = contacts_by_line(found.day, found.day + _DAY)
    return Lines(
        tuple(
            _line(found, row, came.get(Line.of(row), {}).get(found.day, np.zeros(HALVES)), skills)
            for row in rows
        ),
        skills,
    )


def _line(
    found: Outlook, row: ForecastLine, came: Floats, skills: Mapping[int, frozenset[str]]
) -> LineToday:
    mean = np.array(halves_of(row, found.day)[0])
    clock = city.local(found.now)
    over = 2 * clock.hour + clock.minute // 30
    rest = again(mean, came[:over])
    skill = skill_of(Line.of(row))
    return LineToday(
        row=row,
        planned=float(mean[:over].sum()),
        came=float(came[:over].sum()),
        ahead=float(rest.mean[over:].sum()),
        factor=rest.factor,
        alarm=rest.alarm,
        skill=skill,
        short=_short(found, rest.mean, row, _having(found, skill, skills)) if skill else (),
    )


def _having(found: Outlook, skill: str, skills: Mapping[int, frozenset[str]]) -> Floats:
    """Return the people with a skill who are there, as the mean of each hour."""
    able = [each for each in found.counted if skill in skills[each.user_id]]
    people: Floats = present_of(found.day, able).reshape(HOURS, -1).mean(axis=1)
    return people


def _short(
    found: Outlook, expected: Floats, row: ForecastLine, having: Floats
) -> tuple[Short, ...]:
    calls = expected.reshape(HOURS, 2).sum(axis=1)
    goal, hours = goals.of_queue(row.queue), []
    for each in found.ahead:
        some = round(float(calls[each.hour]), 1)
        load = Load(some, float(round(row.handling.at(each.hour))))
        wanted = agents_for(load, goal, PATIENCE) if some >= HARDLY else 0
        if having[each.hour] < wanted:
            hours.append(Short(each.hour, wanted, float(having[each.hour])))
    return tuple(hours)
