"""Facts become rows and events; a fact written twice counts once, a restart recalls the same."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.parts.roles import Role
from tests.switchboard.acd.story import Story
from tests.switchboard.record.written import CALL, START, names, write

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.calls import actions, queries
from alo153.calls.call_words import AgentState, CallOutcome, CallParty
from alo153.calls.models import AgentSession, Call, Command, Offer
from alo153.contacts.models import Disposition
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.payloads import dimensions_of
from alo153.switchboard.acd.agents.presence import AgentNotReady, AgentSignedIn, AgentSignedOut
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.state.leg_ids import citizen_leg
from alo153.switchboard.acd.state.state import Phase
from alo153.switchboard.acd.talking.talk import HangUpCall, HoldCall
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import MatchTimer
from alo153.switchboard.record import records
from alo153.switchboard.record.recalling import recalling
from alo153.switchboard.record.telling import instant

pytestmark = pytest.mark.django_db

OTHER = str(uuid.UUID(int=2))


@pytest.mark.parametrize("times", [1, 3])
def test_a_talk_is_recorded_from_the_first_ring_to_the_end(
    story: Story, elif_: User, times: int
) -> None:
    story.ready(elif_.pk, START)
    story.waiting(CALL, START + 90, number="05320000101")
    story.tell(ev.OfferAnswered(at=START + 95, offer=f"{CALL}.1"))
    story.tell(ev.CallerHungUp(at=START + 200, call=CALL))
    write(story, times)
    call = Call.objects.get(pk=CALL)
    assert (call.number, call.outcome, call.ended_by) == ("+905320000101", "answered", "citizen")
    assert (call.agent, call.waited_seconds) == (elif_, 5)
    assert names() == [
        "call.entered",
        "call.queued",
        "call.offered",
        "call.offer_ended",
        "call.answered",
        "call.recording_started",
        "call.ended",
    ]
    interaction = call.interaction
    assert (interaction.address, interaction.agent) == ("+905320000101", elif_)
    assert (interaction.answered_at, interaction.ended_at) == (call.answered_at, call.ended_at)
    offer = Offer.objects.get()
    assert (offer.idle_seconds, offer.rank, offer.among, offer.result) == (90, 1, 1, "answered")
    assert AgentSession.objects.get(user=elif_).state == "wrap_up"


def test_an_abandoned_call_says_how_long_the_caller_waited(story: Story) -> None:
    story.waiting(CALL, START)
    story.tell(ev.CallerHungUp(at=START + 42, call=CALL))
    write(story)
    call = Call.objects.get(pk=CALL)
    assert (call.outcome, call.waited_seconds) == ("abandoned", 42)
    assert call.interaction.disposition == Disposition.ABANDONED
    assert names()[-2:] == ["call.abandoned", "call.ended"]


def test_the_desk_sees_who_calls_while_it_rings(story: Story, elif_: User) -> None:
    story.ready(elif_.pk, START)
    story.waiting(CALL, START + 1, number="05320000101")
    write(story)
    ringing = queries.call_at_hand(elif_)
    assert ringing is not None
    assert ringing.number == "+905320000101"
    session = queries.session_of(elif_)
    assert session is not None
    assert (session.state, str(session.call_id)) == ("ringing", CALL)


def test_the_call_just_ended_is_the_one_wrapped_up(story: Story, elif_: User) -> None:
    story.talking(CALL, elif_.pk, START)
    story.tell(ev.CallerHungUp(at=START + 9, call=CALL))
    write(story)
    assert queries.call_at_hand(elif_) is None
    last = queries.last_call(elif_)
    assert last is not None
    assert str(last.pk) == CALL


def test_a_call_back_keeps_what_it_serves_and_its_result(story: Story, elif_: User) -> None:
    story.ready(elif_.pk, START)
    story.tell(
        DialCallBack(
            at=START, call=CALL, agent=elif_.pk, number="+905320000103", reference="relay:4"
        )
    )
    story.tell(ev.OfferAnswered(at=START + 1, offer=f"{CALL}.1"))
    story.tell(
        ev.CitizenNotReached(
            at=START + 30, call=CALL, channel=citizen_leg(CALL), outcome=CallOutcome.BUSY
        )
    )
    write(story)
    call = Call.objects.get(pk=CALL)
    assert queries.last_call_for("relay:4") == call
    assert (call.direction, call.outcome, call.reference) == ("out", "busy", "relay:4")
    assert (call.agent, call.interaction.direction) == (elif_, "out")
    ended = events.history(call).last()
    assert ended is not None
    assert (ended.data["outcome"], ended.data["reference"]) == ("busy", "relay:4")


def test_a_call_is_found_by_those_at_whose_desk_it_rang(story: Story, elif_: User) -> None:
    story.ready(elif_.pk, START)
    story.waiting(CALL, START + 1)
    story.tell(ev.CallerHungUp(at=START + 2, call=CALL))
    story.waiting(OTHER, START + 3)
    story.tell(AgentSignedOut(at=START + 4, agent=elif_.pk))
    write(story)
    murat = enroll(
        username="murat",
        full_name="Murat Kaya",
        email="",
        roles=[Role.AGENT],
        password="a-long-password",
        by=SYSTEM,
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert queries.call_of(elif_, uuid.UUID(CALL)) is not None
    assert queries.call_of(murat, uuid.UUID(CALL)) is None


def test_an_agent_lane_that_is_faster_than_the_call_still_shows_the_call(
    story: Story, elif_: User
) -> None:
    story.ready(elif_.pk, START)
    story.tell(DialCallBack(at=START + 1, call=CALL, agent=elif_.pk, number="6"))
    agents = [fact for fact in story.told if isinstance(fact, facts.AgentChanged)]
    for fact in [*agents, *story.told]:
        records.write(fact)
    session = queries.session_of(elif_)
    assert session is not None
    assert str(session.call_id) == CALL


def test_a_ringing_call_is_found_before_its_offer_is_written(story: Story, elif_: User) -> None:
    story.ready(elif_.pk, START)
    story.waiting(CALL, START + 1)
    for fact in story.told:
        if not isinstance(fact, facts.CallOffered):
            records.write(fact)
    assert not Offer.objects.exists()
    assert queries.call_of(elif_, uuid.UUID(CALL)) is not None


def test_the_line_is_counted(story: Story, elif_: User) -> None:
    story.waiting(CALL, START)
    story.waiting(OTHER, START + 1)
    story.tell(AgentSignedIn(at=START, agent=elif_.pk))
    write(story)
    now = queries.queue_now()
    assert (now.waiting, now.talking, now.agents) == (2, 0, {"paused": 1})
    assert now.longest_since == instant(START)


class TestRecall:
    """What stands is rebuilt as it was."""

    def recalled(self, story: Story) -> None:
        write(story)
        for call in recalling.recall_calls():
            known = story.state.calls[call.id]
            assert (call.phase, call.queued_at, call.offer) == (
                known.phase,
                known.queued_at,
                known.offer,
            )
            assert (call.channel, call.held, call.offers) == (
                known.channel,
                known.held,
                known.offers,
            )
        for agent in recalling.recall_agents():
            assert agent == story.state.agents[agent.id]

    def test_a_waiting_call(self, story: Story) -> None:
        story.waiting(CALL, START)
        self.recalled(story)

    def test_a_call_that_rings(self, story: Story, elif_: User) -> None:
        story.ready(elif_.pk, START)
        story.waiting(CALL, START + 5)
        self.recalled(story)

    def test_a_talk_on_hold(self, story: Story, elif_: User) -> None:
        story.talking(CALL, elif_.pk, START)
        story.tell(HoldCall(at=START + 5, agent=elif_.pk))
        self.recalled(story)

    def test_a_call_back_that_rings_at_the_citizen(self, story: Story, elif_: User) -> None:
        story.ready(elif_.pk, START)
        story.tell(DialCallBack(at=START, call=CALL, agent=elif_.pk, number="6"))
        story.tell(ev.OfferAnswered(at=START + 1, offer=f"{CALL}.1"))
        self.recalled(story)

    def test_an_ended_call_is_not_recalled(self, story: Story) -> None:
        story.waiting(CALL, START)
        story.tell(ev.CallerHungUp(at=START + 1, call=CALL))
        write(story)
        assert recalling.recall_calls() == ()

    def test_a_hang_up_that_nobody_carried_out(self, story: Story, elif_: User) -> None:
        story.talking(CALL, elif_.pk, START)
        write(story)
        asked = actions.hang_up(user=elif_, at=instant(START + 5))
        hung_up = ev.HungUp(at=START + 5, agent=elif_.pk, command=asked.pk)
        assert recalling.recall_hang_ups() == (hung_up,)
        assert actions.take_back(asked=asked, by=elif_, at=instant(START + 8))
        assert recalling.recall_hang_ups() == (hung_up,)
        Command.objects.update(error="")
        assert recalling.recall_hang_ups() == ()


def test_an_older_fact_does_not_overwrite_a_newer_state(story: Story, elif_: User) -> None:
    story.ready(elif_.pk, START)
    story.tell(AgentNotReady(at=START + 10, agent=elif_.pk, reason="meal"))
    write(story)
    records.write(story.told[0])
    session = AgentSession.objects.get(user=elif_)
    assert (session.state, session.reason) == (AgentState.PAUSED, "meal")


def test_who_went_on_before_the_notice_is_not_to_be_recorded(story: Story) -> None:
    story.arrive(CALL, START)
    story.told.append(facts.RecordingNoticeMissed(at=START + 2, call=CALL))
    write(story, 2)
    assert not Call.objects.get(pk=CALL).recorded
    assert names() == ["call.entered", "call.recording_notice_missed"]


@pytest.mark.parametrize("times", [1, 3])
def test_the_wishes_of_a_caller_in_the_menu_are_kept(story: Story, times: int) -> None:
    story.arrive(CALL, START, number="05320000101")
    story.told += [
        facts.RecordingRefused(at=START + 2, call=CALL),
        facts.LanguageChosen(at=START + 4, call=CALL, language="en"),
    ]
    write(story, times)
    call = Call.objects.get(pk=CALL)
    assert (call.recorded, call.language) == (False, "en")
    assert names() == ["call.entered", "call.recording_refused", "call.language_chosen"]
    recalled = recalling.recall_calls()[0]
    assert (recalled.recorded, recalled.language) == (False, "en")


def test_a_call_that_the_menu_served_needs_no_word_of_an_agent(story: Story) -> None:
    story.arrive(CALL, START)
    end = facts.CallEnded(
        at=START + 30,
        call=CALL,
        outcome=CallOutcome.SELF_SERVED,
        by=CallParty.CITIZEN,
        waited_seconds=0.0,
        agent=None,
    )
    story.told.append(end)
    write(story)
    call = Call.objects.select_related("interaction").get(pk=CALL)
    assert (call.outcome, call.interaction.disposition) == ("self_served", "self_served")
    assert names() == ["call.entered", "call.ended"]


class TestKeptPlace:
    """A caller hung up for the center to call: the record carries the place through a restart."""

    FATMA = "05320000103"

    def left(self, story: Story) -> None:
        story.arrive(CALL, START, self.FATMA)
        story.tell(ev.CallerKnown(at=START, call=CALL, call_back="+905320000103", priority=2))
        story.speech_ends(CALL, START + 5)
        story.tell(ev.KeyPressed(at=START + 20, call=CALL, key="1"))
        story.speech_ends(CALL, START + 25)

    def dialed(self, story: Story, agent: User) -> None:
        self.left(story)
        story.ready(agent.pk, START + 60)
        story.tell(ev.OfferAnswered(at=START + 62, offer=f"{CALL}.1"))

    def test_the_record_is_complete(self, story: Story, elif_: User) -> None:
        self.dialed(story, elif_)
        story.tell(
            ev.CitizenNotReached(
                at=START + 70, call=CALL, channel=citizen_leg(CALL), outcome=CallOutcome.BUSY
            )
        )
        story.tell(ev.TimerFired(at=START + 700, timer=MatchTimer(CALL)))
        story.tell(ev.OfferAnswered(at=START + 702, offer=f"{CALL}.2"))
        again = citizen_leg(CALL, 2)
        story.tell(ev.CitizenAnswered(at=START + 710, call=CALL, channel=again))
        story.tell(ev.CallerHungUp(at=START + 800, call=CALL, channel=again))
        write(story, 2)
        call = Call.objects.get(pk=CALL)
        assert (call.outcome, call.tries, call.direction) == ("answered", 1, "in")
        assert (call.queue, call.priority, call.agent) == ("general", 2, elif_)
        assert names() == [
            "call.entered",
            "call.queued",
            "call.call_back_left",
            "call.offered",
            "call.offer_ended",
            "call.not_reached",
            "call.offered",
            "call.offer_ended",
            "call.answered",
            "call.recording_started",
            "call.ended",
        ]
        assert {offer.rule for offer in Offer.objects.all()} == {"kept_place"}

    def test_nobody_waits_on_the_line_and_the_place_is_counted(self, story: Story) -> None:
        self.left(story)
        write(story)
        now = queries.queue_now()
        assert (now.waiting, now.kept, now.longest_since) == (0, 1, None)

    @pytest.mark.parametrize("far", ["left", "rung", "dialed", "missed"])
    def test_a_restart_recalls_how_far_it_came(self, story: Story, elif_: User, far: str) -> None:
        self.left(story)
        if far != "left":
            story.ready(elif_.pk, START + 60)
        if far in ("dialed", "missed"):
            story.tell(ev.OfferAnswered(at=START + 62, offer=f"{CALL}.1"))
        if far == "missed":
            story.tell(
                ev.CitizenNotReached(
                    at=START + 70, call=CALL, channel=citizen_leg(CALL), outcome=CallOutcome.BUSY
                )
            )
        write(story)
        (recalled,) = recalling.recall_calls()
        known = story.state.calls[CALL]
        for name in ("phase", "channel", "offer", "queued_at", "place_kept_at", "call_again_at"):
            assert getattr(recalled, name) == getattr(known, name), name
        assert (recalled.tries, recalled.priority) == (known.tries, known.priority)
        assert recalled.call_back == known.call_back


def test_what_the_citizen_said_of_the_talk_is_kept(story: Story, elif_: User) -> None:
    story.state = replace(story.state, rules=replace(story.state.rules, survey=15))
    story.talking(CALL, elif_.pk, START)
    story.tell(HangUpCall(at=START + 60, agent=elif_.pk))
    write(story)
    assert queries.call_at_hand(elif_) is None
    assert str(getattr(queries.last_call(elif_), "pk", None)) == CALL
    assert queries.queue_now().talking == 0
    (recalled,) = recalling.recall_calls()
    assert (recalled.phase, recalled.offer) == (Phase.SURVEY, None)
    for key in "25":
        story.tell(ev.KeyPressed(at=START + 64, call=CALL, key=key))
    story.tell(ev.CallerHungUp(at=START + 66, call=CALL))
    write(story, 2)
    call = Call.objects.get(pk=CALL)
    assert (call.interaction.rating, call.outcome, call.ended_by) == (2, "answered", "agent")
    assert (call.ended_at - call.parted_at).total_seconds() == 6
    rated = [e for e in events.history(call.interaction) if e.name == "interaction.rated"]
    assert [event.data["rating"] for event in rated] == [2]
    found = [dimensions_of(event.data) for event in rated]
    assert [(each.channel, each.agent) for each in found] == [("phone", call.agent_id)]
