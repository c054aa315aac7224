"""Calls of outgoing lists in the engine: to the voice menu, or for an agent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.calls.menu.kocaeli import MENU
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.calls.queue import Queue
from alo153.switchboard.acd.offering.listed import ListCallDropped, ListCallTaken
from alo153.switchboard.acd.recording.messages import StartRecording
from alo153.switchboard.acd.state.leg_ids import citizen_leg
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.facts import CallEnded, CallEntered, CallsDeclined, MenuWalked
from alo153.switchboard.acd.turn.timers import CitizenTimer, MatchTimer, MenuIdleTimer, MenuTimer

AYSE, ELIF = "+905320000101", 7
LEG = citizen_leg("c")


@pytest.fixture
def story() -> Story:
    return Story(Rules(menu=MENU))


def taken(story: Story, node: str = "notice", at: float = 0.0) -> None:
    story.tell(
        ListCallTaken(
            at=at,
            call="c",
            number=AYSE,
            reference="list:1",
            menu_node=node,
            queue="general",
            until=20.0,
        )
    )


def reached(story: Story, node: str = "notice") -> None:
    taken(story, node)
    story.tell(ev.CitizenAnswered(at=5.0, call="c", channel="citizen-c"))


def test_an_agent_whom_the_queue_asks_only_later_calls_as_soon_as_it_does() -> None:
    levels = Queue(key="general", skill="water", levels=((0, 3), (20, 1)))
    story = Story(Rules(menu=MENU, queues={"general": levels}))
    story.ready(ELIF, 0, water=1)
    taken(story, node="")
    assert not story.ordered(do.RingAgent)
    assert do.StartTimer(seconds=20, timer=MatchTimer("c")) in story.commands
    story.tell(ev.TimerFired(at=20, timer=MatchTimer("c")))
    assert [ring.agent for ring in story.ordered(do.RingAgent)] == [ELIF]


def ends(story: Story) -> list[tuple[CallOutcome, CallParty]]:
    return [(fact.outcome, fact.by) for fact in story.facts(CallEnded)]


def listens(story: Story, *, to: str) -> None:
    """Hear all until a node is reached; nothing is announced."""
    while story.state.calls["c"].menu is not None:
        call = story.state.calls["c"]
        assert call.menu is not None
        if call.menu.node == to:
            return
        if call.speech:
            story.speech_ends("c", 6.0)
        else:
            story.tell(ev.LookupAnswered(at=6.0, call="c", ask=call.menu.asks))


def test_a_citizen_is_dialed_and_hears_what_the_list_says(story: Story) -> None:
    taken(story)
    (dialed,) = story.ordered(do.DialCitizen)
    assert (dialed.number, dialed.agent_leg, dialed.channel) == (AYSE, "", LEG)
    (entered,) = story.facts(CallEntered)
    assert (entered.reference, entered.number) == ("list:1", AYSE)
    story.tell(ev.CitizenAnswered(at=5.0, call="c", channel="citizen-c"))
    assert [said.sounds for said in story.ordered(do.Speak)] == [("list-greeting",)]
    assert [fact.node for fact in story.facts(MenuWalked)] == ["notice"]


def test_the_same_number_taken_twice_is_dialed_once_and_late_not_at_all(story: Story) -> None:
    taken(story)
    taken(story)
    assert not story.ordered(do.DialCitizen)
    later = Story(Rules(menu=MENU))
    taken(later, at=21.0)
    assert not later.state.calls


def test_who_hears_all_was_served_and_is_let_go(story: Story) -> None:
    reached(story)
    listens(story, to="notice-end")
    story.speech_ends("c", 9.0)
    call = story.state.calls["c"]
    assert call.menu is not None
    story.tell(ev.TimerFired(at=11.0, timer=MenuTimer("c", call.menu.waits)))
    story.speech_ends("c", 13.0)
    assert ends(story) == [(CallOutcome.SELF_SERVED, CallParty.SWITCHBOARD)]


def test_who_hangs_up_in_the_greeting_heard_nothing(story: Story) -> None:
    reached(story)
    story.tell(ev.CallerHungUp(at=6.0, call="c", channel=LEG))
    assert ends(story) == [(CallOutcome.CANCELED, CallParty.CITIZEN)]


def test_who_hangs_up_after_the_announcement_heard_it(story: Story) -> None:
    reached(story)
    listens(story, to="notice-end")
    story.tell(ev.CallerHungUp(at=9.0, call="c", channel=LEG))
    assert ends(story) == [(CallOutcome.SELF_SERVED, CallParty.CITIZEN)]


def test_nine_at_any_time_ends_such_calls(story: Story) -> None:
    reached(story)
    story.tell(ev.KeyPressed(at=6.0, call="c", key="9"))
    listens(story, to="no-calls")
    assert len(story.facts(CallsDeclined)) == 1
    listens(story, to="list-goodbye")
    story.speech_ends("c", 9.0)
    assert ends(story) == [(CallOutcome.SELF_SERVED, CallParty.SWITCHBOARD)]


def test_a_caller_cannot_decline_calls_for_a_number_that_may_be_forged() -> None:
    menu = replace(MENU, start="no-calls")
    for proved in (False, True):
        story = Story(Rules(menu=menu))
        arrived = ev.CallArrived(
            at=0.0, call="c", channel="ch-c", number=AYSE, called="153", proved=proved
        )
        story.tell(arrived)
        assert bool(story.facts(CallsDeclined)) == proved


def test_an_answer_by_key_counts_also_if_they_hang_up_then(story: Story) -> None:
    reached(story, "satisfaction")
    story.tell(ev.KeyPressed(at=6.0, call="c", key="4"))
    story.tell(ev.CallerHungUp(at=6.5, call="c", channel=LEG))
    assert [step.key for step in story.facts(MenuWalked)[-1].path] == ["4"]
    assert ends(story) == [(CallOutcome.SELF_SERVED, CallParty.CITIZEN)]


def test_nought_leads_to_an_agent_who_is_free(story: Story) -> None:
    story.ready(ELIF, 0.0)
    reached(story)
    story.tell(ev.KeyPressed(at=6.0, call="c", key="0"))
    assert [rings.agent for rings in story.ordered(do.RingAgent)] == [ELIF]
    story.tell(ev.OfferAnswered(at=8.0, offer="c.1"))
    assert story.state.calls["c"].phase is Phase.TALKING


@pytest.mark.parametrize("outcome", [CallOutcome.BUSY, CallOutcome.NO_ANSWER])
def test_who_is_not_reached_ends_the_call_and_the_list_says_when_again(
    story: Story, outcome: CallOutcome
) -> None:
    taken(story)
    story.tell(ev.CitizenNotReached(at=9.0, call="c", channel="citizen-c", outcome=outcome))
    assert ends(story) == [(outcome, CallParty.CITIZEN)]


def test_a_line_that_failed_is_replaced(story: Story) -> None:
    taken(story)
    missed = ev.CitizenNotReached(
        at=1.0, call="c", channel="citizen-c", outcome=CallOutcome.FAILED, line="trunk"
    )
    story.tell(missed)
    assert [dialed.failed for dialed in story.ordered(do.DialCitizen)] == [frozenset({"trunk"})]


def test_nobody_waits_for_ever(story: Story) -> None:
    taken(story)
    story.tell(ev.TimerFired(at=60.0, timer=CitizenTimer("citizen-c")))
    assert ends(story) == [(CallOutcome.NO_ANSWER, CallParty.SWITCHBOARD)]
    story = Story(Rules(menu=MENU))
    reached(story)
    story.tell(ev.TimerFired(at=130.0, timer=MenuIdleTimer("c", 0)))
    assert ends(story) == [(CallOutcome.CANCELED, CallParty.SWITCHBOARD)]


def test_for_an_agent_it_waits_behind_every_citizen(story: Story) -> None:
    taken(story, node="")
    assert story.state.calls["c"].phase is Phase.CALLBACK_HOLD
    story.arrive("d", 1.0)
    story.tell(ev.KeyPressed(at=1.5, call="d", key="0"))
    story.ready(ELIF, 2.0)
    assert [rings.call for rings in story.ordered(do.RingAgent)] == ["d"]


def test_the_agent_is_rung_first_then_the_citizen_who_is_called_once(story: Story) -> None:
    story.ready(ELIF, 0.0)
    taken(story, node="")
    story.tell(ev.OfferAnswered(at=2.0, offer="c.1"))
    assert [dialed.number for dialed in story.ordered(do.DialCitizen)] == [AYSE]
    story.tell(
        ev.CitizenNotReached(at=9.0, call="c", channel="citizen-c", outcome=CallOutcome.NO_ANSWER)
    )
    assert ends(story) == [(CallOutcome.NO_ANSWER, CallParty.CITIZEN)]


def test_whom_an_agent_calls_was_told_nothing_and_is_not_recorded(story: Story) -> None:
    story.ready(ELIF, 0.0)
    taken(story, node="")
    (entered,) = story.facts(CallEntered)
    assert not entered.recorded
    story.tell(ev.OfferAnswered(at=2.0, offer="c.1"))
    story.tell(ev.CitizenAnswered(at=5.0, call="c", channel="citizen-c"))
    assert story.state.calls["c"].phase is Phase.TALKING
    assert not story.ordered(StartRecording)


def test_a_pause_takes_back_whom_no_agent_rings_for(story: Story) -> None:
    taken(story, node="")
    story.tell(ListCallDropped(at=3.0, call="c"))
    assert ends(story) == [(CallOutcome.CANCELED, CallParty.SWITCHBOARD)]
    story = Story(Rules(menu=MENU))
    reached(story)
    story.tell(ListCallDropped(at=6.0, call="c"))
    assert not ends(story), "whoever hears it hears it to the end"


def resumed(story: Story, *legs: ev.Leg) -> None:
    calls = tuple(story.state.calls.values())
    story.tell(ev.Reconciled(at=30.0, calls=calls, agents=(), legs=legs))


def test_after_a_restart_who_is_on_the_line_hears_it_from_the_beginning(story: Story) -> None:
    reached(story)
    resumed(story, ev.Leg(id=LEG, up=True))
    assert [said.sounds for said in story.ordered(do.Speak)] == [("list-greeting",)]
    assert not story.ordered(do.DialCitizen)


def test_after_a_restart_who_hung_up_is_not_called_and_who_rings_is_waited_for(
    story: Story,
) -> None:
    reached(story)
    resumed(story)
    assert ends(story) == [(CallOutcome.CANCELED, CallParty.CITIZEN)]
    story = Story(Rules(menu=MENU))
    taken(story)
    resumed(story, ev.Leg(id=LEG, up=False))
    assert story.state.calls["c"].phase is Phase.CALLING_CITIZEN
    resumed(story)
    assert ends(story) == [(CallOutcome.NO_ANSWER, CallParty.CITIZEN)]
