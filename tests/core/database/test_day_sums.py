"""A range of days is read as whole months and the days at its ends: each day once."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alo153.core.database.day_sums import in_range

DAY = timedelta(days=1)


def days(first: date, after: date) -> list[date]:
    """Return the days from one up to another."""
    return [first + DAY * place for place in range((after - first).days)]


@given(first=st.dates(date(2020, 1, 1), date(2030, 1, 1)), long=st.integers(0, 800))
def test_each_day_of_a_range_is_read_once(first: date, long: int) -> None:
    last = first + DAY * long
    found = in_range(first, last)
    begins, ends = found["month_from"], found["month_until"]
    read = [*days(first, begins), *days(begins, ends), *days(ends, last + DAY)]
    assert read == days(first, last + DAY)
    assert begins == ends or (begins.day, ends.day) == (1, 1), "months are whole"


@given(day=st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_year_has_at_most_two_months_of_days(day: date) -> None:
    found = in_range(day - 365 * DAY, day)
    months = (found["month_until"] - found["month_from"]).days
    assert 366 - months <= 62
