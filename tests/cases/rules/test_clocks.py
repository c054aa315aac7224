"""Clocks: told by stories, and compared with a slow count of every minute."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases.rules.kocaeli import ISTANBUL, KOCAELI, MINUTE, NEW_YORK, on, started

from alo153.cases.rules.clocks import (
    ClockRefused,
    Entry,
    Refusal,
    State,
    check,
    counted_anew,
    due,
    left,
    state,
)
from alo153.cases.rules.verbs import Verb
from alo153.city.rules.calendar import Standard, StandardUnit, WorkingCalendar, due_at

# an information request of 15 working days


def test_fifteen_working_days_over_the_republic_day() -> None:
    # Received Monday 19 October; the eve of the 29th counts, the 29th does not.
    assert due([started("2026-10-19 10:00")], "working_days", KOCAELI) == on("2026-11-10 17:30")


def test_the_extension_of_law_4982_makes_thirty_of_fifteen() -> None:
    ledger = [started("2026-11-02 10:00"), Entry(Verb.EXTEND, on("2026-11-20 09:00"), 30)]
    assert due(ledger, "working_days", KOCAELI) == on("2026-12-14 17:30")


def test_an_extension_after_the_end_comes_too_late() -> None:
    ledger = [started("2026-11-02 10:00")]
    late = Entry(Verb.EXTEND, on("2026-11-23 17:30"), 30)
    with pytest.raises(ClockRefused) as refused:
        check(ledger, late, "working_days", KOCAELI)
    assert refused.value.refusal is Refusal.RAN_OUT


def test_a_cost_notice_stops_the_count_until_the_citizen_paid() -> None:
    ledger = [started("2026-11-02 10:00"), Entry(Verb.PAUSE, on("2026-11-05 11:00"))]
    assert due(ledger, "working_days", KOCAELI) is None
    assert left(ledger, "working_days", KOCAELI, on("2026-12-01 10:00")) == 13
    ledger.append(Entry(Verb.RESUME, on("2026-11-12 10:00")))
    # Tuesday and Wednesday were counted; 13 more from Thursday the 12th on
    assert due(ledger, "working_days", KOCAELI) == on("2026-11-30 17:30")


def test_a_pause_of_an_hour_costs_no_day() -> None:
    ledger = [
        started("2026-11-02 10:00"),
        Entry(Verb.PAUSE, on("2026-11-03 11:00")),
        Entry(Verb.RESUME, on("2026-11-03 12:00")),
    ]
    assert due(ledger, "working_days", KOCAELI) == due(ledger[:1], "working_days", KOCAELI)


def test_an_eve_closes_at_noon_in_days_as_in_working_days() -> None:
    """Stopped at three on the eve of the Republic's day, it had run at that day's close."""
    for unit in ("working_days", "days"):
        ledger = [
            started("2026-10-26 10:00", 2),
            Entry(Verb.PAUSE, on("2026-10-28 15:00")),
            Entry(Verb.RESUME, on("2026-10-28 16:00")),
        ]
        assert due(ledger, unit, KOCAELI) == on("2026-10-28 13:00")
        assert left(ledger, unit, KOCAELI, on("2026-10-28 12:59")) == 1
        assert left(ledger, unit, KOCAELI, on("2026-10-28 13:00")) == 0


@pytest.mark.parametrize(
    ("now", "hours"),
    [("10:00", 4), ("10:01", 4), ("11:00", 3), ("13:59", 1), ("14:00", 0), ("15:00", 0)],
)
def test_an_hour_that_is_begun_counts_as_left(now: str, hours: int) -> None:
    for unit in ("hours", "working_hours"):
        found = left([started("2026-11-03 10:00", 4)], unit, KOCAELI, on(f"2026-11-03 {now}"))
        assert (found, type(found)) == (hours, int)


@pytest.mark.parametrize("unit", ["working_days", "days"])
@pytest.mark.parametrize(
    ("paused", "resumed", "end"),
    [
        ("2026-11-03 17:29", "2026-11-03 17:31", "2026-11-05 17:30"),  # stood at the close
        ("2026-11-03 17:30", "2026-11-03 17:31", "2026-11-04 17:30"),  # ran up to the close
        ("2026-11-03 17:29", "2026-11-03 17:30", "2026-11-05 17:30"),  # runs only from the close
        ("2026-11-03 17:31", "2026-11-04 17:29", "2026-11-04 17:30"),
        ("2026-11-03 17:31", "2026-11-04 17:30", "2026-11-05 17:30"),
    ],
)
def test_a_day_counts_when_the_clock_runs_at_its_close(
    unit: StandardUnit, paused: str, resumed: str, end: str
) -> None:
    """A clock runs after its start up to and with its end: at the very close both count so."""
    ledger = [
        started("2026-11-02 10:00", 2),
        Entry(Verb.PAUSE, on(paused)),
        Entry(Verb.RESUME, on(resumed)),
    ]
    assert due(ledger, unit, KOCAELI) == on(end)
    assert left(ledger, unit, KOCAELI, on(end)) == 0
    assert left(ledger, unit, KOCAELI, on(end) - MINUTE) == 1


def test_a_working_hour_begins_and_ends_with_the_opening_hours() -> None:
    opened_at_the_close = [started("2026-11-02 17:30", 1)]
    assert due(opened_at_the_close, "working_hours", KOCAELI) == on("2026-11-03 09:30")
    resumed_at_the_close = [
        started("2026-11-02 16:30", 2),
        Entry(Verb.PAUSE, on("2026-11-02 17:00")),
        Entry(Verb.RESUME, on("2026-11-02 17:30")),
    ]
    assert due(resumed_at_the_close, "working_hours", KOCAELI) == on("2026-11-03 10:00")
    paused_at_the_opening = [
        started("2026-11-02 16:30", 2),
        Entry(Verb.PAUSE, on("2026-11-03 08:30")),
        Entry(Verb.RESUME, on("2026-11-03 08:30")),
    ]
    assert due(paused_at_the_opening, "working_hours", KOCAELI) == on("2026-11-03 09:30")


def test_thirty_days_that_end_on_a_sunday_run_on_to_monday() -> None:
    ledger = [started("2026-11-27 10:00", 30)]
    assert due(ledger, "days", KOCAELI) == on("2026-12-28 17:30")


def test_administrative_leave_granted_later_moves_the_end() -> None:
    leave = replace(KOCAELI, closures={date(2026, 11, 5): None})
    ledger = [started("2026-11-02 10:00", 5)]
    assert due(ledger, "working_days", KOCAELI) == on("2026-11-09 17:30")
    assert due(ledger, "working_days", leave) == on("2026-11-10 17:30")


@pytest.mark.parametrize(
    ("entries", "verb", "refusal"),
    [
        ([], Verb.RESUME, Refusal.NOT_PAUSED),
        ([], Verb.START, None),
        ([Verb.PAUSE], Verb.PAUSE, Refusal.NOT_RUNNING),
        ([Verb.PAUSE], Verb.RESUME, None),
        ([Verb.STOP], Verb.PAUSE, Refusal.STOPPED),
        ([Verb.STOP], Verb.STOP, Refusal.STOPPED),
        ([Verb.PAUSE], Verb.STOP, None),
    ],
)
def test_what_may_follow_what(entries: list[Verb], verb: Verb, refusal: Refusal | None) -> None:
    ledger = [started("2026-11-02 10:00")]
    ledger += [Entry(each, on("2026-11-03 10:00")) for each in entries]
    entry = Entry(verb, on("2026-11-04 10:00"))
    assert _refusal(ledger, entry) is refusal


def _refusal(ledger: list[Entry], entry: Entry) -> Refusal | None:
    try:
        check(ledger, entry, "working_days", KOCAELI)
    except ClockRefused as refused:
        return refused.refusal
    return None


def test_time_does_not_run_backwards_and_an_extension_is_longer() -> None:
    ledger = [started("2026-11-02 10:00")]
    for entry, refusal in [
        (Entry(Verb.PAUSE, on("2026-11-01 10:00")), Refusal.OUT_OF_ORDER),
        (Entry(Verb.EXTEND, on("2026-11-03 10:00"), 15), Refusal.NOT_LONGER),
    ]:
        assert _refusal(ledger, entry) is refusal


# whom to tell


# the oracle


@dataclass
class SlowClock:
    """Minute after minute, each looked up on the clock of the wall: slow, and hard to get wrong."""

    unit: StandardUnit
    calendar: WorkingCalendar
    entries: list[Entry]

    def due(self, until: datetime) -> datetime | None:
        minute, runs, counted = self.entries[0].at.astimezone(UTC), True, 0
        amount, complete = max(entry.amount for entry in self.entries), False
        waiting = self.entries[1:]
        while minute < until:
            while waiting and waiting[0].at <= minute:
                verb = waiting.pop(0).verb
                runs = {Verb.PAUSE: False, Verb.RESUME: True}.get(verb, runs)
            minute += MINUTE
            if not runs:
                continue
            # the clock ran in the minute that ends now
            match self.unit:
                case "hours":
                    counted += 1
                case "working_hours":
                    counted += self.is_worked(self.local(minute - MINUTE))
                case _:
                    counted += self.counts(self.local(minute))
            if self.unit in {"hours", "working_hours"}:
                if counted == amount * 60:
                    return minute
                continue
            complete = complete or counted == amount
            if complete and self.is_close(self.local(minute)):
                return minute
        return None

    def local(self, minute: datetime) -> datetime:
        return minute.astimezone(self.calendar.timezone)

    def is_worked(self, minute: datetime) -> bool:
        closes = self.closing(minute.date())
        return closes is not None and self.calendar.opens <= minute.time() < closes

    def closing(self, day: date) -> time | None:
        if day.weekday() not in self.calendar.weekdays:
            return None
        closes: time | None = self.calendar.closes
        if day in self.calendar.closures:
            closes = self.calendar.closures[day]
            if closes is None or closes <= self.calendar.opens:
                return None
        return closes

    def is_close(self, minute: datetime) -> bool:
        return minute.time() == self.closing(minute.date())

    def counts(self, minute: datetime) -> bool:
        if minute.date() == self.entries[0].at.date():
            return False
        if self.unit == "days" and self.closing(minute.date()) is None:
            return minute.time() == self.calendar.closes
        return self.is_close(minute)


EDGES = (time(8, 30), time(13), time(17, 30))
"""Where counting begins and ends: drawn as often as any other minute."""
_weekdays = st.frozensets(st.integers(0, 6), min_size=2)
_closures = st.dictionaries(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.none() | st.sampled_from([time(8), time(13), time(12, 15)]),
    max_size=120,
)


@st.composite
def _clocks(draw: st.DrawFn) -> tuple[WorkingCalendar, StandardUnit, list[Entry]]:
    """Draw a calendar of either city, and a ledger as it would be written there."""
    zone = draw(st.sampled_from([ISTANBUL, NEW_YORK]))
    calendar = WorkingCalendar(
        timezone=zone,
        opens=time(8, 30),
        closes=time(17, 30),
        half_day_closes=time(13),
        weekdays=draw(_weekdays),
        closures=draw(_closures),
    )
    unit: StandardUnit = draw(st.sampled_from(["hours", "working_hours", "working_days", "days"]))
    first = datetime(2026, 1, 1, tzinfo=zone).astimezone(UTC)
    at = (first + draw(st.integers(0, 600 * 24 * 60)) * MINUTE).astimezone(zone)
    amount = draw(st.integers(1, 20))
    entries, runs = [Entry(Verb.START, at, amount)], True
    for gap in draw(st.lists(st.integers(0, 3 * 24 * 60) | st.sampled_from(EDGES), max_size=7)):
        if isinstance(gap, int):
            at = (at.astimezone(UTC) + gap * MINUTE).astimezone(zone)
        else:
            at = max(at, datetime.combine(at, gap, zone))
        if draw(st.booleans()) and draw(st.booleans()):
            amount += draw(st.integers(1, 5))
            entries.append(Entry(Verb.EXTEND, at, amount))
        else:
            entries.append(Entry(Verb.PAUSE if runs else Verb.RESUME, at))
            runs = not runs
    return calendar, unit, entries


def _taken(entries: list[Entry], unit: StandardUnit, calendar: WorkingCalendar) -> list[Entry]:
    """Return the entries as a ledger takes them: what it refuses is left out."""
    kept = entries[:1]
    for entry in entries[1:]:
        try:
            check(kept, entry, unit, calendar)
        except ClockRefused:
            continue
        kept.append(entry)
    return kept


@settings(max_examples=80, deadline=None)
@given(_clocks())
def test_due_agrees_with_counting_every_minute(
    drawn: tuple[WorkingCalendar, StandardUnit, list[Entry]],
) -> None:
    calendar, unit, entries = drawn
    ledger = _taken(entries, unit, calendar)
    found = due(ledger, unit, calendar)
    until = (found or ledger[-1].at + timedelta(days=3)) + timedelta(minutes=2)
    assert found == SlowClock(unit, calendar, ledger).due(until)
    assert (found is None) is (state(ledger) is State.PAUSED)


@settings(max_examples=100, deadline=None)
@given(_clocks(), st.integers(0, 60 * 24 * 60))
def test_what_is_left_falls_to_nothing_just_when_it_is_due(
    drawn: tuple[WorkingCalendar, StandardUnit, list[Entry]], later: int
) -> None:
    calendar, unit, entries = drawn
    ledger = _taken(entries, unit, calendar)
    now = ledger[-1].at.astimezone(UTC) + later * MINUTE
    found, remains = due(ledger, unit, calendar), left(ledger, unit, calendar, now)
    assert 0 <= remains <= max(entry.amount for entry in ledger)
    if found is not None and now >= found:
        assert remains == 0
    if remains == 0 and unit != "days":
        assert found is not None
        assert now >= found


@settings(max_examples=100, deadline=None)
@given(_clocks())
def test_without_a_pause_it_is_the_published_standard(
    drawn: tuple[WorkingCalendar, StandardUnit, list[Entry]],
) -> None:
    calendar, unit, entries = drawn
    first = entries[0]
    assert due([first], unit, calendar) == due_at(first.at, Standard(first.amount, unit), calendar)


# another standard from the same receipt


@given(
    st.integers(1, 60),
    st.sampled_from(["hours", "working_hours", "days", "working_days"]),
    st.lists(st.tuples(st.integers(1, 3_000), st.integers(1, 3_000)), max_size=3),
)
def test_a_count_by_another_standard_begins_with_the_receipt_and_loses_no_stand(
    amount: int, unit: StandardUnit, stands: list[tuple[int, int]]
) -> None:
    ledger, at = [started("2026-11-02 10:00", 365)], on("2026-11-02 10:00")
    for ran, stood in stands:
        ledger += [
            Entry(Verb.PAUSE, at + ran * MINUTE),
            Entry(Verb.RESUME, at := at + (ran + stood) * MINUTE),
        ]
    anew = counted_anew(ledger, Standard(amount, unit), KOCAELI)
    straight = due_at(ledger[0].at, Standard(amount, unit), KOCAELI)
    end = due(anew, unit, KOCAELI)
    assert (anew[0].at, state(anew)) == (ledger[0].at, State.RUNNING)
    assert anew[1:] == ledger[1 : len(anew)]
    assert end is not None
    assert end >= straight
    # What is left out came after its end
    assert all(entry.at >= end for entry in ledger[len(anew) :])
    if len(anew) == 1:
        assert end == straight
