"""Estimates about agents and the center from the sample."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.db import connection

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.city.models import Topic, Unit
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


# A year of 150 agents is 50,000 evaluations: PostgreSQL adds them up. `Sums` says what each column
# is; an appeal that was upheld counts with its own score
_SUMS: Final = """
WITH given AS (
  SELECT {who} AS who, {stratum} AS stratum, evaluation.draw_id, {of} AS "of",
    evaluation.reason = 'chance' AS by_chance,
    CASE WHEN appeal.upheld THEN appeal.percent ELSE evaluation.percent END AS score,
    CASE WHEN appeal.upheld THEN appeal.critical ELSE evaluation.critical END AS critical
  FROM quality_evaluation AS evaluation
  LEFT JOIN quality_appeal AS appeal ON appeal.evaluation_id = evaluation.id
  LEFT JOIN cases_answer AS answer ON answer.id = evaluation.answer_id
  LEFT JOIN contacts_interaction AS contact ON contact.id = evaluation.interaction_id
  {join}
  WHERE evaluation.state = 'given' AND NOT evaluation.second AND evaluation.{other}_id IS NULL
    AND evaluation.contact_at >= %(begin)s AND evaluation.contact_at < %(end)s
), stratum AS (
  SELECT who, min("of")::float AS whole, count(*)::float AS n, avg(score) AS mean,
    coalesce(var_samp(score), 0) AS variance, avg(score * score) AS square
  FROM given WHERE by_chance AND score IS NOT NULL GROUP BY who, stratum, draw_id
), added AS (
  SELECT who, sum(n)::int AS n, sum(whole) AS whole, sum(whole * mean) AS weighted,
    sum(n - 1)::int AS freedom, sum((n - 1) * variance) AS squares,
    coalesce(sum(whole * whole * (1 - n / whole) * variance / n) FILTER (WHERE n > 1), 0) AS within,
    coalesce(sum(whole * whole * (1 - 1 / whole)) FILTER (WHERE n = 1), 0) AS alone,
    sum(whole * whole * (1 - n / whole) / n) AS spread,
    sum(whole * whole * (1 - n / whole) / n * mean) AS spread_scores,
    sum(whole * whole * (1 - n / whole) / n * square) AS spread_squares,
    sum(whole * whole / n) AS weights
  FROM stratum GROUP BY who
), harmed AS (
  SELECT who, min("of")::float AS whole, count(*)::float AS n, {shares}
  FROM given WHERE by_chance GROUP BY who, stratum, draw_id
), weighed AS (
  SELECT who, sum(n)::int AS drawn, {weights}, sum(whole) AS weights,
    sum(whole * whole * (1 - n / whole) / n) AS spread
  FROM harmed GROUP BY who
), counted AS (
  SELECT who, count(*) FILTER (WHERE NOT by_chance) AS targeted, {errors}
  FROM given GROUP BY who
)
SELECT who, targeted, {classes}, drawn, {harmed}, weighed.weights, weighed.spread, n, whole,
  weighted, freedom, added.squares, within, alone, added.spread, spread_scores, spread_squares,
  added.weights
