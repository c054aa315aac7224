"""Estimates about agents and the center from the sample."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import IntegerField

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.city.models import Topic, Unit
from alo153.core.database.day_sums import RANGE, in_range
from alo153.quality.models import ScoreSums
from alo153.quality.permissions import SEE_QUALITY
from alo153.quality.rules.estimates import Estimate, Sums, mean_of, weighted_share
from alo153.quality.rules.scorecards import Critical


@dataclass(frozen=True)
class Row:
    """The quality of one agent, team or unit, or of all.

    Args:
        score: by contacts drawn by chance alone; None if none was scored.
        critical: critical errors by class, of all contacts drawn by chance.
        harmed: by class the share of contacts with such an error; empty if none was drawn.
        targeted: how many more were evaluated for a reason.
    """

    name: str
    score: Estimate | None
    critical: Mapping[str, int]
    harmed: Mapping[str, Estimate]
    targeted: int


@dataclass(frozen=True)
class _Added:
    """The sums of one agent's or unit's evaluations."""

    sums: Sums = field(default_factory=Sums)
    critical: tuple[int, ...] = (0,) * len(Critical)
    targeted: int = 0
    # Contacts drawn, the weights of those with an error by class, of all, and their `spread`
    drawn: int = 0
    harmed: tuple[float, ...] = (0.0,) * len(Critical)
    whole: float = 0.0
    spread: float = 0.0

    def __add__(self, other: "_Added") -> "_Added":
        pairs = zip(self.critical, other.critical, strict=True)
        weights = zip(self.harmed, other.harmed, strict=True)
        return _Added(
            self.sums + other.sums,
            tuple(ours + theirs for ours, theirs in pairs),
            self.targeted + other.targeted,
            self.drawn + other.drawn,
            tuple(ours + theirs for ours, theirs in weights),
            self.whole + other.whole,
            self.spread + other.spread,
        )

    def row(self, name: str) -> Row:
        """Return it as it is shown."""
        errors = {kind.value: n for kind, n in zip(Critical, self.critical, strict=True) if n}
        shares = {
            kind.value: share
            for kind, ones in zip(Critical, self.harmed, strict=True)
            if (share := weighted_share(ones, self.whole, self.spread, self.drawn))
        }
        return Row(name, mean_of(self.sums), errors, shares, self.targeted)


_Division = ScoreSums.Division
_COLUMNS: Final = ", ".join(
    f'sum("{each.column}")::integer AS "{each.column}"'
    if isinstance(each, IntegerField)
    else f'sum("{each.column}") AS "{each.column}"'
    for each in ScoreSums._meta.concrete_fields
    if each.column in ScoreSums.measures()
)
# A year of 150 agents is 50,000 evaluations: it is read as sums of months and of days
_DIVIDED: Final = f"""
WITH part AS (
  SELECT key, team, date_trunc('month', begins_date)::date AS month, {_COLUMNS}
  FROM quality_scoresums WHERE division = %(division)s AND {RANGE} GROUP BY 1, 2, 3
)
SELECT key, team, month, {_COLUMNS} FROM part
GROUP BY GROUPING SETS ((key), (team), (month))
"""  # noqa: S608 - columns of our own


@dataclass(frozen=True)
class _Found:
    """The sums of a division of some days, by key, by team and by month."""

    keys: dict[str, _Added]
    teams: dict[int, _Added]
    months: dict[date, _Added]

    @property
    def by_number(self) -> dict[int, _Added]:
        """Return the sums by the keys of rows."""
        return {int(key): added for key, added in self.keys.items()}


@dataclass(frozen=True)
class Staffed:
    """The quality of all contacts of some days, of each agent and team by name, and of each month.

    Args:
        teams: contacts of agents without a team come last, without a name. Empty if no agent of
            these contacts was in a team.
        months: the newest first.
    """

    whole: Row
    agents: list[Row]
    teams: list[Row]
    months: list[tuple[date, Row]]


def staffed(asker: User, first: date, last: date) -> Staffed:
    """Return the quality of some days by agent, team and month; three queries.

    A day of an agent is a stratum: it weighs as many contacts as the agent had that day. A team has
    the days of its members, while they were in it. An appeal that was upheld counts with its own
    score.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _found(asker, first, last, _Division.AGENT)
    agents = found.by_number
    names = User.objects.filter(pk__in=agents).order_by("full_name", "pk")
    whole, of_agents = _rows(agents, names.values_list("pk", "full_name"))
    named = city.team_names({*found.teams} - {0})
    of_teams = _rows(found.teams, [*named, (0, "")])[1] if named else []
    months = [(month, found.months[month].row("")) for month in sorted(found.months, reverse=True)]
    return Staffed(whole, of_agents, of_teams, months)


def units(asker: User, first: date, last: date) -> tuple[Row, list[Row]]:
    """Return the quality of all answers of units of some days, and of each unit; two queries.

    As `staffed`; the answers of a unit on a day are a stratum.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _found(asker, first, last, _Division.UNIT).by_number
    names = Unit.objects.filter(pk__in=found).order_by("sort_key", "pk")
    return _rows(found, [*names.values_list("pk", "name"), (0, "")])


def queues(asker: User, first: date, last: date) -> list[tuple[str, Row]]:
    """Return the quality of the contacts of each queue of some days, by its key; one query.

    A queue cuts across the days of agents. Each contact that was drawn stands for as many as its
    stratum had for each drawn (Hajek 1971), and the variance is that over all of the queue: an
    interval never claims to know how many contacts of a stratum were of the queue.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _found(asker, first, last, _Division.QUEUE).keys
    return [(key, found[key].row("")) for key in sorted(found)]


def topics(asker: User, first: date, last: date) -> list[Row]:
    """Return the quality of the contacts of each topic of some days, as `queues`; two queries.

    Contacts without a topic come last, without a name.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _found(asker, first, last, _Division.TOPIC).by_number
    names = Topic.objects.filter(pk__in=found).order_by("position", "pk")
    return _rows(found, [*names.values_list("pk", "name"), (0, "")])[1]


def _found(asker: User, first: date, last: date, division: ScoreSums.Division) -> _Found:
    """Return what evaluations of some days add up to; one query."""
    if not asker.may(SEE_QUALITY):
        raise PermissionDenied
    found = _Found({}, {}, {})
    with connection.cursor() as cursor:
        cursor.execute(_DIVIDED, {"division": division.value, **in_range(first, last)})
        for key, team, month, *columns in cursor.fetchall():
            if month is not None:
                found.months[month] = _read(columns)
            elif team is not None:
                found.teams[team] = _read(columns)
            else:
                found.keys[key] = _read(columns)
    return found


def _read(columns: list[Any]) -> _Added:
    classes = len(Critical)
    targeted, *rest = columns
    errors, (drawn, *rest) = rest[:classes], rest[classes:]
    harmed, (weights, spread, *sums) = rest[:classes], rest[classes:]
    known = (drawn, tuple(harmed), weights, spread) if drawn else ()
    return _Added(Sums(*sums) if sums[0] else Sums(), tuple(errors), targeted, *known)


def _rows(found: Mapping[int, _Added], names: Iterable[tuple[int, str]]) -> tuple[Row, list[Row]]:
    whole = sum(found.values(), _Added()).row("")
    return whole, [found[key].row(name) for key, name in names if key in found]
