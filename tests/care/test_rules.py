"""When a day was too much, and which counts are shown."""

from datetime import timedelta

import pytest

from alo153.care.rules import Load, shown


@pytest.mark.parametrize(
    ("load", "too_much"),
    [
        (Load(0, 0, timedelta()), False),
        (Load(2, 1, timedelta(hours=2)), False),
        (Load(3, 0, timedelta()), True),
        (Load(2, 2, timedelta()), True),
        (Load(0, 0, timedelta(hours=2, minutes=30)), True),
    ],
)
def test_a_day_is_too_much_by_any_of_three(load: Load, too_much: bool) -> None:
    assert load.is_too_much is too_much


def test_fewer_than_five_people_are_no_number() -> None:
    assert [shown(people) for people in (0, 4, 5, 9)] == [None, None, 5, 9]