FROM counted LEFT JOIN weighed USING (who) LEFT JOIN added USING (who)
"""
_AGENT: Final = "evaluation.agent_id"
_QUEUE: Final = "contact.queue"
_TOPIC: Final = "coalesce(contact.topic_id, 0)"
_UNIT: Final = "coalesce(answer.unit_id, 0)"
_DAY: Final = "(evaluation.contact_at AT TIME ZONE %(zone)s)::date"
_MONTH: Final = f"date_trunc('month', {_DAY})::date"
# A contact belongs to the team that its agent was in that day
_MEMBER: Final = city.team_on_day(person=_AGENT, day=_DAY)
_MEMBERSHIP: Final = f"ARRAY[{_AGENT}, coalesce(member.team_id, 0)]"
_WHOLE: Final = 'evaluation."of"'
# A queue or topic cuts across the strata: each of its contacts stands for `of / drawn` contacts
_STANDS_FOR: Final = 'evaluation."of"::float / coalesce(evaluation.drawn, 1)'
_CONTACT: Final = "evaluation.id"
_CLASSES: Final = ", ".join(f'"{kind.value}"' for kind in Critical)
_HARMED: Final = ", ".join(f"{kind.value}_weight" for kind in Critical)
_SHARES: Final = ", ".join(
    f"avg((critical ->> '{kind.value}' IS NOT NULL)::int)::float AS {kind.value}_share"
    for kind in Critical
)
_WEIGHTS: Final = ", ".join(
    f"sum(whole * {kind.value}_share) AS {kind.value}_weight" for kind in Critical
)
_ERRORS: Final = ", ".join(
    f"coalesce(sum((critical ->> '{kind.value}')::int) FILTER (WHERE by_chance), 0)::int"
    f' AS "{kind.value}"'
    for kind in Critical
)


@dataclass(frozen=True)
class Staffed:
    """The quality of all contacts of a time, and of each agent and team by name.

    Args:
        teams: contacts of agents without a team come last, without a name. Empty if no agent of
            these contacts was in a team.
    """

    whole: Row
    agents: list[Row]
    teams: list[Row]


def staffed(asker: User, begin: datetime, end: datetime) -> Staffed:
    """Return the quality of a time by agent and by team; three queries.

    A day of an agent is a stratum: it weighs as many contacts as the agent had that day. A team has
    the days of its members, while they were in it. An appeal that was upheld counts with its own
    score.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _added(asker, begin, end, who=_MEMBERSHIP, stratum=_AGENT, other="answer", join=_MEMBER)
    agents, teams = defaultdict[int, _Added](_Added), defaultdict[int, _Added](_Added)
    for (agent, team), added in found.items():
        agents[agent] += added
        teams[team] += added
    names = User.objects.filter(pk__in=agents).order_by("full_name", "pk")
    whole, of_agents = _rows(agents, names.values_list("pk", "full_name"))
    named = city.team_names({*teams} - {0})
    of_teams = _rows(teams, [*named, (0, "")])[1] if named else []
    return Staffed(whole, of_agents, of_teams)


def units(asker: User, begin: datetime, end: datetime) -> tuple[Row, list[Row]]:
    """Return the quality of all answers of units of a time, and of each unit; two queries.

    As `staffed`; the answers of a unit on a day are a stratum.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _added(asker, begin, end, who=_UNIT, stratum=_UNIT, other="interaction")
    names = Unit.objects.filter(pk__in=found).order_by("sort_key", "pk")
    return _rows(found, [*names.values_list("pk", "name"), (0, "")])


def months(asker: User, begin: datetime, end: datetime) -> list[tuple[date, Row]]:
    """Return the quality of all contacts of each month of a time, the newest first; one query.

    As `staffed`; a month is its days of every agent, by the clock of the city.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _added(asker, begin, end, who=_MONTH, stratum=_AGENT, other="answer")
    return [(month, found[month].row("")) for month in sorted(found, reverse=True)]


def queues(asker: User, begin: datetime, end: datetime) -> list[tuple[str, Row]]:
    """Return the quality of the contacts of each queue of a time, by its key; one query.

    A queue cuts across the days of agents. Each contact that was drawn stands for as many as its
    stratum had for each drawn (Hajek 1971), and the variance is that over all of the queue: an
    interval never claims to know how many contacts of a stratum were of the queue.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _across(asker, begin, end, who=_QUEUE)
    return [(key, found[key].row("")) for key in sorted(found)]


def topics(asker: User, begin: datetime, end: datetime) -> list[Row]:
    """Return the quality of the contacts of each topic of a time, as `queues`; two queries.

    Contacts without a topic come last, without a name.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    found = _across(asker, begin, end, who=_TOPIC)
    names = Topic.objects.filter(pk__in=found).order_by("position", "pk")
    return _rows(found, [*names.values_list("pk", "name"), (0, "")])[1]


def _across(asker: User, begin: datetime, end: datetime, *, who: str) -> dict[Any, _Added]:
    return _added(asker, begin, end, who=who, stratum=_CONTACT, other="answer", of=_STANDS_FOR)


def _added(
    asker: User,
    begin: datetime,
    end: datetime,
    *,
    who: str,
    stratum: str,
    other: str,
    of: str = _WHOLE,
    join: str = "",
) -> dict[Any, _Added]:
    """Return what evaluations add up to by the key that `who` gives; one query."""
    if not asker.may(SEE_QUALITY):
        raise PermissionDenied
    asked = _SUMS.format(
        who=who,
        stratum=stratum,
        of=of,
        other=other,
        join=join,
        errors=_ERRORS,
        classes=_CLASSES,
        shares=_SHARES,
        weights=_WEIGHTS,
        harmed=_HARMED,
    )
    given: dict[str, datetime | str] = {"begin": begin, "end": end, "zone": str(city.zone())}
    with connection.cursor() as cursor:
        cursor.execute(asked, given)
        return {_key(key): _read(rest) for key, *rest in cursor.fetchall()}


def _key(found: Any) -> Any:
    return tuple(found) if isinstance(found, list) else found


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
