"""Supervision where two things meet: a consultation, another node, a restart, a seat that ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.agents.presence import AgentNotReady
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.state.state import Rules
from alo153.switchboard.acd.supervision import commands as order
from alo153.switchboard.acd.supervision import events as ask
from alo153.switchboard.acd.supervision import facts as told
from alo153.switchboard.acd.talking.consult import Consult
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts

ELIF, MURAT, HAKAN = 1, 2, 3


@pytest.fixture
def story() -> Story:
    """Elif talks at node a; Murat is ready, and Hakan supervises on a break."""
    story = Story(Rules(node="a", record=False))
    story.talking("a", ELIF, 0)
    for agent in (MURAT, HAKAN):
        story.ready(agent, agent)
    story.tell(AgentNotReady(at=4, agent=HAKAN, reason="meeting"))
    return story


def supervise(story: Story, at: float, home: str = "") -> None:
    mode = MonitoringMode.LISTEN
    story.tell(
        ask.Supervise(
            at=at, monitor="e", supervisor=HAKAN, agent=ELIF, mode=mode, command=1, home=home
        )
    )


def hearing(story: Story) -> None:
    supervise(story, 10)
    story.tell(ask.MonitorAnswered(at=11, monitor="e"))


def errors(story: Story) -> list[str]:
    return [fact.error for fact in story.facts(facts.CommandDone)]


def test_who_takes_over_lets_go_whom_was_asked_aside(story: Story) -> None:
    hearing(story)
    story.tell(Consult(at=20, agent=ELIF, target=Target(agent=MURAT)))
    story.tell(ask.TakeOver(at=21, supervisor=HAKAN, command=2))
    assert errors(story) == ["", ""]
    call = story.state.calls["a"]
    assert (call.members, call.held) == ((), False)
    gone = [each.channel for each in story.ordered(do.HangUp)]
    assert gone == ["member-a.1", "offer-a.1"]
    assert story.state.agents[MURAT].available
    assert story.facts(told.CallTakenOver) == [
        told.CallTakenOver(at=21, call="a", offer="supervisor-e", agent=HAKAN, before=ELIF)
    ]


@pytest.mark.parametrize("home", ["", "a", "b"])
def test_a_supervisor_who_is_here_is_asked_here_whatever_the_page_names(
    story: Story, home: str
) -> None:
    story.tell(DialCallBack(at=9, call="c", agent=HAKAN, number="6"))
    supervise(story, 10, home)
    assert errors(story) == ["in_a_call"]
    assert not story.ordered(order.RingSupervisor)


def test_the_telephone_of_a_supervisor_elsewhere_has_longer(story: Story) -> None:
    story.tell(ev.AgentReachable(at=9, agent=HAKAN, reachable=False))
    supervise(story, 10, "b")
    (ring,) = story.ordered(order.RingSupervisor)
    assert (ring.node, ring.seconds, ring.number) == ("b", 20, "5")
    assert [wait.seconds for wait in story.ordered(do.StartTimer)] == [23]
    assert story.state.agents[HAKAN].presence is AgentState.PAUSED


def test_a_seat_that_ends_before_the_mentor_came_leaves_an_agent_like_others(story: Story) -> None:
    story.tell(ask.SeatOpened(at=11, seat=7, guest=MURAT, mentor=HAKAN))
    assert story.ordered(order.RingSupervisor)[0].number == ""
    assert not story.state.agents[MURAT].available
    story.tell(ask.SeatEnded(at=12, guest=MURAT))
    assert story.state.agents[MURAT].available
    assert story.tell(ask.SeatEnded(at=13, guest=MURAT)) == []


def test_a_supervisor_who_still_listens_does_nothing_else_after_a_restart(story: Story) -> None:
    hearing(story)
    agents = {**story.state.agents}
    agents[HAKAN] = replace(agents[HAKAN], presence=AgentState.READY, idle_since=4)
    legs = ("ch-a", "offer-a.1", "supervisor-e")
    story.tell(
        ev.Reconciled(
            at=30,
            calls=tuple(story.state.calls.values()),
            agents=tuple(agents.values()),
            monitors=tuple(story.state.monitors.values()),
            legs=tuple(ev.Leg(id=leg, up=True, bridged=True, call="a") for leg in legs),
            registered=frozenset({ELIF, MURAT, HAKAN}),
        )
    )
    hakan = story.state.agents[HAKAN]
    assert (hakan.presence, hakan.idle_since) == (AgentState.SUPERVISING, 4)


def test_who_moved_a_call_to_whom_is_written_down(story: Story) -> None:
    story.tell(AgentNotReady(at=12, agent=MURAT, reason="meal"))
    story.waiting("b", 20)
    story.tell(ask.DirectCall(at=50, supervisor=HAKAN, call="b", agent=ELIF, command=3))
    assert story.facts(told.CallDirected) == [
        told.CallDirected(
            at=50, call="b", supervisor=HAKAN, queue="general", priority=0, agent=ELIF
        )
    ]


def test_a_supervisor_who_refuses_is_not_answering(story: Story) -> None:
    supervise(story, 10)
    story.tell(ask.MonitorGone(at=12, monitor="e"))
    hakan = story.state.agents[HAKAN]
    assert (hakan.presence, hakan.reason) == (AgentState.NOT_ANSWERING, "rejected")
    assert not story.ordered(do.HangUp)


def test_how_one_listens_may_change_while_the_telephone_rings(story: Story) -> None:
    supervise(story, 10)
    whisper = MonitoringMode.WHISPER
    story.tell(ask.Supervise(at=11, monitor="e", supervisor=HAKAN, agent=ELIF, mode=whisper))
    story.tell(ask.MonitorAnswered(at=12, monitor="e"))
    assert [each.whisper for each in story.ordered(order.StartMonitoring)] == [True]


def test_a_call_that_overflowed_may_overflow_again_where_a_supervisor_put_it(story: Story) -> None:
    story.tell(AgentNotReady(at=12, agent=MURAT, reason="meal"))
    story.waiting("b", 20)
    overflowed = replace(story.state.calls["b"], overflowed=True)
    story.state = replace(story.state, calls={**story.state.calls, "b": overflowed})
    story.tell(ask.DirectCall(at=50, supervisor=HAKAN, call="b", queue="water"))
    assert (story.state.calls["b"].queue, story.state.calls["b"].overflowed) == ("water", False)
