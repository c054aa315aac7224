"""The solver's automaton and the check are separate: one never allows what the other refuses."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.workforce.lawbook import MONDAY, NIGHT, TYPES, WORKER, days, law, shifts, walk

from alo153.workforce.automata import OFF, Automaton
from alo153.workforce.law.automaton import (
    RESTED,
    State,
    allowed,
    automaton,
    limits,
    state_after,
)
from alo153.workforce.law.check import check
from alo153.workforce.law.rules import Key, Law, Rule, Status

MONTH = 28
E, D, L, N, G = range(5)
CIVIL_SERVANT = frozenset({Status.CIVIL_SERVANT})


@cache
def machine(*starts: State) -> Automaton:
    bounds = limits(law(), WORKER, days(MONTH))
    return automaton(TYPES, bounds=bounds, days=days(MONTH), starts=starts or (RESTED,))


@cache
def machine_of_civil_servants() -> Automaton:
    bounds = limits(law(), CIVIL_SERVANT, days(MONTH))
    return automaton(TYPES, bounds=bounds, days=days(MONTH), starts=(RESTED,))


def lawful(month: Sequence[int]) -> bool:
    return not check(shifts(month), law=law(), statuses=lambda _: WORKER)


def walked(choices: Sequence[int], start: State = RESTED, of: Automaton | None = None) -> list[int]:
    """Return the month that takes the way with this number on each day."""
    chosen = of or machine()
    return walk(chosen, choices, chosen.starts[start])


ways = st.lists(st.integers(0, 59), min_size=MONTH, max_size=MONTH)


@given(ways)
def test_every_month_of_the_automaton_is_lawful(choices: list[int]) -> None:
    month = walked(choices)
    assert machine().accepts(month, machine().starts[RESTED])
    assert lawful(month)


@settings(max_examples=300)
@given(ways, st.lists(st.tuples(st.integers(0, MONTH - 1), st.integers(OFF, 4)), max_size=4))
def test_a_changed_month_that_it_accepts_is_lawful(
    choices: list[int], changes: list[tuple[int, int]]
) -> None:
    month = walked(choices)
    for day, shift in changes:
        month[day] = shift
    if machine().accepts(month, machine().starts[RESTED]):
        assert lawful(month)


@given(ways)
def test_every_month_of_a_civil_servant_is_lawful_for_one(choices: list[int]) -> None:
    month = walked(choices, of=machine_of_civil_servants())
    assert not check(shifts(month), law=law(), statuses=lambda _: CIVIL_SERVANT)


@pytest.mark.parametrize(
    "month",
    [
        [E, E, E, E, E, OFF, OFF] * 4,
        [N, N, N, N, N, OFF, OFF, D, D, D, D, D, OFF, OFF] * 2,
        [D, D, D, D, D, D, OFF] * 4,
        [G, G, G, G, E, OFF, OFF] * 4,
    ],
)
def test_usual_months_are_accepted(month: list[int]) -> None:
    assert lawful(month)
    assert machine().accepts(month, machine().starts[RESTED])


@pytest.mark.parametrize("count", [4, 5])
def test_a_weekly_rest_between_two_days_of_work_makes_no_week_of_seven(count: int) -> None:
    """With and without shifts of which six are too many already."""
    bounds = limits(law(), WORKER, days(MONTH))
    of = automaton(TYPES[:count], bounds=bounds, days=days(MONTH))
    month = [E, E, E, L, L, L, L, OFF, E, E, E, E, E, OFF] * 2
    assert not lawful(month)
    assert not of.accepts(month, of.starts[RESTED])
    month[6] = month[20] = OFF
    assert lawful(month)
    assert of.accepts(month, of.starts[RESTED])


@settings(max_examples=15)
@given(ways, ways)
def test_what_was_before_is_carried_over(former: list[int], choices: list[int]) -> None:
    """Two lawful months are lawful in a row if the second began where the first one ended."""
    first = walked(former)
    before = shifts(first, MONDAY - timedelta(days=MONTH))
    bounds = limits(law(), WORKER, days(MONTH))
    state = state_after(before, bounds=bounds, day=MONDAY)
    month = walked(choices, state, machine(state))
    found = check(shifts(month), law=law(), statuses=lambda _: WORKER, before=before)
    assert found == []


@cache
def changed_law() -> Law:
    """Return the law with 13 hours of rest, and weeks of 40 hours, from the third week on."""
    later = MONDAY + timedelta(days=14)
    stricter = (Rule(Key.REST_LEAST, 13 * 60, "", later), Rule(Key.WEEK_MOST, 40 * 60, "", later))
    return Law((*law().rules, *stricter))


@cache
def changed_machine() -> Automaton:
    bounds = limits(changed_law(), WORKER, days(MONTH))
    return automaton(TYPES, bounds=bounds, days=days(MONTH))


@settings(max_examples=60)
@given(ways)
def test_a_law_that_changes_within_the_month_holds_from_its_day(choices: list[int]) -> None:
    month = walk(changed_machine(), choices, changed_machine().starts[RESTED])
    assert not check(shifts(month), law=changed_law(), statuses=lambda _: WORKER)


def test_nobody_without_a_health_report_gets_a_night() -> None:
    unexamined = WORKER | {Status.NIGHT_UNEXAMINED}
    assert allowed(law(), WORKER, MONDAY, NIGHT)
    assert not allowed(law(), unexamined, MONDAY, NIGHT)


@given(st.sampled_from(TYPES), st.sampled_from(list(Status)), st.integers(0, 400))
def test_a_shift_that_is_allowed_by_itself_is_lawful_alone(
    shift: object, status: Status, later: int
) -> None:
    day: date = MONDAY + timedelta(days=later)
    statuses = frozenset({status})
    if allowed(law(), statuses, day, shift):  # type: ignore[arg-type]
        assert not check([shift.on(day)], law=law(), statuses=lambda _: statuses)  # type: ignore[attr-defined]
