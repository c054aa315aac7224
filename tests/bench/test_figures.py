"""What a bench computes from the notes of SIPp: percentiles, delays, and who waited."""

import pytest

from bench.figures import Spread
from bench.load import RING_MILLISECONDS, Load
from bench.readings import Line, to_answer, to_pop, to_ring
from bench.sippers import Note

CALL = "6f0c1c5e-0000-4000-8000-000000000153"


def note(word: str, about: str, at: float, call: str = "") -> Note:
    return Note(word, about, call, at)


def test_a_percentile_is_a_value_that_was_measured() -> None:
    spread = Spread.of(n / 1000 for n in range(1, 101))
    assert [spread.at(percent) for percent in (50, 95, 99, 100)] == [50, 95, 99, 100]
    assert Spread.of([0.007]).at(50) == 7


def test_from_invite_to_answer() -> None:
    notes = [note("call", "a", 1.0), note("call", "b", 1.1), note("answered", "a", 1.5)]
    assert to_answer(notes).values == (500.0,)


def test_an_agent_who_waits_for_callers_is_not_slow() -> None:
    callers = [note("answered", "a", 1.0), note("answered", "b", 9.0)]
    telephones = [
        note("ring", "agent-1", 2.0),
        note("free", "agent-1", 5.0),
        note("ring", "agent-1", 9.2),
    ]
    line = Line.of(callers, telephones)
    assert [line.length(at) for at in (1.5, 5.0, 9.1)] == [1, 0, 1]
    assert to_ring(telephones, line).values == ()


def test_an_agent_whom_somebody_waits_for_is_measured() -> None:
    callers = [note("answered", "a", 1.0), note("answered", "b", 1.1)]
    telephones = [
        note("ring", "agent-1", 2.0),
        note("free", "agent-1", 5.0),
        note("ring", "agent-1", 5.25),
    ]
    assert to_ring(telephones, Line.of(callers, telephones)).values == (250.0,)


def test_a_page_that_knew_before_the_ring_was_not_late() -> None:
    rings = [note("ring", "agent-1", 2.0, CALL), note("ring", "agent-2", 4.0, CALL)]
    seen = {f"{CALL}.1": 1.9, f"{CALL}.2": 4.5}
    assert to_pop(rings, seen).values == (0.0, 500.0)


@pytest.mark.parametrize(("agents", "rate"), [(90, 10), (5, 2)])
def test_agents_serve_as_many_as_arrive(agents: int, rate: int) -> None:
    least, most = Load(agents=agents, rate=rate).talk
    handled = agents / ((least + most) / 2 + RING_MILLISECONDS) * 1000
    assert handled == pytest.approx(rate, rel=0.01)
