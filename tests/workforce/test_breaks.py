"""Breaks: lawful in length, away from the ends, staggered where people are wanted."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from alo153.workforce.breaks import EDGE, STEP, Floats, Presence, place, window

QUARTERS = 2 * 96
DAY = Presence(start=9 * 60, end=17 * 60, minutes=30, rows=(0,))


def wanted(people: float) -> Floats:
    return np.full((1, QUARTERS), people)


def missing(people: list[Presence], begins: list[int | None], wish: Floats) -> float:
    present = np.zeros(QUARTERS)
    for person, begin in zip(people, begins, strict=True):
        present[person.start // STEP : person.end // STEP] += 1
        if begin is not None:
            present[begin // STEP : (begin + person.minutes) // STEP] -= 1
    inside = slice(9 * 4, 17 * 4)
    return float(np.maximum(wish[0, inside] - present[inside], 0).sum())


def test_four_people_never_leave_together() -> None:
    people = [DAY] * 4
    begins = place(people, wanted(3))
    assert len(set(begins)) == 4
    assert missing(people, begins, wanted(3)) == 0


def test_a_break_lies_where_fewer_are_wanted() -> None:
    wish = wanted(1)
    wish[0, 12 * 4 : 13 * 4] = 0
    (begin,) = place([DAY], wish)
    assert begin is not None
    assert 12 * 60 <= begin <= 12 * 60 + 30


def test_with_room_everywhere_it_is_in_the_middle() -> None:
    (begin,) = place([DAY], wanted(0))
    assert begin in (12 * 60 + 30, 12 * 60 + 45)


def test_one_that_is_settled_stays_and_the_others_go_round_it() -> None:
    settled = Presence(start=9 * 60, end=17 * 60, minutes=30, rows=(0,), fixed=12 * 60)
    begins = place([DAY, settled], wanted(1))
    assert begins[1] == 12 * 60
    assert begins[0] is not None
    assert abs(begins[0] - 12 * 60) >= 30


def test_a_skill_that_only_two_have_is_never_on_break_twice() -> None:
    speaking = Presence(start=9 * 60, end=17 * 60, minutes=30, rows=(0, 1))
    wish = np.vstack([wanted(0), wanted(1)])
    begins = place([speaking, speaking], wish)
    assert begins[0] is not None
    assert begins[1] is not None
    assert abs(begins[0] - begins[1]) >= 30


def test_a_shift_without_a_break_gets_none() -> None:
    assert place([Presence(start=0, end=180, minutes=0, rows=(0,))], wanted(1)) == [None]


@given(
    start=st.integers(0, 95),
    quarters=st.integers(12, 48),
    minutes=st.sampled_from([15, 30, 60]),
    people=st.integers(1, 5),
)
def test_every_break_is_whole_and_away_from_both_ends(
    start: int, quarters: int, minutes: int, people: int
) -> None:
    person = Presence(start * STEP, (start + quarters) * STEP, minutes, (0,))
    for begin in place([person] * people, wanted(2)):
        assert begin in window(person)
        assert begin is not None
        assert person.start < begin
        assert begin + minutes < person.end
        edge = int((person.end - person.start) * EDGE)
        inside = person.start + edge <= begin and begin + minutes <= person.end - edge
        assert inside or len(window(person)) == 1


def test_the_same_people_get_the_same_breaks() -> None:
    people = [DAY] * 9
    assert place(people, wanted(7)) == place(people, wanted(7))
