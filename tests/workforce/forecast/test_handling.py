"""The handling time by part of the day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.workforce.forecast.handling import PARTS, STEADY, USUAL, Handling, learned

PART = st.tuples(st.integers(0, 5000), st.floats(1, 3600))


def test_nothing_is_known_of_a_queue_that_answered_nobody() -> None:
    assert learned([0.0] * PARTS, [0] * PARTS) == Handling()
    assert Handling().at(3) == Handling().at(15) == USUAL


def test_parts_with_many_contacts_are_their_own_and_those_with_few_like_all() -> None:
    found = learned([600 * 1, 0, 200 * 100_000, 200 * 100_000], [1, 0, 100_000, 100_000])
    assert found.at(13) == pytest.approx(200, abs=1)
    # A single long call at night moves the night by a fiftieth of it
    assert 200 < found.at(5) < 220
    # The morning had none
    assert found.at(6) == found.at(11) == pytest.approx(found.at(13), abs=5)


def test_a_part_counts_for_half_from_so_many_contacts_on() -> None:
    found = learned([400 * STEADY, 200 * STEADY, 0, 0], [STEADY, STEADY, 0, 0])
    assert (found.at(0), found.at(6), found.at(12)) == (350, 250, 300)


@given(st.lists(PART, min_size=PARTS, max_size=PARTS))
def test_no_second_of_work_is_lost_between_the_parts(parts: list[tuple[int, float]]) -> None:
    contacts = [count for count, _ in parts]
    taken = [count * mean for count, mean in parts]
    found = learned(taken, contacts)
    worked = sum(found.at(6 * part) * count for part, count in enumerate(contacts))
    assert worked == pytest.approx(sum(taken), rel=1e-9)


@given(st.lists(PART, min_size=PARTS, max_size=PARTS))
def test_no_part_is_beyond_all_that_was_seen(parts: list[tuple[int, float]]) -> None:
    seen = [mean for count, mean in parts if count]
    found = learned([count * mean for count, mean in parts], [count for count, _ in parts])
    low, high = min(seen, default=USUAL), max(seen, default=USUAL)
    assert all(low - 1e-6 <= found.at(hour) <= high + 1e-6 for hour in range(24))
