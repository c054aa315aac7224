"""When a message may go to somebody who wants quiet hours."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alo153.city.rules.quiet_hours import QuietHours, quiet_hours_of

NIGHT = QuietHours(begins=time(22), ends=time(7))
NOON = QuietHours(begins=time(12), ends=time(13, 30))
DAY = datetime(2026, 11, 16, tzinfo=UTC)


def at(hour: int, minute: int = 0) -> datetime:
    return DAY + timedelta(hours=hour, minutes=minute)


def test_what_is_ready_outside_of_them_goes_at_once() -> None:
    for ready in (at(7), at(12), at(21, 59)):
        assert NIGHT.over_at(ready) == ready
    assert NOON.over_at(at(13, 30)) == at(13, 30)


def test_what_is_ready_within_them_goes_when_they_end() -> None:
    assert NIGHT.over_at(at(22)) == at(24 + 7)
    assert NIGHT.over_at(at(3)) == at(7)
    assert NIGHT.over_at(at(6, 59)) == at(7)
    assert NOON.over_at(at(12)) == at(13, 30)


def test_a_city_says_its_hours_or_has_none() -> None:
    assert quiet_hours_of({"begins": "22:00", "ends": "07:00"}) == NIGHT
    assert quiet_hours_of({}) is None


@given(
    st.times(),
    st.times(),
    st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 1, 1)),  # noqa: DTZ001 - made aware below
)
def test_it_never_waits_a_whole_day_and_never_goes_within_them(
    begins: time, ends: time, ready: datetime
) -> None:
    hours = QuietHours(begins=begins, ends=ends)
    ready = ready.replace(tzinfo=UTC)
    goes = hours.over_at(ready)
    assert timedelta() <= goes - ready <= timedelta(days=1)
    if begins != ends:
        assert hours.over_at(goes) == goes
