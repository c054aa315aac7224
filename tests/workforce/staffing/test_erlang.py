"""Erlang C and A against published values and against the simulation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.workforce.staffing.erlang import (
    Goal,
    Load,
    agents_for,
    blocking,
    erlang_a,
    erlang_c,
)

GOAL = Goal(0.8, 20)

# Calls an hour, seconds of handling, agents by Erlang C and by Erlang A (patience 120 s), share in
# time by A: measured with betainc in ../shared/design/workforce.md, section 4
MEASURED = [
    (30, 210, 4, 3, 80.19),
    (225, 180, 15, 13, 80.65),
    (225, 240, 19, 17, 81.73),
    (320, 240, 26, 23, 80.44),
    (1350, 240, 98, 88, 81.17),
]


@pytest.mark.parametrize(("calls", "seconds", "by_c", "by_a", "in_time"), MEASURED)
def test_agents_and_service_are_those_measured(
    calls: float, seconds: float, by_c: int, by_a: int, in_time: float
) -> None:
    load = Load(calls, seconds)
    assert agents_for(load, GOAL) == by_c
    assert agents_for(load, GOAL, 120) == by_a
    assert 100 * erlang_a(load, by_a, GOAL, 120).in_time == pytest.approx(in_time, abs=0.01)


def test_blocking_is_as_in_the_tables_of_erlang_b() -> None:
    # 10 lines lose 1 % at 4.46 erlangs, 20 lines at 12.03 (any Erlang B table)
    assert blocking(10, 4.46) == pytest.approx(0.01, abs=2e-5)
    assert blocking(20, 12.03) == pytest.approx(0.01, abs=2e-5)


def test_nobody_calls_and_nobody_is_needed() -> None:
    nothing = Load(0, 240)
    assert agents_for(nothing, GOAL) == 0
    assert erlang_c(nothing, 0, GOAL).in_time == 1
    assert erlang_a(nothing, 0, GOAL, 120).abandoned == 0


def test_too_few_agents_never_end_the_queue_if_nobody_gives_up() -> None:
    assert erlang_c(Load(320, 240), 21, GOAL).in_time == 0


def test_with_endless_patience_a_becomes_c() -> None:
    load = Load(225, 240)
    a, c = erlang_a(load, 19, GOAL, 1e6), erlang_c(load, 19, GOAL)
    assert a.in_time == pytest.approx(c.in_time, abs=2e-3)
    assert a.abandoned == pytest.approx(0, abs=1e-3)


@given(st.floats(1, 600), st.floats(30, 600), st.integers(1, 60))
def test_one_agent_more_never_makes_it_worse(calls: float, seconds: float, agents: int) -> None:
    load = Load(calls, seconds)
    fewer, more = (erlang_a(load, each, GOAL, 120) for each in (agents, agents + 1))
    assert more.in_time >= fewer.in_time - 1e-6
    assert more.abandoned <= fewer.abandoned + 1e-6
    assert 0 <= fewer.abandoned <= 1
