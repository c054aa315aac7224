"""The queue of a conversation says who is asked, from when on, and what goes first."""

from __future__ import annotations

import pytest
from tests.switchboard.written.desk import CHAT, EMAIL, Desk

from alo153.calls.call_words import AgentState
from alo153.calls.queue import Queue
from alo153.switchboard.written.rules.queueing import serving

ELIF, MURAT, HAKAN = 1, 2, 3
GENERAL = Queue(key="general")
WATER = Queue(
    key="water",
    skill="water",
    levels=((0.0, 3), (45.0, 1)),
    priority=1,
    overflow_after=120.0,
    overflow_to="general",
)
QUEUES = {each.key: each for each in (GENERAL, WATER)}


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_only_an_agent_with_the_skill_of_the_queue_is_asked(desk: Desk) -> None:
    desk.stands(ELIF, idle_since=100.0)
    desk.stands(MURAT, skills={"water": 1})
    desk.stands(HAKAN, skills={"water": 3})
    desk.writes(7, "email", queue=WATER)
    desk.decide()
    assert desk.offered == {7: HAKAN}


def test_after_a_while_a_lower_level_is_enough(desk: Desk) -> None:
    desk.stands(MURAT, skills={"water": 1})
    desk.writes(7, "email", queue=WATER)
    desk.decide()
    assert (desk.offered, desk.wake_at) == ({}, desk.at + 45)
    desk.decide(later=45)
    assert desk.offered == {7: MURAT}


def test_an_offer_ends_if_the_conversation_moves_to_a_queue_that_its_agent_does_not_serve(
    desk: Desk,
) -> None:
    desk.stands(ELIF)
    desk.writes(7)
    desk.decide()
    assert desk.offered == {7: ELIF}
    desk.writes(7, queue=WATER)
    desk.decide(later=1)
    assert desk.offered == {}


def test_the_priority_of_the_queue_is_added_to_that_of_the_medium(desk: Desk) -> None:
    desk.writes(1, "email")
    desk.at += 30
    desk.writes(2, "email", queue=WATER)
    desk.stands(ELIF, AgentState.READY, skills={"water": 3})
    desk.decide(later=30)
    assert desk.offered == {2: ELIF}
    [why] = desk.told
    assert why.score == 1.5


@pytest.mark.parametrize(
    ("key", "medium", "waited", "found"),
    [
        ("water", CHAT, 119, WATER),
        ("water", CHAT, 120, GENERAL),
        ("water", EMAIL, 100_000, WATER),
        ("gone", EMAIL, 0, GENERAL),
    ],
)
def test_a_chat_overflows_as_a_call_does_and_a_letter_stays(
    key: str, medium: object, waited: float, found: Queue
) -> None:
    assert serving(QUEUES, key, medium, waited=waited) == found  # type: ignore[arg-type]
