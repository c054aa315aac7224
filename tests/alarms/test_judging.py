"""When an alarm rings, stays and clears; and the same decision on the past."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.alarms.rules.figures import BY_KEY, FIGURES, Side
from alo153.alarms.rules.judging import Limits, Ringing, Step, step
from alo153.alarms.rules.refusing import Facts, Fault, faults
from alo153.alarms.rules.replay import replayed
from alo153.alarms.rules.sweeping import counted, longest
from alo153.alarms.rules.usual import times

AT = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
QUEUE = Limits(side=Side.ABOVE, rings_at=10, clears_at=7, calm=timedelta(minutes=2))
LEVEL = Limits(side=Side.BELOW, rings_at=70, clears_at=80)


def after(seconds: float) -> datetime:
    return AT + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("value", "taken"), [(10, Step.QUIET), (11, Step.RING), (None, Step.QUIET)]
)
def test_it_rings_beyond_its_limit_and_not_at_it(value: float | None, taken: Step) -> None:
    assert step(QUEUE, None, value, AT) is taken


def test_it_clears_only_after_it_was_calm_for_its_minutes() -> None:
    assert step(QUEUE, Ringing(), 8, AT) is Step.STAY
    assert step(QUEUE, Ringing(), 7, AT) is Step.SETTLE
    assert step(QUEUE, Ringing(AT), 7, after(119)) is Step.STAY
    assert step(QUEUE, Ringing(AT), 8, after(119)) is Step.STIR
    assert step(QUEUE, Ringing(AT), 3, after(120)) is Step.CLEAR


def test_a_level_rings_below_its_limit() -> None:
    assert step(LEVEL, None, 69, AT) is Step.RING
    assert step(LEVEL, Ringing(), 79, AT) is Step.STAY
    assert step(LEVEL, Ringing(), 80, AT) is Step.CLEAR
    assert step(LEVEL, Ringing(), None, AT) is Step.CLEAR


def test_what_moves_around_the_limit_would_have_rung_once() -> None:
    values = [11, 9, 11, 8, 12, 7, 11, 6, 6, 6, 11]
    series = [(after(30 * place), value) for place, value in enumerate(values)]
    [first] = replayed(QUEUE, {"general": series})
    assert (first.since, first.until, first.worst) == (AT, None, 12)


def test_it_clears_between_two_values_that_are_far_apart() -> None:
    series = [(AT, 11.0), (after(60), 0.0), (after(3600), 15.0), (after(3660), 0.0)]
    first, second = replayed(QUEUE, {"": series})
    assert (first.since, first.until, first.worst) == (AT, after(180), 11)
    assert (second.since, second.until, second.worst) == (after(3600), None, 15)


@given(st.lists(st.floats(0, 30), max_size=40), st.integers(0, 5))
def test_the_simulation_decides_as_the_evaluation_does(values: list[float], minutes: int) -> None:
    """Values that come every 15 seconds, as the worker reads them, ring as often in both."""
    limits = Limits(side=Side.ABOVE, rings_at=10, clears_at=7, calm=timedelta(minutes=minutes))
    series = [(after(15 * place), value) for place, value in enumerate(values)]
    began, ringing = [], None
    for at, value in series:
        match step(limits, ringing, value, at):
            case Step.RING:
                ringing = Ringing()
                began.append(at)
            case Step.CLEAR:
                ringing = None
            case Step.SETTLE:
                ringing = Ringing(at)
            case Step.STIR:
                ringing = Ringing()
    tried = [rang.since for rang in replayed(limits, {"": series})]
    # The simulation knows that it cleared between two values, where the evaluation sees the second
    assert set(began) <= set(tried)


def test_callers_are_counted_from_their_stretches() -> None:
    waits = [(AT, after(60)), (after(10), after(20)), (after(20), after(30))]
    assert list(counted(waits)) == [
        (AT, 1),
        (after(10), 2),
        (after(20), 2),
        (after(30), 1),
        (after(60), 0),
    ]


def test_the_longest_wait_is_known_at_the_limits() -> None:
    waits = [(AT, after(100)), (after(50), after(200))]
    limits = Limits(side=Side.ABOVE, rings_at=90, clears_at=30)
    rang = replayed(limits, {"": longest(waits, seconds=(30, 90))})
    assert [(each.since.replace(microsecond=0), each.until) for each in rang] == [
        (after(90), after(200))
    ]


def test_few_reports_are_no_news() -> None:
    assert times(4, 0.01) is None
    assert times(5, 0.01) == 5
    assert times(12, 4) == 3


def fault_of(key: str, rings_at: float, clears_at: float, facts: Facts | None = None) -> object:
    figure = BY_KEY[key]
    limits = Limits(side=figure.side, rings_at=rings_at, clears_at=clears_at)
    return faults(figure, limits, facts or Facts(is_one=True))


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.key)
def test_the_usual_limits_can_ring_and_clear(figure: object) -> None:
    assert fault_of(figure.key, *figure.usual) == {}  # type: ignore[attr-defined]


def test_what_can_never_ring_is_refused_with_its_reason() -> None:
    assert fault_of("service_level", 0, 10) == {"rings_at": Fault.NEVER_BELOW_NOTHING}
    assert fault_of("longest_wait", 600, 60, Facts(longest=300)) == {
        "rings_at": Fault.NEVER_SO_LONG
    }
    assert fault_of("backup_age", 26, 24, Facts(is_measured=False)) == {
        "figure": Fault.NOT_MEASURED
    }
    assert fault_of("waiting", 10, 7, Facts(is_known=False)) == {"of": Fault.UNKNOWN}
    assert fault_of("ready_agents", 1, 1, Facts()) == {"of": Fault.NEEDS_ONE}


def test_what_always_rings_or_never_clears_is_refused() -> None:
    assert fault_of("waiting", -1, -2) == {
        "rings_at": Fault.ALWAYS,
        "clears_at": Fault.NEVER_CLEARS,
    }
    assert fault_of("service_level", 101, 120)["rings_at"] is Fault.ALWAYS  # type: ignore[index]
    assert fault_of("ready_agents", 5, 5, Facts(is_one=True, people=3)) == {
        "rings_at": Fault.ALWAYS_TOO_FEW
    }
    assert fault_of("waiting", 10, 12) == {"clears_at": Fault.CLEARS_AT_ONCE}


def test_what_nobody_would_hear_is_refused() -> None:
    assert fault_of("waiting", 10, 7, Facts(concerned=0, escalated=0)) == {
        "audience": Fault.NOBODY,
        "escalate_to": Fault.NOBODY_ESCALATED,
    }
