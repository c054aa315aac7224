"""Figures of the telephone in the past, from calls, half hours and spans of agents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Sum

from alo153.accounts.models import Skill
from alo153.alarms.queries.live.telephone import HALF_HOUR, LEAST, usual_calls
from alo153.alarms.rules.judging import Limits
from alo153.alarms.rules.replay import Series
from alo153.alarms.rules.sweeping import Stretch, counted, longest
from alo153.alarms.rules.usual import LEAST as LEAST_TIMES
from alo153.alarms.rules.usual import times
from alo153.calls.call_words import AgentState, CallDirection
from alo153.calls.floor import city_queues, levels
from alo153.calls.models import AgentStateSpan, Call
from alo153.calls.queue import Queue
from alo153.city import queries as city
from alo153.reports.figures.sums import nearest_limit
from alo153.reports.models import ContactHalfHour
from alo153.reports.queries.usual import calls_by_half_hour

type Past = dict[str, Series]
_STEP = timedelta(minutes=15)
_KEPT_BEFORE = timedelta(days=7)
"""A place is kept for the hour that was promised, which may be days after the call."""


def waiting(
    of: str,
    limits: Limits,  # noqa: ARG001 - one shape for all
    since: datetime,
    until: datetime,
) -> Past:
    """Count the callers of the past in one queue, or in all; one query."""
    return {of: counted(_waits(of, since, until))}


def longest_wait(of: str, limits: Limits, since: datetime, until: datetime) -> Past:
    """Measure the longest wait of the past at the limits of the rule; one query."""
    seconds = (limits.clears_at, limits.rings_at)
    return {of: longest(_waits(of, since, until), seconds=seconds)}


def _waits(of: str, since: datetime, until: datetime) -> Iterator[Stretch]:
    """Yield from when to when calls waited; a caller who rejoined the queue counts once."""
    calls: Any = Call.objects.filter(
        direction=CallDirection.IN,
        entered_at__gte=since,
        entered_at__lt=until,
        queued_at__isnull=False,
        place_kept_at__isnull=True,
        waited_seconds__isnull=False,
    )
    if of:
        calls = calls.filter(queue=of)
    for queued_at, seconds in calls.values_list("queued_at", "waited_seconds").iterator():
        yield queued_at, queued_at + timedelta(seconds=seconds)


def service_level(
    of: str,
    limits: Limits,  # noqa: ARG001 - one shape for all
    since: datetime,
    until: datetime,
) -> Past:
    """Compute the service level by half hours, from the facts; one query."""
    within = counted_within()
    facts = ContactHalfHour.objects.filter(
        begins_at__gte=since, begins_at__lt=until, channel="phone"
    )
    if of:
        facts = facts.filter(queue=of)
    rows = facts.values_list("begins_at").annotate(Sum("offered"), Sum(f"answered_{within}"))
    return {of: _levels(rows.order_by("begins_at"))}


def counted_within() -> int:
    """Return the seconds of an answer in time in the facts, the nearest to the city's limit."""
    return nearest_limit(city.center_times().answer_within_seconds)


def _levels(rows: Iterable[tuple[datetime, int, int]]) -> Iterator[tuple[datetime, float | None]]:
    ends: datetime | None = None
    for begins_at, offered, in_time in rows:
        if ends and ends < begins_at:
            yield ends, None
        yield begins_at, 100 * in_time / offered if offered >= LEAST else None
        ends = begins_at + timedelta(minutes=30)
    if ends:
        yield ends, None


def abandoned(
    of: str,
    limits: Limits,  # noqa: ARG001 - one shape for all
    since: datetime,
    until: datetime,
) -> Past:
    """Count the callers who gave up in the 15 minutes before each moment; one query."""
    gave_up = levels.gave_up(since - levels.LATELY, until)
    spans = ((at, at + levels.LATELY) for queue, at in gave_up if of in {"", queue})
    return {of: counted(_from(since, spans))}


def kept_places(
    of: str,
    limits: Limits,  # noqa: ARG001 - one shape for all
    since: datetime,
    until: datetime,
) -> Past:
    """Count the kept places of the past, each until the talk or its end; one query."""
    calls: Any = Call.objects.filter(
        entered_at__gte=since - _KEPT_BEFORE, entered_at__lt=until, place_kept_at__isnull=False
    )
    if of:
        calls = calls.filter(queue=of)
    spans = calls.values_list("place_kept_at", "answered_at", "ended_at").iterator()
    kept = ((kept_at, answered or ended or until) for kept_at, answered, ended in spans)
    return {of: counted(_from(since, kept))}


def calls_times(
    of: str,
    limits: Limits,  # noqa: ARG001 - one shape for all
    since: datetime,
    until: datetime,
) -> Past:
    """Compare each half hour with the usual; one query, and one for each day with many calls."""
    calls = Call.objects.filter(
        direction=CallDirection.IN, entered_at__gte=since - HALF_HOUR, entered_at__lt=until
    )
    entered = calls.values_list("entered_at", flat=True).iterator()
    spans = ((at, at + HALF_HOUR) for at in entered)
    return {of: _against_usual(counted(_from(since, spans)))}


def _from(since: datetime, stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Cut off what came before an instant."""
    return ((max(begin, since), end) for begin, end in stretches)


def _against_usual(series: Iterable[tuple[datetime, float]]) -> Series:
    of_day = cache(calls_by_half_hour)
    for at, calls in series:
        usual = usual_calls(at, of_day) if calls >= LEAST_TIMES else None
        yield at, None if usual is None else times(round(calls), usual)


def ready_agents(
    of: str,
    limits: Limits,  # noqa: ARG001 - one shape for all
    since: datetime,
    until: datetime,
) -> Past:
    """Count who was ready while the queue was open, by the skills of today; two queries."""
    queue = city_queues.of_city()[of]
    return {of: _while_open([queue], counted(_ready(queue.skill, since, until)), since, until)}


def ready_with_skill(
    of: str,
    limits: Limits,  # noqa: ARG001 - one shape for all
    since: datetime,
    until: datetime,
) -> Past:
    """Count who was ready with a skill while a queue for it was open; two queries."""
    queues = [each for each in city_queues.of_city().values() if each.skill == of]
    return {of: _while_open(queues, counted(_ready(of, since, until)), since, until)}


def _ready(skill: str, since: datetime, until: datetime) -> Iterator[Stretch]:
    spans: Any = AgentStateSpan.objects.filter(
        state=AgentState.READY, began_at__gte=since, began_at__lt=until
    )
    if skill:
        spans = spans.filter(agent__in=Skill.objects.filter(skill=skill).values("user"))
    for began_at, ended_at in spans.values_list("began_at", "ended_at").iterator():
        yield began_at, ended_at or until


def _while_open(
    queues: list[Queue], series: Series, since: datetime, until: datetime
) -> Iterator[tuple[datetime, float | None]]:
    """Yield a count at its changes and each quarter of an hour; None while all are closed."""
    count, at = 0.0, since
    changes = [*series, (until, None)]
    for change_at, value in changes:
        while at < change_at:
            yield at, count if _is_open(queues, at) else None
            at += _STEP
        if value is not None:
            count = value
            yield change_at, count if _is_open(queues, change_at) else None


def _is_open(queues: list[Queue], at: datetime) -> bool:
    return not queues or any(each.hours.open_at(at.timestamp()) for each in queues)
