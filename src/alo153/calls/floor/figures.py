"""Figures of the line: per queue now, and of today. Each says which variant it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Avg, Count, F, Min, Q

from alo153.calls.call_words import CallDirection, CallOutcome
from alo153.calls.floor import city_queues
from alo153.calls.models import Call
from alo153.city import queries as unit_queries


@dataclass(frozen=True, kw_only=True)
class InQueue:
    """One queue at this moment; `kept` are the places of callers who will be called."""

    key: str
    name: str
    waiting: int = 0
    kept: int = 0
    longest_since: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Today:
    """The calls that came into a line today and whose fate is decided.

    `level` is the strict service level in percent: answered within `within` seconds, of all that
    were offered and of the `too_late`, who wait for longer already. A caller who was answered,
    rejoined the queue (after a transfer, or because the agent was lost) and gave up there counts
    as abandoned. Callers whose place was kept are a line of their own, neither answered nor
    abandoned. `short_abandoned` gave up within `short` seconds: nobody could have answered.
    """

    offered: int
    in_time: int
    too_late: int
    abandoned: int
    short_abandoned: int
    kept: int
    kept_reached: int
    within: int
    short: int

    @property
    def level(self) -> int | None:
        """Compute the strict service level, as `levels.Service`; nothing before the first call."""
        whole = self.offered + self.too_late
        return round(100 * self.in_time / whole) if whole else None


@dataclass(frozen=True, kw_only=True)
class InMenu:
    """The calls of today that were in the voice menu; a service level counts from the line only.

    `seconds` is the mean time from the answer until the caller was in a line; callers who chose
    hours for a call-back are in it from their beginning on, and do not count. `hang_ups` gave up
    in the menu, without an answer and before any line.
    """

    calls: int
    hang_ups: int
    seconds: float | None


def queues_now() -> list[InQueue]:
    """Count who waits in each queue, in the city's order; one query."""
    waits = Q(answered_at__isnull=True) | Q(requeued_at__isnull=False)
    line = Call.objects.filter(
        waits, ended_at__isnull=True, queued_at__isnull=False, asked_at__isnull=True
    )
    on_the_line = Q(place_kept_at__isnull=True)
    found = line.values("queue").annotate(
        waiting=Count("id", filter=on_the_line),
        kept=Count("id", filter=~on_the_line),
        longest_since=Min("queued_at", filter=on_the_line),
    )
    named = dict(city_queues.names())
    # A call may still stand in a queue that the city had yesterday
    there = {
        row["queue"]: InQueue(
            key=row["queue"],
            name=named.get(row["queue"], row["queue"]),
            waiting=row["waiting"],
            kept=row["kept"],
            longest_since=row["longest_since"],
        )
        for row in found
    }
    without = {key: InQueue(key=key, name=name) for key, name in named.items()}
    return list((without | there).values())


def today(at: datetime) -> Today:
    """Compute the figures since midnight, by the time of joining the line; one query."""
    midnight = unit_queries.midnight(at)
    times = unit_queries.center_times()
    within, short = times.answer_within_seconds, times.short_abandon_seconds
    calls = Call.objects.filter(direction=CallDirection.IN, queued_at__gte=midnight)
    decided = Q(answered_at__isnull=False) | Q(ended_at__isnull=False)
    late = Q(~decided, place_kept_at__isnull=True, queued_at__lt=at - timedelta(seconds=within))
    waited_on = Q(decided, place_kept_at__isnull=True)
    kept = Q(place_kept_at__isnull=False)
    gave_up = Q(waited_on, outcome=CallOutcome.ABANDONED)
    answered = waited_on & ~gave_up & Q(answered_at__isnull=False)
    counted = calls.aggregate(
        offered=Count("id", filter=waited_on),
        in_time=Count("id", filter=answered & Q(waited_seconds__lte=within)),
        too_late=Count("id", filter=late),
        abandoned=Count("id", filter=gave_up),
        short_abandoned=Count("id", filter=gave_up & Q(waited_seconds__lt=short)),
        kept=Count("id", filter=kept),
        kept_reached=Count("id", filter=kept & Q(answered_at__isnull=False)),
    )
    return Today(**counted, within=within, short=short)


def menu_today(at: datetime) -> InMenu:
    """Compute the figures of the voice menu since midnight, by the answer; one query."""
    midnight = unit_queries.midnight(at)
    calls = Call.objects.filter(direction=CallDirection.IN, entered_at__gte=midnight)
    never_queued = Q(queued_at__isnull=True, ended_at__isnull=False)
    in_line = Q(queued_at__isnull=False, call_by__isnull=True)
    took = Avg(F("queued_at") - F("entered_at"), filter=in_line)
    counted = calls.aggregate(
        calls=Count("id", filter=Q(queued_at__isnull=False) | never_queued),
        hang_ups=Count("id", filter=never_queued & Q(outcome=CallOutcome.ABANDONED)),
        took=took,
    )
    length: timedelta | None = counted.pop("took")
    return InMenu(**counted, seconds=length.total_seconds() if length else None)
