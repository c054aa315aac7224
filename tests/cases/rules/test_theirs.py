"""The day of another body: the answer is there by then, and never later than by our own time."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.cases.rules.kocaeli import KOCAELI, on

from alo153.cases.rules.clocks import Due, due_there, earlier

_BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.none() | st.integers(0, 700 * 24).map(lambda hours: _BEGIN + timedelta(hours=hours))
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def test_a_working_day_ends_when_it_closes() -> None:
    assert due_there(date(2026, 11, 20), KOCAELI) == on("2026-11-20 17:30")


def test_what_is_due_there_on_a_sunday_leaves_on_friday() -> None:
    assert due_there(date(2026, 11, 22), KOCAELI) == on("2026-11-20 17:30")


def test_the_eve_of_a_holiday_closes_earlier() -> None:
    # 29 October is the Republic Day; its eve closes at 13:00
    assert due_there(date(2026, 10, 29), KOCAELI) == on("2026-10-28 13:00")


@given(DAYS)
def test_it_is_never_later_than_their_day_and_always_while_we_work(day: date) -> None:
    due = due_there(day, KOCAELI)
    assert due.date() <= day
    hours = KOCAELI.hours_of(due.date())
    assert hours is not None
    assert due == hours[1]
    between = (due.date() + timedelta(days=n) for n in range(1, (day - due.date()).days + 1))
    assert not any(map(KOCAELI.is_worked, between))


@given(MOMENTS, MOMENTS)
def test_the_earlier_counts_and_says_whose_it_is(
    ours: datetime | None, theirs: datetime | None
) -> None:
    found = earlier(ours, theirs, body="CİMER")
    assert found.at == min((each for each in (ours, theirs) if each), default=None)
    assert (found.set_by == "CİMER") == (found.at is not None and found.at != ours)


def test_our_own_time_that_stands_lets_theirs_run() -> None:
    theirs = on("2026-11-20 17:30")
    assert earlier(None, theirs, body="CİMER") == Due(at=theirs, set_by="CİMER")
