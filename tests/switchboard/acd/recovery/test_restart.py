"""After a restart: what is ordered of the telephones, and what is known, to the last word."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome, CallParty, LegResult, OfferResult
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.agents.presence import AgentNotReady, AgentReady
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.state.pace import Pace
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.talking import consult, talk
from alo153.switchboard.acd.talking.transfer import BlindTransfer
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts, timers

ELIF, MURAT = 1, 2
OUTSIDE = Target(number="112")
TALK = ("ch-c", "offer-c.1")


@pytest.fixture
def story() -> Story:
    """Nothing is recorded, so that only the talk itself is ordered; Elif and Murat are there."""
    told = Story(Rules(record=False))
    for agent in (ELIF, MURAT):
        told.ready(agent, agent)
    return told


def talking(story: Story) -> None:
    story.waiting("c", 10)
    story.tell(ev.OfferAnswered(at=12, offer="c.1"))


def restart(
    story: Story,
    at: float,
    up: Iterable[str] = (),
    *,
    rings: Iterable[str] = (),
    apart: Iterable[str] = (),
    **known: object,
) -> None:
    """Come back: legs that are `up` stand in a bridge, unless they are `apart`."""
    legs = [ev.Leg(id=leg, up=True, bridged=leg not in apart, call="c") for leg in up]
    legs += [ev.Leg(id=leg, up=False, call="c") for leg in rings]
    event = {
        "calls": tuple(story.state.calls.values()),
        "agents": tuple(story.state.agents.values()),
        "registered": frozenset({ELIF, MURAT}),
        **known,
    }
    story.tell(ev.Reconciled(at=at, legs=tuple(legs), **event))


def orders(story: Story) -> list[do.CallCommand]:
    return story.ordered(do.CallCommand)


def waits(story: Story) -> list[tuple[float, timers.Timer]]:
    return [(wait.seconds, wait.timer) for wait in story.ordered(do.StartTimer)]


def end(story: Story) -> tuple[CallOutcome, CallParty]:
    (fact,) = story.facts(facts.CallEnded)
    return fact.outcome, fact.by


def stands(story: Story, agent: int) -> tuple[AgentState, str | None]:
    return story.state.agents[agent].presence, story.state.agents[agent].call


def test_who_should_hear_each_other_is_brought_together(story: Story) -> None:
    talking(story)
    restart(story, 30, TALK, apart=TALK, bridges=("c", "old"))
    assert orders(story) == [
        do.JoinTalk(call="c", channel="offer-c.1"),
        do.JoinTalk(call="c", channel="ch-c"),
        do.RemoveBridge(call="old"),
    ]
    assert waits(story) == []


def test_who_should_hear_music_is_taken_out(story: Story) -> None:
    talking(story)
    story.tell(talk.HoldCall(at=20, agent=ELIF))
    restart(story, 30, TALK)
    assert orders(story) == [do.Hold(call="c", channel="ch-c")]
    restart(story, 31, TALK, apart=["ch-c"])
    assert orders(story) == []


def test_a_member_who_talks_is_brought_back_too(story: Story) -> None:
    talking(story)
    story.tell(consult.Invite(at=20, agent=ELIF, target=OUTSIDE))
    story.tell(ev.MemberAnswered(at=21, member="member-c.1"))
    restart(story, 30, (*TALK, "member-c.1"), apart=["member-c.1"])
    assert orders(story) == [do.JoinTalk(call="c", channel="member-c.1")]


@pytest.mark.parametrize(("target", "left"), [(OUTSIDE, 35), (Target(agent=MURAT), 10)])
def test_a_member_still_rings_for_the_seconds_left(
    story: Story, target: Target, left: float
) -> None:
    talking(story)
    story.tell(consult.Invite(at=20, agent=ELIF, target=target))
    restart(story, 30, TALK, rings=["member-c.1"])
    assert (left, timers.MemberTimer("member-c.1")) in waits(story)
    assert len(story.state.calls["c"].members) == 1
    restart(story, 90, TALK, rings=["member-c.1"])
    assert (0, timers.MemberTimer("member-c.1")) in waits(story)


def test_a_member_who_picked_up_meanwhile_talks(story: Story) -> None:
    talking(story)
    story.tell(consult.Invite(at=20, agent=ELIF, target=OUTSIDE))
    restart(story, 30, (*TALK, "member-c.1"), apart=["member-c.1"])
    assert do.JoinTalk(call="c", channel="member-c.1") in orders(story)
    assert story.facts(facts.MemberJoined) == [
        facts.MemberJoined(at=30, call="c", member="member-c.1")
    ]


def test_a_member_who_stopped_ringing_is_withdrawn_and_the_citizen_is_back(story: Story) -> None:
    talking(story)
    story.tell(consult.Consult(at=20, agent=ELIF, target=Target(agent=MURAT)))
    restart(story, 30, TALK, apart=["ch-c"])
    call = story.state.calls["c"]
    assert (call.members, call.held) == ((), False)
    assert [fact.result for fact in story.facts(facts.MemberLeft)] == [LegResult.WITHDRAWN]
    assert stands(story, MURAT) == (AgentState.READY, None)
    assert do.HangUp(call="c", channel="member-c.1") not in orders(story)


def test_an_outside_party_who_hung_up_meanwhile_has_left(story: Story) -> None:
    talking(story)
    story.tell(consult.Invite(at=20, agent=ELIF, target=OUTSIDE))
    story.tell(ev.MemberAnswered(at=21, member="member-c.1"))
    restart(story, 30, TALK)
    assert [fact.result for fact in story.facts(facts.MemberLeft)] == [LegResult.HUNG_UP]
    assert story.state.calls["c"].members == ()


def test_a_citizen_left_with_nobody_waits_in_line_or_has_talked(story: Story) -> None:
    talking(story)
    story.tell(BlindTransfer(at=20, agent=ELIF, target=OUTSIDE))
    restart(story, 30, ["ch-c"], apart=["ch-c"])
    assert story.state.calls["c"].phase is Phase.WAITING
    assert do.HangUp(call="c", channel="ch-c") not in orders(story)
    story.tell(ev.OfferAnswered(at=31, offer="c.2"))
    story.tell(BlindTransfer(at=32, agent=MURAT, target=OUTSIDE))
    story.tell(ev.MemberAnswered(at=33, member="member-c.2"))
    restart(story, 40, ["ch-c"])
    assert end(story) == (CallOutcome.ANSWERED, CallParty.OUTSIDE)


def test_a_citizen_who_talks_outside_is_left_alone(story: Story) -> None:
    talking(story)
    story.tell(BlindTransfer(at=20, agent=ELIF, target=OUTSIDE))
    story.tell(ev.MemberAnswered(at=21, member="member-c.1"))
    restart(story, 30, ["ch-c", "member-c.1"])
    assert orders(story) == []


def test_a_citizen_who_hears_music_until_the_agent_is_back_goes_to_the_line(story: Story) -> None:
    talking(story)
    story.tell(consult.Invite(at=20, agent=ELIF, target=OUTSIDE))
    story.tell(ev.MemberAnswered(at=21, member="member-c.1"))
    story.tell(ev.LegLost(at=22, leg="offer-c.1", page_left=True))
    story.tell(ev.MemberHungUp(at=23, member="member-c.1"))
    assert story.state.calls["c"].phase is Phase.OUTSIDE
    restart(story, 24, ["ch-c"], apart=["ch-c"])
    assert story.state.calls["c"].phase is Phase.WAITING


def test_an_agent_whose_leg_was_lost_is_waited_for(story: Story) -> None:
    talking(story)
    restart(story, 30, ["ch-c"], registered=frozenset({MURAT}))
    assert story.state.calls["c"].phase is Phase.RETURNING
    assert stands(story, ELIF)[0] is AgentState.PAUSED
    restart(story, 31, ["ch-c"], registered=frozenset({MURAT}))
    assert story.state.calls["c"].phase is Phase.WAITING
    assert stands(story, ELIF) == (AgentState.READY, None)


def hung_up(at: float, agent: int = ELIF) -> tuple[ev.HungUp, ...]:
    """Tell that an agent hung up, by the command 7, and no switchboard carried it out."""
    return (ev.HungUp(at=at, agent=agent, command=7),)


def test_a_talk_whose_agent_hung_up_while_no_program_ran_has_ended_then(story: Story) -> None:
    talking(story)
    restart(story, 160, ["ch-c"], bridges=("c",), hung_up=hung_up(44))
    assert end(story) == (CallOutcome.ANSWERED, CallParty.AGENT)
    assert ended(story) == (44, CallParty.AGENT)
    assert orders(story) == [do.HangUp(call="c", channel="ch-c"), do.RemoveBridge(call="c")]
    assert facts.CommandDone(at=160, command=7, error="") in story.told
    assert told_of(story, ELIF)[-2:] == [
        (44, AgentState.OFFLINE, "not_seen"),
        (160, AgentState.WRAP_UP, ""),
    ]


@pytest.mark.parametrize("of_another", [hung_up(9), hung_up(44, MURAT)])
def test_a_hang_up_of_another_talk_ends_none(
    story: Story, of_another: tuple[ev.HungUp, ...]
) -> None:
    talking(story)
    restart(story, 160, ["ch-c"], registered=frozenset({MURAT}), hung_up=of_another)
    assert story.state.calls["c"].phase is Phase.RETURNING


def test_a_talk_that_stands_is_not_ended_by_the_restart(story: Story) -> None:
    """The program takes the command itself, if it is not too old."""
    talking(story)
    restart(story, 50, TALK, hung_up=hung_up(44))
    assert story.state.calls["c"].phase is Phase.TALKING


def test_who_hung_up_on_a_conference_leaves_the_others_in_it(story: Story) -> None:
    talking(story)
    story.tell(consult.Invite(at=20, agent=ELIF, target=OUTSIDE))
    story.tell(ev.MemberAnswered(at=21, member="member-c.1"))
    restart(story, 160, ["ch-c", "member-c.1"], hung_up=hung_up(44))
    assert story.state.calls["c"].phase is Phase.OUTSIDE
    assert stands(story, ELIF) == (AgentState.WRAP_UP, None)
    assert not story.ordered(do.RingMember)


def test_a_hang_up_in_a_consultation_does_not_lose_the_citizen(story: Story) -> None:
    talking(story)
    story.tell(consult.Consult(at=20, agent=ELIF, target=Target(agent=MURAT)))
    restart(
        story,
        160,
        ["ch-c"],
        apart=["ch-c"],
        rings=["member-c.1"],
        registered=frozenset({MURAT}),
        hung_up=hung_up(44),
    )
    assert story.state.calls["c"].phase is Phase.RETURNING


def ended(story: Story) -> tuple[float, CallParty]:
    (end,) = story.facts(facts.CallEnded)
    return end.at, end.by


def test_a_talk_that_ended_meanwhile_ended_when_asterisk_wrote_it(story: Story) -> None:
    talking(story)
    restart(story, 160, ends={"ch-c": 44.0, "ch-x": 50.0})
    assert ended(story) == (44, CallParty.CITIZEN)


def test_the_log_tells_whole_seconds_and_no_talk_ends_before_it_began(story: Story) -> None:
    talking(story)
    restart(story, 160, ends={"ch-c": 11.0})
    assert ended(story) == (12, CallParty.CITIZEN)


def test_a_talk_that_asterisk_took_with_it_was_ended_by_no_citizen(story: Story) -> None:
    talking(story)
    restart(story, 160, asterisk_began_at=60.0)
    assert ended(story) == (60, CallParty.SWITCHBOARD)


def test_an_end_that_nobody_wrote_is_that_of_the_restart(story: Story) -> None:
    talking(story)
    restart(story, 160, asterisk_began_at=5.0)
    assert ended(story) == (160, CallParty.SWITCHBOARD)


def test_of_two_lines_that_were_dialed_the_second_one_says_when_the_talk_ended(
    story: Story,
) -> None:
    story.tell(DialCallBack(at=10, call="c", agent=ELIF, number="5"))
    story.tell(ev.OfferAnswered(at=11, offer="c.1"))
    story.tell(failed(at=12, channel="citizen-c"))
    story.tell(ev.CitizenAnswered(at=20, call="c", channel="citizen-c.2"))
    restart(story, 160, ends={"citizen-c": 12.0, "citizen-c.2": 44.0})
    assert ended(story) == (44, CallParty.CITIZEN)


def failed(*, at: float, channel: str) -> ev.CitizenNotReached:
    """Tell that the first line took no call."""
    return ev.CitizenNotReached(
        at=at, call="c", channel=channel, outcome=CallOutcome.FAILED, line="PJSIP/trunk"
    )


def told_of(story: Story, agent: int) -> list[tuple[float, AgentState, str]]:
    told = [fact for fact in story.facts(facts.AgentChanged) if fact.agent == agent]
    return [(fact.at, fact.presence, fact.reason) for fact in told]


def test_what_the_agent_did_after_a_talk_that_ended_meanwhile_is_not_known(story: Story) -> None:
    talking(story)
    restart(story, 160, ends={"ch-c": 44.0})
    assert told_of(story, ELIF)[-2:] == [
        (44, AgentState.OFFLINE, "not_seen"),
        (160, AgentState.WRAP_UP, ""),
    ]
    story.tell(AgentReady(at=170, agent=ELIF))
    assert story.state.paces == {}, "nobody knows how long this call took"


def test_a_colleague_in_a_talk_that_ended_meanwhile_is_not_seen_either(story: Story) -> None:
    talking(story)
    story.tell(consult.Invite(at=20, agent=ELIF, target=Target(agent=MURAT)))
    story.tell(ev.MemberAnswered(at=21, member="member-c.1"))
    restart(story, 160, ends={"ch-c": 44.0})
    for agent in (ELIF, MURAT):
        assert (44, AgentState.OFFLINE, "not_seen") in told_of(story, agent)
        assert stands(story, agent) == (AgentState.WRAP_UP, None)


def test_an_agent_whose_own_leg_ended_meanwhile_talked_until_then(story: Story) -> None:
    talking(story)
    restart(story, 160, ["ch-c"], ends={"offer-c.1": 44.0}, registered=frozenset({MURAT}))
    assert told_of(story, ELIF)[-2:] == [
        (44, AgentState.OFFLINE, "not_seen"),
        (160, AgentState.PAUSED, "returning"),
    ]


def test_who_came_to_the_talk_after_its_end_was_written_is_seen_all_the_time(story: Story) -> None:
    talking(story)
    restart(story, 160, ends={"ch-c": 160.0})
    assert AgentState.OFFLINE not in [presence for _, presence, _ in told_of(story, ELIF)[1:]]


def test_a_caller_who_is_gone_has_given_up_or_talked(story: Story) -> None:
    story.waiting("c", 10)
    restart(story, 30, rings=["offer-c.1"])
    assert end(story) == (CallOutcome.ABANDONED, CallParty.CITIZEN)
    assert orders(story) == [do.HangUp(call="c", channel="offer-c.1")]
    assert stands(story, ELIF) == (AgentState.READY, None)
    story.told.clear()
    talking(story)
    restart(story, 40, ["offer-c.1"])
    assert end(story) == (CallOutcome.ANSWERED, CallParty.SWITCHBOARD), "nobody wrote when"
    assert stands(story, ELIF) == (AgentState.WRAP_UP, None)


def test_an_offer_that_stopped_ringing_is_taken_back(story: Story) -> None:
    story.waiting("c", 10)
    restart(story, 30, ["ch-c"], registered=frozenset())
    (ended,) = story.facts(facts.OfferEnded)
    assert (ended.offer, ended.agent, ended.result) == ("c.1", ELIF, OfferResult.WITHDRAWN)
    assert story.state.calls["c"].offer is None
    assert stands(story, ELIF) == (AgentState.READY, None)
    assert orders(story) == [do.StartMusic(call="c", channel="ch-c")]
    away = [(300, timers.AbsenceTimer(agent, 30)) for agent in (ELIF, MURAT)]
    assert waits(story) == [(30, timers.PositionTimer("c", 30)), *away]


def test_an_offer_that_rang_too_long_ends_at_once(story: Story) -> None:
    story.waiting("c", 10)
    restart(story, 50, ["ch-c"], rings=["offer-c.1"])
    assert (0, timers.RingTimer("c.1")) in waits(story)


def called(story: Story) -> None:
    story.tell(DialCallBack(at=10, call="c", agent=ELIF, number="5"))


def test_an_agent_s_own_telephone_still_rings_or_was_lifted(story: Story) -> None:
    called(story)
    restart(story, 15, rings=["offer-c.1"])
    assert waits(story) == [(15, timers.RingTimer("c.1"))]
    assert orders(story) == []
    restart(story, 20, ["offer-c.1"])
    assert [dial.channel for dial in story.ordered(do.DialCitizen)] == ["citizen-c"]


def test_an_agent_s_own_telephone_that_is_gone_ends_the_call_back(story: Story) -> None:
    called(story)
    restart(story, 15)
    assert end(story) == (CallOutcome.CANCELED, CallParty.AGENT)
    assert stands(story, ELIF) == (AgentState.READY, None)


def test_a_called_citizen_still_rings_answered_or_is_lost(story: Story) -> None:
    called(story)
    story.tell(ev.OfferAnswered(at=12, offer="c.1"))
    restart(story, 15, ["offer-c.1"], rings=["citizen-c"])
    assert waits(story) == [(45, timers.CitizenTimer("citizen-c"))]
    before = story.state
    restart(story, 16, ["offer-c.1", "citizen-c"])
    bridge = do.BridgeThem(call="c", channel="citizen-c", agent_leg="offer-c.1")
    assert orders(story) == [bridge]
    story.state = before
    restart(story, 17, ["citizen-c"])
    assert end(story) == (CallOutcome.CANCELED, CallParty.AGENT)
    story.told.clear()
    story.state = before
    restart(story, 18, ["offer-c.1"])
    assert end(story) == (CallOutcome.NO_ANSWER, CallParty.CITIZEN)
    assert orders(story) == [do.HangUp(call="c", channel="offer-c.1")]


def test_the_work_after_a_call_has_the_seconds_left(story: Story) -> None:
    talking(story)
    story.tell(ev.CallerHungUp(at=20, call="c"))
    restart(story, 30)
    assert waits(story) == [(50, timers.WrapUpTimer(ELIF, 80))]
    restart(story, 90)
    assert waits(story) == [(0, timers.WrapUpTimer(ELIF, 80))]


def test_agents_whose_call_nobody_knows_are_free_or_have_work_after_it(story: Story) -> None:
    talking(story)
    story.waiting("d", 13)
    restart(story, 30, calls=())
    assert stands(story, ELIF) == (AgentState.WRAP_UP, None)
    assert stands(story, MURAT) == (AgentState.READY, None)


def test_an_agent_is_tied_to_the_call_that_is_theirs(story: Story) -> None:
    talking(story)
    calls = tuple(story.state.calls.values())
    story.tell(ev.CallerHungUp(at=20, call="c"))
    restart(story, 30, TALK, calls=calls)
    assert stands(story, ELIF) == (AgentState.TALKING, "c")


def test_a_colleague_in_the_talk_is_tied_to_it_too(story: Story) -> None:
    talking(story)
    agents = tuple(story.state.agents.values())
    story.tell(consult.Invite(at=20, agent=ELIF, target=Target(agent=MURAT)))
    restart(story, 25, TALK, rings=["member-c.1"], agents=agents)
    assert stands(story, MURAT) == (AgentState.RINGING, "c")
    story.tell(ev.MemberAnswered(at=26, member="member-c.1"))
    restart(story, 30, (*TALK, "member-c.1"), agents=agents)
    assert stands(story, MURAT) == (AgentState.TALKING, "c")


def test_telephones_are_there_or_not_as_asterisk_says(story: Story) -> None:
    idle = story.state.agents[ELIF].idle_since
    restart(story, 30, registered=frozenset({MURAT}))
    assert not story.state.agents[ELIF].reachable
    assert story.state.agents[ELIF].idle_since == idle
    assert story.state.agents[MURAT].idle_since == 2
    restart(story, 40, engaged=frozenset({MURAT}))
    assert (story.state.agents[ELIF].reachable, story.state.agents[ELIF].idle_since) == (True, 40)
    assert story.state.agents[MURAT].engaged


def test_legs_and_bridges_of_nobody_are_taken_away(story: Story) -> None:
    strays = ["offer-x.1", "citizen-y", "member-z.1"]
    restart(story, 30, strays, bridges=("old",), paces={"general": Pace()})
    assert orders(story) == [
        do.HangUp(call="x", channel="offer-x.1"),
        do.HangUp(call="y", channel="citizen-y"),
        do.HangUp(call="z", channel="member-z.1"),
        do.RemoveBridge(call="old"),
    ]
    assert story.state.paces == {"general": Pace()}


def test_a_caller_whom_nobody_wrote_down_is_taken_as_one_who_arrives_now(story: Story) -> None:
    leg = ev.Leg(
        id="ch-n", up=True, number="5", called="153", line="general", proved=True, call="n"
    )
    legs = (ev.Leg(id="supervisor-e", up=True), leg)
    there = tuple(story.state.agents.values())
    story.tell(
        ev.Reconciled(at=30, calls=(), agents=there, legs=legs, registered=frozenset({ELIF}))
    )
    (entered,) = story.facts(facts.CallEntered)
    assert (entered.at, entered.call, entered.channel) == (30, "n", "ch-n")
    assert (entered.number, entered.called) == ("5", "153")
    assert story.state.calls["n"].queue == "general"
    assert story.state.calls["n"].proved


def test_a_pause_lasts_over_a_restart(story: Story) -> None:
    story.tell(AgentNotReady(at=10, agent=ELIF, reason="break"))
    restart(story, 30)
    assert story.state.agents[ELIF].reason == "break"
    assert story.commands == []
