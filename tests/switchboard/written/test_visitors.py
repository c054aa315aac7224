"""A visitor who waits is offered to a free desk of that place, and no telephone disturbs them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.switchboard.written.desk import AHEAD, MEDIA, Desk

from alo153.calls.call_words import AgentState
from alo153.contacts.offering.offer_outcomes import OfferEnd, OfferReason
from alo153.counter import turn
from alo153.switchboard.written.rules.facts import WorkOffered, WorkOfferEnded

PINAR, MURAT, ELIF = 1, 2, 3
MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def ends(desk: Desk) -> list[OfferEnd]:
    return [fact.result for fact in desk.told if isinstance(fact, WorkOfferEnded)]


def test_a_visitor_is_offered_to_the_desk_that_is_free_longest_and_it_says_why(desk: Desk) -> None:
    desk.clerks = {PINAR: 900.0, MURAT: 800.0}
    desk.comes(7, able={PINAR, MURAT})
    desk.decide(later=60)
    assert desk.offered == {7: MURAT}
    [why] = desk.told
    assert isinstance(why, WorkOffered)
    assert (why.reason, why.among, why.in_hand) == (OfferReason.NEXT, 2, 0)
    assert why.score == 11  # the city gives visitors ten minutes, and one was waited


def test_a_clerk_needs_no_telephone_and_an_agent_elsewhere_gets_no_visitor(desk: Desk) -> None:
    desk.stands(ELIF)
    desk.comes(7, able={PINAR})
    desk.decide()
    assert desk.offered == {}
    desk.clerks = {PINAR: 900.0}
    desk.decide()
    assert desk.offered == {7: PINAR}


@pytest.mark.parametrize("state", [AgentState.READY, AgentState.PAUSED, AgentState.OFFLINE])
def test_whatever_the_telephone_says_a_clerk_at_a_free_desk_is_asked(
    desk: Desk, state: AgentState
) -> None:
    desk.stands(PINAR, state, reachable=state is AgentState.READY)
    desk.clerks = {PINAR: 900.0}
    desk.comes(7, able={PINAR})
    desk.decide()
    assert desk.offered == {7: PINAR}


@pytest.mark.parametrize("state", [AgentState.TALKING, AgentState.WRAP_UP])
def test_a_call_takes_an_offer_back_and_the_next_desk_is_asked(
    desk: Desk, state: AgentState
) -> None:
    desk.stands(PINAR, idle_since=0.0)
    desk.clerks = {PINAR: 800.0, MURAT: 900.0}
    desk.comes(7, able={PINAR, MURAT})
    desk.decide()
    assert desk.offered == {7: PINAR}
    desk.stands(PINAR, state, call="c")
    desk.decide()
    assert desk.offered == {7: MURAT}
    assert ends(desk) == [OfferEnd.WITHDRAWN]


def test_a_clerk_who_does_not_press_rests_and_the_next_desk_is_asked(desk: Desk) -> None:
    desk.clerks = {PINAR: 800.0, MURAT: 900.0}
    desk.comes(7, able={PINAR, MURAT})
    desk.decide()
    assert desk.offered == {7: PINAR}
    desk.decide(later=MEDIA.offer)
    assert desk.offered == {7: MURAT}
    assert ends(desk) == [OfferEnd.NO_ANSWER]


def test_each_free_desk_is_offered_another_visitor(desk: Desk) -> None:
    desk.clerks = {PINAR: 800.0, MURAT: 900.0}
    for key in (7, 8, 9):
        desk.comes(key, able={PINAR, MURAT})
    desk.decide()
    assert desk.offered == {7: PINAR, 8: MURAT}
    desk.calls(PINAR, 7)
    desk.decide(later=1)
    assert desk.offered == {8: MURAT}


def test_a_chat_in_hand_leaves_no_room_for_a_visitor_and_a_letter_does(desk: Desk) -> None:
    desk.stands(PINAR)
    desk.writes(1)
    desk.takes(PINAR, 1)
    desk.clerks = {PINAR: 900.0}
    desk.comes(7, able={PINAR})
    desk.decide()
    assert desk.offered == {}
    desk.in_hand.clear()
    desk.writes(2, "email")
    desk.takes(PINAR, 2)
    desk.decide()
    assert desk.offered == {7: PINAR}


def test_who_sits_at_a_desk_and_is_ready_gets_whoever_has_waited_longer(desk: Desk) -> None:
    """One line: a visitor has ten minutes in advance, as a chat has, and a letter none."""
    desk.comes(7, able={PINAR})
    desk.at += 60
    desk.writes(1)
    desk.stands(PINAR)
    desk.clerks = {PINAR: 900.0}
    desk.decide()
    assert desk.offered == {7: PINAR}
    other = Desk()
    other.writes(1, "email")
    other.at += 11 * 60
    other.comes(7, able={PINAR})
    other.stands(PINAR)
    other.clerks = {PINAR: 900.0}
    other.decide()
    assert other.offered == {1: PINAR}


@given(
    line=st.lists(
        st.builds(
            turn.Waiting,
            key=st.integers(1, 10_000),
            letter=st.just("A"),
            taken_at=st.integers(0, 120).map(lambda minute: MORNING + timedelta(minutes=minute)),
            priority=st.booleans(),
            is_back=st.booleans(),
            for_desk=st.none(),
        ),
        unique_by=lambda each: each.key,
        min_size=1,
        max_size=12,
    )
)
def test_routing_and_the_button_have_one_order(line: list[turn.Waiting]) -> None:
    desk = Desk()
    desk.clerks = {PINAR: 900.0}
    for each in line:
        desk.waits(each, able={PINAR})
    desk.decide()
    place = turn.Place(desk=1, letters="A", staffed={1})
    first = turn.next_of(line, place, ahead=AHEAD)
    assert first
    assert desk.offered == {first.key: PINAR}
