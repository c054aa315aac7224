"""The shift advises who is offered nothing written any more; without it all is offered as ever."""

from __future__ import annotations

import pytest
from tests.switchboard.written.desk import Desk

from alo153.switchboard.acd.ringing.eligibility import BREAK_YIELDS, USUAL_SECONDS
from alo153.switchboard.acd.state.state import ShiftLimit

ELIF, MURAT = 1, 2


@pytest.fixture
def desk() -> Desk:
    return Desk()


def soon(desk: Desk, *, hard: bool = False) -> ShiftLimit:
    """Return a limit sooner than one more contact is over."""
    return ShiftLimit(at=desk.at + USUAL_SECONDS - 1, hard=hard)


@pytest.mark.parametrize("medium", ["chat", "email"])
def test_whose_break_is_due_is_passed_over(desk: Desk, medium: str) -> None:
    desk.stands(ELIF, idle_since=800.0, limit=soon(desk))
    desk.stands(MURAT, idle_since=900.0)
    desk.writes(1, medium)
    desk.decide()
    assert desk.offered == {1: MURAT}


def test_what_is_over_before_the_break_is_offered(desk: Desk) -> None:
    desk.stands(ELIF, limit=ShiftLimit(at=desk.at + USUAL_SECONDS))
    desk.writes(1, "email")
    desk.decide()
    assert desk.offered == {1: ELIF}


def test_a_break_yields_to_a_chat_that_has_waited_long_but_to_no_letter(desk: Desk) -> None:
    desk.stands(ELIF, limit=soon(desk))
    desk.writes(1)
    desk.writes(2, "email")
    desk.decide()
    assert desk.offered == {}
    # Nothing happens until then, so time alone has to wake it
    assert desk.wake_at == desk.at + BREAK_YIELDS
    desk.decide(later=BREAK_YIELDS)
    assert desk.offered == {1: ELIF}
    desk.takes(ELIF, 1)
    del desk.in_hand[ELIF]
    desk.decide(later=3600)
    assert desk.offered == {}


def test_a_break_yields_to_a_visitor_who_has_waited_long(desk: Desk) -> None:
    desk.stands(ELIF, limit=soon(desk))
    desk.clerks[ELIF] = desk.at
    desk.comes(1, able={ELIF})
    desk.decide()
    assert desk.offered == {}
    desk.decide(later=BREAK_YIELDS)
    assert desk.offered == {1: ELIF}


def test_the_end_of_a_night_yields_to_nobody(desk: Desk) -> None:
    desk.stands(ELIF, limit=soon(desk, hard=True))
    desk.writes(1)
    desk.decide()
    desk.decide(later=3600)
    assert desk.offered == {}


def test_an_offer_stands_though_the_advice_comes_after_it(desk: Desk) -> None:
    desk.stands(ELIF)
    desk.writes(1)
    desk.decide()
    desk.stands(ELIF, limit=soon(desk))
    desk.decide(later=1)
    assert desk.offered == {1: ELIF}
