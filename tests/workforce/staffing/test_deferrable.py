"""Work that can wait, placed within its deadline."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.workforce.staffing.deferrable import Placed, Work, free, place

MOST = 12
PEOPLE = st.floats(0, 20)


@st.composite
def works(draw: st.DrawFn) -> list[Work]:
    """Draw work that arrives within the day; its deadline may be after it."""
    arrivals = draw(st.lists(st.integers(0, MOST - 1), max_size=8))
    return [Work(each, each + draw(st.integers(1, MOST)), draw(PEOPLE)) for each in arrivals]


ROOM = st.lists(PEOPLE, min_size=MOST, max_size=MOST)


def test_free_people_of_calls_do_what_can_wait() -> None:
    placed = place([Work(1, 4, 3)], [5, 0, 2, 2, 5], [9] * 5)
    assert placed == Placed([0, 0, 2, 1, 0], [0] * 5, 0)


def test_what_is_due_first_is_done_first() -> None:
    letter, message = Work(0, 4, 2), Work(1, 2, 1)
    placed = place([letter, message], [0, 1, 1, 1], [9] * 4)
    assert placed == Placed([0, 1, 1, 1], [0] * 4, 0)


def test_what_finds_nobody_free_wants_more_people_where_fewest_are_wanted() -> None:
    placed = place([Work(0, 3, 4)], [0] * 4, [5, 2, 3, 0])
    assert placed.added == [0, 2.5, 1.5, 0]


def test_what_is_due_after_the_last_interval_is_said_to_be_left() -> None:
    assert place([Work(1, 9, 3)], [9, 1], [9, 9]) == Placed([0, 1], [0, 0], 2)


def test_people_are_free_up_to_a_share_of_their_time() -> None:
    assert free(10, 6) == pytest.approx(2.5)
    assert free(2, 1.9) == 0


@given(works(), ROOM, ROOM)
def test_no_work_is_lost(work: list[Work], room: list[float], people: list[float]) -> None:
    placed = place(work, room, people)
    total = sum(placed.within) + sum(placed.added) + placed.later
    assert total == pytest.approx(sum(each.people for each in work), abs=1e-6)
    assert all(used <= free_ + 1e-6 for used, free_ in zip(placed.within, room, strict=True))


@given(works(), ROOM, ROOM)
def test_no_deadline_is_missed(work: list[Work], room: list[float], people: list[float]) -> None:
    # In every stretch of the day, the work that arrives and is due in it fits into what is done
    placed = place(work, room, people)
    done = [a + b for a, b in zip(placed.within, placed.added, strict=True)]
    for begin, end in product(range(MOST), range(1, MOST + 1)):
        inside = [each.people for each in work if begin <= each.arrives and each.due <= end]
        assert sum(inside) <= sum(done[begin:end]) + 1e-6


@given(works(), ROOM, ROOM)
def test_the_requirement_rises_no_more_than_it_must(
    work: list[Work], room: list[float], people: list[float]
) -> None:
    due = [each for each in work if each.due <= MOST]
    assert sum(place(due, room, people).added) == pytest.approx(_least(due, room), abs=1e-6)


def _least(work: list[Work], room: list[float]) -> float:
    """Return the work that finds no room however it is placed: by Hall's theorem.

    It is the greatest shortage of stretches of the day that do not overlap.
    """
    shortage = [0.0]
    for end in range(1, MOST + 1):
        stretches = [
            shortage[begin]
            + sum(each.people for each in work if begin <= each.arrives and each.due <= end)
            - sum(room[begin:end])
            for begin in range(end)
        ]
        shortage.append(max(shortage[-1], *stretches))
    return shortage[-1]
