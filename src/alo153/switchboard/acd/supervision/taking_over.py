"""A supervisor takes a call over: the agent leaves, the citizen's conversation continues."""

from __future__ import annotations

from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.switchboard.acd.members import members
from alo153.switchboard.acd.state.leg_ids import agent_leg
from alo153.switchboard.acd.state.monitors import Monitor, supervisor_leg
from alo153.switchboard.acd.state.state import Agent, Call, Offer
from alo153.switchboard.acd.supervision.commands import BargeIn, RemoveMonitor, StopMonitoring
from alo153.switchboard.acd.supervision.events import TakeOver
from alo153.switchboard.acd.supervision.facts import CallTakenOver, MonitoringEnded
from alo153.switchboard.acd.supervision.monitoring import NO_CALL, monitor_of
from alo153.switchboard.acd.turn.commands import HangUp, Resume
from alo153.switchboard.acd.turn.events import Verbs
from alo153.switchboard.acd.turn.facts import CallResumed
from alo153.switchboard.acd.turn.turn import Turn


def take_over(turn: Turn, event: TakeOver) -> None:
    """Put the supervisor in the agent's place; the agent wraps up."""
    monitor = monitor_of(turn, event.supervisor)
    call = turn.calls.get(monitor.call or "") if monitor else None
    turn.done(event.command, "" if call else NO_CALL)
    if monitor is None or call is None or call.offer is None:
        return
    leaver, leg = turn.agent(call.offer.agent), agent_leg(call.offer.id)
    if call.consulted is not None:
        call = members.withdraw(turn, call, call.consulted)
    _join(turn, monitor, call)
    turn.do(HangUp(call=call.id, channel=leg))
    offer = Offer(id=supervisor_leg(monitor.id), agent=monitor.supervisor, at=turn.at)
    _bring_back(turn, turn.change(call, offer=offer))
    turn.record(
        CallTakenOver(
            at=turn.at,
            call=call.id,
            offer=offer.id,
            agent=monitor.supervisor,
            before=leaver.id,
        )
    )
    turn.wrap_up(leaver)
    turn.set_agent(_successor(turn, monitor), AgentState.TALKING, call=call.id)


def _successor(turn: Turn, monitor: Monitor) -> Agent:
    if monitor.home:
        return members.visitor(turn, monitor.supervisor, home=monitor.home)
    return turn.agent(monitor.supervisor)


def _join(turn: Turn, monitor: Monitor, call: Call) -> None:
    """Make the monitor's leg one of the talk: it is no monitor any more."""
    if monitor.mode is not MonitoringMode.BARGE:
        turn.do(StopMonitoring(call=monitor.id, snoop=monitor.snoop))
        turn.do(BargeIn(call=monitor.id, into=call.id))
    turn.do(RemoveMonitor(call=monitor.id))
    turn.record(MonitoringEnded(at=turn.at, call=call.id, monitor=monitor.id))
    del turn.monitors[monitor.id]


def _bring_back(turn: Turn, call: Call) -> None:
    """Take the citizen back from the music the agent may have left them with."""
    if call.held and call.offer:
        turn.do(Resume(call=call.id, channel=call.channel))
        turn.change(call, held=False)
        turn.record(CallResumed(at=turn.at, call=call.id, agent=call.offer.agent))


VERBS: Verbs = {
    TakeOver: take_over,
}
