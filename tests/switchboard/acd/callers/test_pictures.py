"""Calls with pictures: past the greeting into their own line, seen by the agent who picks up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.switchboard.acd.story import Story
from tests.switchboard.asterisk.channels import channel

from alo153.calls.queue import Queue
from alo153.switchboard.acd.state.state import Phase, Rules, State
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.facts import CallEntered
from alo153.switchboard.asterisk.ari import events as ari
from alo153.switchboard.asterisk.ari.translate import translate

CANAN = 5
SIGNING = Queue(key="sign_language", skill="sign_language", video=True)


@pytest.fixture
def story() -> Story:
    story = Story()
    story.state = State(rules=Rules(queues={SIGNING.key: SIGNING, "water": Queue(key="water")}))
    return story


def calls(story: Story, line: str = SIGNING.key) -> list[do.Command]:
    return story.tell(
        ev.CallArrived(
            at=0, call="a", channel="ch-a", number="", called="via_x", line=line, guest="ab12"
        )
    )


def test_who_signs_waits_at_once_with_no_word_spoken(story: Story) -> None:
    calls(story)
    assert story.state.calls["a"].phase is Phase.WAITING
    assert story.state.calls["a"].queue == "sign_language"
    assert story.ordered(do.StartMusic)
    assert not story.ordered(do.Speak)
    assert not story.ordered(do.SayPosition)
    (entered,) = story.facts(CallEntered)
    assert (entered.video, entered.guest) == (True, "ab12")


def test_the_interpreter_is_rung_and_bridged_with_pictures(story: Story) -> None:
    calls(story)
    story.ready(CANAN, 1, sign_language=3)
    (ring,) = story.ordered(do.RingAgent)
    assert ring.video
    story.tell(ev.OfferAnswered(at=2, offer="a.1"))
    (bridge,) = story.ordered(do.BridgeThem)
    assert bridge.video


@pytest.mark.parametrize("line", ["free_money", "water"])
def test_only_who_signs_goes_past_the_greeting_and_its_notice(story: Story, line: str) -> None:
    calls(story, line=line)
    assert story.ordered(do.Speak)
    assert story.state.calls["a"].phase is Phase.MENU
    assert not story.state.calls["a"].video


def test_a_call_of_sound_is_offered_sound(story: Story) -> None:
    story.ready(CANAN, 0, sign_language=3)
    story.waiting("b", 1)
    (ring,) = story.ordered(do.RingAgent)
    assert not ring.video


def test_the_browser_that_dialed_a_line_is_known() -> None:
    leg = replace(
        channel("alo-9", number="guest-ab12"),
        name="PJSIP/guest-ab12-0000002a",
        extension="via_sign_language",
    )
    arrived = translate(ari.StasisStart(at=leg.created_at, channel=leg, args=("call", "153")), 5)
    assert isinstance(arrived, ev.CallArrived)
    assert (arrived.line, arrived.guest, arrived.number) == ("sign_language", "ab12", "")
