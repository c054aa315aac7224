"""The number that was dialed decides where a call begins, and where its caller waits."""

from __future__ import annotations

import pytest
from tests.calls.menu.kocaeli import MENU
from tests.switchboard.acd.story import Story

from alo153.calls.menu.nodes import plain
from alo153.calls.menu.public_numbers import PublicNumber
from alo153.calls.queue import Queue
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.facts import CallEntered, CallQueued

CITY = PublicNumber(key="153", dialed=("153", "+902623181000"))
SOCIAL = PublicNumber(
    key="social-line", dialed=("+902625550141",), menu="social-line", queue="social"
)
WATER = PublicNumber(key="water", dialed=("+902625550185",), queue="water")
QUEUES = {key: Queue(key=key) for key in ("general", "social", "water")} | {
    "english": Queue(key="english", language="en")
}


@pytest.fixture
def story() -> Story:
    return Story(Rules(menu=MENU, queues=QUEUES, numbers=(CITY, SOCIAL, WATER)))


def dialed(story: Story, called: str, to: str = "") -> CallEntered:
    story.tell(ev.CallArrived(at=0, call="a", channel="a", number="5", called=called, to=to))
    (entered,) = story.facts(CallEntered)
    return entered


def heard(story: Story) -> tuple[str, ...]:
    return tuple(sound for command in story.ordered(do.Speak) for sound in command.sounds)


@pytest.mark.parametrize(
    ("called", "to", "key", "first"),
    [
        ("153", "", "153", "greeting"),
        ("02623181000", "02623181000", "153", "greeting"),
        ("902625550141", "902625550141", "social-line", "social-greeting"),
        ("alo153account", "+902625550141", "social-line", "social-greeting"),
        ("02625550141", "somebody", "social-line", "social-greeting"),
        ("+902625550199", "+902625550199", "153", "greeting"),
    ],
)
def test_each_number_has_its_greeting(
    story: Story, called: str, to: str, key: str, first: str
) -> None:
    assert dialed(story, called, to).public_number == key
    assert heard(story)[0] == first


def test_what_nobody_knows_is_kept_as_it_was_dialed(story: Story) -> None:
    assert dialed(story, "+902625550199", "alo").called == "+902625550199"


def test_the_queue_of_the_number_is_where_others_come_into_the_general_one(story: Story) -> None:
    dialed(story, "02625550185")
    story.tell(ev.KeyPressed(at=1, call="a", key="0"))
    (queued,) = story.facts(CallQueued)
    assert queued.queue == "water"


def test_who_chose_a_language_waits_for_those_who_speak_it(story: Story) -> None:
    dialed(story, "02625550185")
    story.tell(ev.CallerKnown(at=0, call="a", language="en"))
    story.tell(ev.KeyPressed(at=1, call="a", key="0"))
    assert [fact.queue for fact in story.facts(CallQueued)] == ["english"]


def test_a_key_of_the_menu_still_chooses(story: Story) -> None:
    dialed(story, "02625550185")
    for key in "94":
        story.tell(ev.KeyPressed(at=1, call="a", key=key))
    while story.state.calls["a"].phase is Phase.MENU:
        position = story.state.calls["a"].menu
        assert position is not None
        story.speech_ends("a", 1)
        story.tell(ev.LookupAnswered(at=1, call="a", ask=position.asks))
    assert [fact.queue for fact in story.facts(CallQueued)] == ["social"]


def test_a_city_without_numbers_is_as_before() -> None:
    story = Story(Rules(menu=plain()))
    entered = dialed(story, "0262 318 10 00")
    assert (entered.public_number, entered.queue) == ("", "general")


def test_a_restart_in_the_menu_puts_the_caller_into_the_queue_of_the_number(story: Story) -> None:
    dialed(story, "02625550185")
    call = story.state.calls["a"]
    assert call.phase is Phase.MENU
    leg = ev.Leg(id="a", up=True, call="a", called="02625550185")
    story.tell(ev.Reconciled(at=2, calls=(call,), agents=(), legs=(leg,)))
    assert [fact.queue for fact in story.facts(CallQueued)] == ["water"]


def test_who_came_in_while_nobody_listened_is_greeted_by_the_number(story: Story) -> None:
    leg = ev.Leg(id="a", up=False, call="a", called="alo", to="02625550141")
    story.tell(ev.Reconciled(at=2, calls=(), agents=(), legs=(leg,)))
    assert heard(story)[0] == "social-greeting"
