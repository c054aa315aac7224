"""Performance: ratings, handling time and adherence by agent, team, queue, topic and month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.calls.floor import city_queues
from alo153.city import queries as city
from alo153.quality.rules.estimates import Estimate, mean_mark
from alo153.reports.figures.catalog import Subject, by_key
from alo153.reports.permissions import SEE_REPORTS
from alo153.reports.queries.asked import Asked
from alo153.reports.queries.counted import RATEABLE, Row, divided
from alo153.reports.queries.table import written
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import kept_days
from alo153.workforce.queries.kept_days import Adherence, Shares

_HANDLING: Final = by_key()["handling_time"]
_RATING: Final = by_key()["rating"]


@dataclass(frozen=True)
class Performance:
    """The performance of one agent, team, queue, topic or month in some days.

    Args:
        rating: the mean of the marks, 1 to 5, with its interval; None without a mark.
        response: the share of contacts with a mark, asked or not, on channels with a mark.
        handled: contacts whose length is known; they are counted, not drawn.
        handling: their mean seconds; None without one.
        adherence: None if nothing was planned, or not to be seen.
    """

    name: str
    rating: Estimate | None
    response: float | None
    handled: int
    handling: float | None
    adherence: Adherence | None

    @property
    def handling_words(self) -> str:
        """Return the handling time as reports write it."""
        return written(_HANDLING, self.handling)

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to show."""
        return not (self.handled or self.rating or self.adherence)


@dataclass(frozen=True)
class Performances:
    """The performance of each agent, team, queue, topic and month, without the empty ones.

    Args:
        teams: agents without a team come last. Empty if no agent was in a team.
        queues: contacts that waited in no queue come first. Nobody's plan is of a queue, so they
            have no adherence.
        topics: in the order of topics; contacts without one come last. They have no adherence.
        months: the newest first.
    """

    agents: list[Performance]
    teams: list[Performance]
    queues: list[Performance]
    topics: list[Performance]
    months: list[Performance]


def found(asker: User, first: date, last: date) -> Performances:
    """Return the performance in some days, of kept facts alone; four or five queries.

    Handling time is for people who see reports, adherence for people who plan shifts.
    """
    figures = (_HANDLING, _RATING) if asker.may(SEE_REPORTS) else (_RATING,)
    asked = Asked(
        subject=Subject.CONTACTS, since=first, until=last, dimension="agent", figures=figures
    )
    by = divided(asked)
    kept = kept_days.shares(asker, first, last) if asker.may(PLAN_SHIFTS) else Shares()
    keys = {row.key for row in by.teams} | kept.teams.keys()
    named = city.team_names({key for key in keys if isinstance(key, int) and key})
    names = accounts.names_of([*_keys(by.agents), *kept.people]).items()
    without = [(0, _("without a team"))] if named else []
    topics = city.topic_names(_keys(by.topics))
    queues = [(row.key, city_queues.name_of(str(row.key))) for row in by.queues]
    return Performances(
        agents=_listed(names, by.agents, kept.people),
        teams=_listed([*named, *without], by.teams, kept.teams),
        queues=_listed(queues, by.queues, {}),
        topics=_listed([*topics, (0, _("contacts without a topic"))], by.topics, {}),
        months=_listed(_months(by.months, kept.months), by.months, kept.months),
    )


def _keys(rows: Iterable[Row]) -> list[int]:
    return [row.key for row in rows if isinstance(row.key, int)]


def _months(rows: Iterable[Row], kept: Mapping[date, Adherence]) -> list[tuple[date, str]]:
    days = {row.key for row in rows if isinstance(row.key, date)} | kept.keys()
    return [(day, date_format(day, "YEAR_MONTH_FORMAT")) for day in sorted(days, reverse=True)]


def _listed[K](
    names: Iterable[tuple[K, str]], rows: Iterable[Row], kept: Mapping[K, Adherence]
) -> list[Performance]:
    by_key: dict[object, Row] = {row.key: row for row in rows}
    listed = [_performance(name, by_key.get(key), kept.get(key)) for key, name in names]
    return [each for each in listed if not each.is_empty]


def _performance(name: str, row: Row | None, adherence: Adherence | None) -> Performance:
    if row is None:
        return Performance(name, None, None, 0, None, adherence)
    ratings, rateable = row.sums["ratings"], row.sums[RATEABLE]
    return Performance(
        name,
        rating=mean_mark(row.sums["rating_sum"], ratings),
        response=ratings / rateable if rateable else None,
        handled=row.sums["handled"],
        handling=row.value(_HANDLING),
        adherence=adherence,
    )
