"""What Asterisk kept after its call is ended; what belongs to a call that stands is left alone."""

from __future__ import annotations

from dataclasses import replace

from tests.switchboard.acd.story import Story

from alo153.calls.call_words import CallOutcome, MonitoringMode
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.recovery.outliving import AsteriskSeen
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.supervision.commands import RemoveMonitor
from alo153.switchboard.acd.supervision.events import MonitorAnswered, Supervise
from alo153.switchboard.acd.talking.consult import Consult
from alo153.switchboard.acd.talking.talk import HangUpCall
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev

ELIF, HAKAN = 7, 9


def ended(story: Story, *legs: str) -> list[str]:
    """Tell which of the legs that we dialed are in Asterisk, and list those that are to end."""
    return swept(story, AsteriskSeen(at=40, dialed=frozenset(legs)))


def swept(story: Story, look: AsteriskSeen) -> list[str]:
    story.tell(look)
    return [command.channel for command in story.ordered(do.HangUp)]


def callers(*legs: str, at: float = 40) -> AsteriskSeen:
    return AsteriskSeen(at=at, callers=frozenset(legs))


def test_a_leg_of_a_call_that_is_over_is_ended() -> None:
    story = Story()
    story.talking("a", ELIF, 0)
    story.tell(HangUpCall(at=20, agent=ELIF, command=1))
    assert not story.state.calls
    assert ended(story, "offer-a.1") == ["offer-a.1"]


def test_a_call_that_stands_keeps_everybody() -> None:
    story = Story()
    story.talking("a", ELIF, 0)
    story.tell(Consult(at=20, agent=ELIF, target=Target(number="112"), command=1))
    (ring,) = story.ordered(do.RingMember)
    assert ended(story, "offer-a.1", ring.member) == []


def test_of_two_dials_the_one_whose_line_failed_is_ended() -> None:
    story = Story()
    story.ready(ELIF, 0)
    story.tell(DialCallBack(at=1, call="b", agent=ELIF, number="6", command=1))
    story.tell(ev.OfferAnswered(at=2, offer="b.1"))
    (first,) = story.ordered(do.DialCitizen)
    failed = ev.CitizenNotReached(
        at=3,
        call="b",
        channel=first.channel,
        outcome=CallOutcome.FAILED,
        line="trunk",
        may_ring=True,
    )
    story.tell(failed)
    (second,) = story.ordered(do.DialCitizen)
    assert ended(story, "offer-b.1", first.channel, second.channel) == [first.channel]


def test_a_citizen_whose_call_is_over_is_let_go_at_the_second_look() -> None:
    story = Story()
    story.talking("a", ELIF, 0)
    story.tell(HangUpCall(at=20, agent=ELIF, command=1))
    assert swept(story, callers("ch-a")) == []
    assert swept(story, callers("ch-a", at=70)) == ["ch-a"]


def test_a_citizen_who_waits_or_talks_or_only_comes_in_is_left_alone() -> None:
    story = Story()
    story.talking("a", ELIF, 0)
    story.waiting("b", 5)
    assert swept(story, callers("ch-a", "ch-b", "ch-c")) == []
    story.arrive("c", 41)
    assert swept(story, callers("ch-a", "ch-b", "ch-c", "ch-d", at=70)) == []


def test_a_citizen_who_left_a_message_meanwhile_is_not_cut_off_in_it() -> None:
    story = Story()
    assert swept(story, callers("ch-a")) == []
    assert swept(story, callers(at=70)) == []
    assert swept(story, callers("ch-a", at=100)) == []


def test_whose_place_is_kept_does_not_stay_on_the_line() -> None:
    story = Story()
    story.arrive("a", 0)
    story.tell(ev.CallerKnown(at=0, call="a", call_back="+905320000101"))
    story.speech_ends("a", 1)
    story.tell(ev.KeyPressed(at=2, call="a", key="1"))
    story.speech_ends("a", 3)
    assert story.ordered(do.HangUp)
    assert story.state.calls
    assert swept(story, callers("ch-a")) == []
    assert swept(story, callers("ch-a", at=70)) == ["ch-a"]


def test_what_was_seen_before_a_break_counts_no_more() -> None:
    story = Story()
    swept(story, callers("ch-a"))
    story.tell(ev.Reconciled(at=50, calls=(), agents=(), legs=()))
    assert swept(story, callers("ch-a", at=70)) == []


def test_a_bridge_without_a_talk_is_taken_away() -> None:
    story = Story()
    story.talking("a", ELIF, 0)
    story.waiting("b", 5)
    story.tell(AsteriskSeen(at=40, bridges=frozenset("abc")))
    assert [command.call for command in story.ordered(do.RemoveBridge)] == ["b", "c"]


def test_a_telephone_that_listens_stays_and_one_that_no_monitor_has_is_ended() -> None:
    story = Story()
    story.talking("a", ELIF, 0)
    story.tell(ev.AgentReachable(at=1, agent=HAKAN, reachable=True))
    listen = Supervise(
        at=20, monitor="m", supervisor=HAKAN, agent=ELIF, mode=MonitoringMode.LISTEN, command=1
    )
    story.tell(listen)
    story.tell(MonitorAnswered(at=21, monitor="m"))
    look = AsteriskSeen(
        at=40,
        dialed=frozenset({"supervisor-m", "supervisor-n"}),
        monitor_bridges=frozenset({"m", "n"}),
    )
    assert swept(story, look) == ["supervisor-n"]
    assert [command.call for command in story.ordered(RemoveMonitor)] == ["n"]


def test_the_question_after_a_talk_cuts_nobody_off() -> None:
    story = Story()
    story.state = replace(story.state, rules=Rules(survey=15))
    story.talking("a", ELIF, 0)
    story.tell(HangUpCall(at=20, agent=ELIF, command=1))
    swept(story, callers("ch-a"))
    assert swept(story, callers("ch-a", at=70)) == []
