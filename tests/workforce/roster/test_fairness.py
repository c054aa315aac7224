"""What is fair: by hours, and over the year to date."""

from hypothesis import given
from hypothesis import strategies as st

from alo153.workforce.roster.fairness import MOST_OWED, Past, levels, shares

TWO = {"elif": 4.0, "murat": 4.0}


def test_it_goes_by_hours() -> None:
    weight = {"elif": 45.0, "murat": 45.0, "zeynep": 22.5}
    assert levels(10, weight, []) == {"elif": 4, "murat": 4, "zeynep": 2}
    assert levels(10, {}, []) == {}


def test_the_days_of_a_scarce_skill_are_shared_by_those_who_have_it() -> None:
    weight = dict.fromkeys("abcdef", 1.0)
    # Ten nights, on each of five one who supervises is needed: b and c share these
    found = levels(10, weight, [(5, "bc"), (2, "def")])
    assert found == {"a": 1.25, "b": 2.5, "c": 2.5, "d": 1.25, "e": 1.25, "f": 1.25}
    # A skill that many have changes nothing
    assert levels(12, weight, [(3, "abcd")]) == dict.fromkeys("abcdef", 2.0)


def test_without_a_past_it_is_the_level() -> None:
    assert shares(TWO, {}) == TWO


def test_whoever_had_more_than_others_has_less_now() -> None:
    past = {"elif": Past(6, 100), "murat": Past(4, 100)}
    assert shares(TWO, past) == {"elif": 3, "murat": 5}


def test_nobody_pays_for_a_year_in_one_month() -> None:
    past = {"elif": Past(40, 100), "murat": Past(0, 100)}
    assert shares(TWO, past) == {"elif": 4 - MOST_OWED, "murat": 4 + MOST_OWED}


def test_somebody_new_has_nothing_to_make_up_for() -> None:
    past = {"elif": Past(10, 100), "murat": Past(0, 0)}
    assert shares(TWO, past) == TWO


@given(
    st.floats(0, 300),
    st.dictionaries(st.integers(0, 50), st.floats(1, 45), min_size=1),
    st.lists(st.tuples(st.floats(0, 30), st.lists(st.integers(0, 60), unique=True)), max_size=4),
    st.dictionaries(st.integers(0, 60), st.builds(Past, st.integers(0, 60), st.integers(0, 200))),
)
def test_all_days_are_given_and_nobody_owes_more_than_the_most(
    total: float,
    weight: dict[int, float],
    scarce: list[tuple[float, list[int]]],
    past: dict[int, Past],
) -> None:
    plain = levels(total, weight, scarce)
    assert plain.keys() == weight.keys()
    assert sum(plain.values()) >= total - 1e-6
    found = shares(plain, past)
    assert all(share >= 0 for share in found.values())
    assert all(abs(found[each] - plain[each]) <= MOST_OWED + 1e-9 for each in found)
