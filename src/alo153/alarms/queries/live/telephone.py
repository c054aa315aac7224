"""Figures of the telephone and of what is written, now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, OuterRef

from alo153.accounts.models import Skill
from alo153.alarms.queries.live.values import Reading
from alo153.alarms.rules.usual import LEAST as LEAST_TIMES
from alo153.alarms.rules.usual import times
from alo153.calls.call_words import AgentState, CallDirection
from alo153.calls.floor import city_queues, figures, levels
from alo153.calls.models import AgentSession, Call
from alo153.calls.queue import Queue
from alo153.city import queries as city
from alo153.contacts.models import Conversation
from alo153.reports.queries.usual import calls_by_half_hour

_AT_WORK: Final = (AgentState.READY, AgentState.RINGING, AgentState.TALKING, AgentState.WRAP_UP)
HALF_HOUR: Final = timedelta(minutes=30)
LEAST: Final = 5
"""Of fewer calls no service level is told: one caller who gives up is no trend."""


def waiting(of: str, at: datetime) -> list[Reading]:  # noqa: ARG001 - one shape for all
    """Count the callers in one queue, or in all; one query."""
    rows = [each for each in figures.queues_now() if of in {"", each.key}]
    return [Reading(float(sum(each.waiting for each in rows)), of, _queue(of))]


def longest_wait(of: str, at: datetime) -> list[Reading]:
    """Measure the longest wait in seconds; one query."""
    rows = [each for each in figures.queues_now() if of in {"", each.key}]
    since = [each.longest_since for each in rows if each.longest_since]
    seconds = (at - min(since)).total_seconds() if since else 0.0
    return [Reading(seconds, of, _queue(of))]


def service_level(of: str, at: datetime) -> list[Reading]:
    """Compute the service level of the last 15 minutes in percent; one query."""
    rows = [each for key, each in levels.by_queue(at).items() if of in {"", key}]
    offered = sum(each.offered_lately for each in rows)
    in_time = sum(each.in_time_lately for each in rows)
    value = 100 * in_time / offered if offered >= LEAST else None
    return [Reading(value, of, _queue(of))]


def abandoned(of: str, at: datetime) -> list[Reading]:
    """Count the callers who gave up in the last 15 minutes; one query."""
    found = [queue for queue, _ in levels.gave_up(at - levels.LATELY, at) if of in {"", queue}]
    return [Reading(float(len(found)), of, _queue(of))]


def kept_places(of: str, at: datetime) -> list[Reading]:  # noqa: ARG001 - one shape for all
    """Count the callers who keep their place and will be called back; one query."""
    rows = [each for each in figures.queues_now() if of in {"", each.key}]
    return [Reading(float(sum(each.kept for each in rows)), of, _queue(of))]


def calls_times(of: str, at: datetime) -> list[Reading]:  # noqa: ARG001 - one shape for all
    """Compare the calls of the last half hour with the usual; at most two queries.

    Nothing of few calls, and nothing without facts of earlier weeks.
    """
    calls = Call.objects.filter(
        direction=CallDirection.IN, entered_at__gt=at - HALF_HOUR, entered_at__lte=at
    ).count()
    usual = usual_calls(at) if calls >= LEAST_TIMES else None
    return [Reading(None if usual is None else times(calls, usual))]


def usual_calls(
    at: datetime, of_day: Callable[[date], Mapping[int, float]] = calls_by_half_hour
) -> float | None:
    """Return the usual number of calls in the half hour that ends now; None without facts.

    Args:
        of_day: the usual calls of a day by half hours, one query.
    """
    middle = at - HALF_HOUR / 2
    usual = of_day(city.today(middle))
    return usual.get(city.half_hour(middle), 0.0) if usual else None


def ready_agents(of: str, at: datetime) -> list[Reading]:
    """Count who is ready and reachable for a queue; nothing while it is closed; one query."""
    queue = city_queues.of_city().get(of)
    if queue is None or not queue.hours.open_at(at.timestamp()):
        return [Reading(None, of, _queue(of))]
    return [Reading(float(_ready(queue.skill)), of, _queue(of))]


def reachable_agents(of: str, at: datetime) -> list[Reading]:
    """Count who is at work and reachable for a queue, also at a call; nothing while it is closed.

    One query.
    """
    queue = city_queues.of_city().get(of)
    if queue is None or not queue.hours.open_at(at.timestamp()):
        return [Reading(None, of, _queue(of))]
    return [Reading(float(_count(queue.skill, *_AT_WORK)), of, _queue(of))]


def ready_with_skill(of: str, at: datetime) -> list[Reading]:
    """Count who has a skill, is ready and reachable; nothing while its queues are closed."""
    label = city_queues.skills().get(of, of)
    queues = [each for each in city_queues.of_city().values() if each.skill == of]
    is_closed = bool(queues) and not any(_is_open(each, at) for each in queues)
    return [Reading(None if is_closed else float(_ready(of)), of, label)]


def _is_open(queue: Queue, at: datetime) -> bool:
    return queue.hours.open_at(at.timestamp())


def _ready(skill: str) -> int:
    return _count(skill, AgentState.READY)


def _count(skill: str, *states: AgentState) -> int:
    found = AgentSession.objects.filter(state__in=states, reachable=True)
    if skill:
        having = Skill.objects.filter(user=OuterRef("user"), skill=skill)
        found = found.filter(Exists(having))
    return found.count()


def waiting_written(of: str, at: datetime) -> list[Reading]:  # noqa: ARG001 - one shape for all
    """Count the conversations that wait for an answer; one query."""
    waits = Conversation.objects.filter(state=Conversation.State.WAITING)
    if of:
        waits = waits.filter(channel=of)
    return [Reading(float(waits.aggregate(count=Count("pk"))["count"]), of)]


def _queue(of: str) -> str:
    return city_queues.name_of(of) if of else ""
