"""Simulate other standards or days off: clocks of past cases, counted without any change."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alo153.cases.models import Clock, ClockEntry
from alo153.cases.rules.clocks import Entry, counted_anew, due
from alo153.cases.rules.verbs import Verb
from alo153.city.rules.calendar import Standard, StandardUnit, WorkingCalendar
from alo153.city.rules.promises import Promises

_FACTS: Final = ("case", "pk", "case__kind__slug", "case__topic__slug", "unit")


@dataclass(frozen=True)
class Shift:
    """Cases of one topic that would be due at another time, and how many would be late."""

    topic: str
    before: Standard
    after: Standard
    count: int
    late_before: int
    late_after: int


@dataclass(frozen=True)
class StandardSimulation:
    """The result of a simulation over `tried` cases: the topics with most cases first."""

    tried: int
    shifts: tuple[Shift, ...]

    @property
    def otherwise(self) -> int:
        """Return how many cases would be due at another time."""
        return sum(each.count for each in self.shifts)

    @property
    def late_before(self) -> int:
        """Return how many of these are late as it is."""
        return sum(each.late_before for each in self.shifts)

    @property
    def late_after(self) -> int:
        """Return how many of these would be late."""
        return sum(each.late_after for each in self.shifts)


@dataclass(frozen=True)
class _Past:
    """The last clock of a case: what it is about, what it counts in, and its ledger."""

    kind: str | None
    topic: str
    unit: StandardUnit
    entries: Sequence[Entry]

    @property
    def standard(self) -> Standard:
        return Standard(self.entries[0].amount, self.unit)

    def ended_at(self, at: datetime) -> datetime:
        last = self.entries[-1]
        return last.at if last.verb is Verb.STOP else at


def simulate_standards(
    before: Promises, after: Promises, *, last: int, at: datetime
) -> StandardSimulation:
    """Count the clocks of the last cases again by other promises; two queries.

    Left out are confidential cases, and clocks that began by another standard than `before` says:
    of an alarm, or of a former day.

    Raises:
        CalendarError: a calendar has no working time.
    """
    tried, found = 0, defaultdict[tuple[str, Standard, Standard], list[tuple[bool, bool]]](list)
    for past in _past(last):
        now, then = before.of(past.kind, past.topic), after.of(past.kind, past.topic)
        if past.standard != now:
            continue
        tried += 1
        due_now = due(past.entries, now.unit, before.calendar)
        due_then = _due_anew(past, now, then, after.calendar)
        if due_now != due_then:
            end = past.ended_at(at)
            late = _is_late(due_now, end), _is_late(due_then, end)
            found[past.topic, now, then].append(late)
    return StandardSimulation(tried, tuple(sorted(_shifts(found), key=lambda each: -each.count)))


def _due_anew(
    past: _Past, now: Standard, then: Standard, calendar: WorkingCalendar
) -> datetime | None:
    """Return when it would be due. An extension was of the old standard and falls away with it."""
    entries = past.entries if now == then else counted_anew(past.entries, then, calendar)
    return due(entries, then.unit, calendar)


def _is_late(due_at: datetime | None, end: datetime) -> bool:
    return due_at is not None and end > due_at


def _shifts(
    found: Mapping[tuple[str, Standard, Standard], Sequence[tuple[bool, bool]]],
) -> Iterator[Shift]:
    for (topic, now, then), late in found.items():
        counted = (sum(each[0] for each in late), sum(each[1] for each in late))
        yield Shift(topic, now, then, len(late), *counted)


def _past(last: int) -> Iterator[_Past]:
    """Yield the last answer clock of each of the last cases."""
    rows = Clock.objects.filter(purpose=Clock.Purpose.ANSWER, case__confidential=False)
    facts = list(rows.order_by("-pk").values_list(*_FACTS)[:last])
    # A case whose standard changed has a clock for each: the latest one counts
    latest = {case: rest for case, *rest in reversed(facts)}
    ledgers = _ledgers([pk for pk, *_ in latest.values()])
    for pk, kind, topic, unit in latest.values():
        yield _Past(kind, topic, StandardUnit(unit), ledgers[pk])


def _ledgers(clocks: Sequence[int]) -> Mapping[int, list[Entry]]:
    found = defaultdict[int, list[Entry]](list)
    lines = ClockEntry.objects.filter(clock__in=clocks).order_by("pk")
    for clock, verb, at, amount in lines.values_list("clock", "verb", "at", "amount"):
        found[clock].append(Entry(Verb(verb), at, amount))
    return found
