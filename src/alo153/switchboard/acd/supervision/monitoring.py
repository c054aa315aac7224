"""A supervisor monitors an agent: the telephone rings, hears its agent's calls, and ends."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from alo153.calls.call_words import AgentState, LegResult, MonitoringMode
from alo153.calls.endpoints.ids import take_of
from alo153.switchboard.acd.members.members import is_here
from alo153.switchboard.acd.offering.offers import agent_hung_up
from alo153.switchboard.acd.ringing.ringing import VISITOR_GRACE
from alo153.switchboard.acd.state.leg_ids import agent_leg
from alo153.switchboard.acd.state.monitors import Monitor, supervisor_leg
from alo153.switchboard.acd.state.state import Agent, Call, Phase
from alo153.switchboard.acd.supervision.commands import (
    MOST_SECONDS,
    BargeIn,
    RecordLeg,
    RemoveMonitor,
    RingSupervisor,
    StartMonitoring,
    StepOut,
    StopMonitoring,
)
from alo153.switchboard.acd.supervision.events import (
    MonitorAnswered,
    MonitorGone,
    StopSupervising,
    Supervise,
)
from alo153.switchboard.acd.supervision.facts import MonitoringBegan, MonitoringEnded
from alo153.switchboard.acd.turn.commands import HangUp
from alo153.switchboard.acd.turn.events import AgentHungUp, Verbs
from alo153.switchboard.acd.turn.timers import MonitorTimer, TakeTimer
from alo153.switchboard.acd.turn.turn import Turn

NO_CALL = "no_call"
_TAKE_GRACE = 15.0
"""Seconds in which Asterisk plays the tone and reports the end of a recording."""


def supervise(turn: Turn, event: Supervise) -> None:
    """Ring a supervisor who wants to hear a talk; one who hears already changes how, or whom."""
    monitor = monitor_of(turn, event.supervisor)
    refusal = _refusal(turn, event, monitor)
    turn.done(event.command, refusal)
    if refusal:
        return
    if monitor is None:
        ring(
            turn,
            Monitor(
                id=event.monitor,
                supervisor=event.supervisor,
                agent=event.agent,
                mode=event.mode,
                home=_elsewhere(turn, event),
            ),
        )
    elif monitor.agent != event.agent:
        change(turn, monitor, agent=event.agent, mode=event.mode)
    else:
        _set_mode(turn, monitor, event.mode)


def stop(turn: Turn, event: StopSupervising) -> None:
    """Remove a supervisor from the call; caller and agent continue."""
    monitor = monitor_of(turn, event.supervisor)
    turn.done(event.command, "" if monitor else NO_CALL)
    if monitor is not None:
        end(turn, monitor)


def answered(turn: Turn, event: MonitorAnswered) -> None:
    """Begin to hear; `follow` does it when it sees that the telephone is up.

    A telephone that rang for a prompt is recorded from now on.
    """
    monitor = turn.monitors.get(event.monitor)
    if monitor is not None:
        change(turn, monitor, up=True)
        if take_of(monitor.id):
            turn.do(RecordLeg(call=monitor.id, channel=supervisor_leg(monitor.id)))
            turn.timer(MOST_SECONDS + _TAKE_GRACE, TakeTimer(monitor.id))


def gone(turn: Turn, event: MonitorGone) -> None:
    """End a monitor whose telephone hung up; one that never answered is not answering."""
    monitor = turn.monitors.get(event.monitor)
    if monitor is None:
        # The leg of one who took the call over is the agent's leg of it
        agent_hung_up(turn, AgentHungUp(at=turn.at, offer=supervisor_leg(event.monitor)))
        return
    end(turn, monitor, leg_is_gone=True)
    if not monitor.up:
        _missed(turn, monitor, LegResult.REJECTED)


def timed_out(turn: Turn, timer: MonitorTimer) -> None:
    """Stop ringing a supervisor who does not answer."""
    monitor = turn.monitors.get(timer.monitor)
    if monitor is not None and not monitor.up:
        end(turn, monitor)
        _missed(turn, monitor, LegResult.NO_ANSWER)


def follow(turn: Turn) -> None:
    """Let every monitor hear the talk its agent is in now; without one it waits or ends."""
    for monitor in list(turn.monitors.values()):
        call = talk_of(turn, monitor.agent)
        if call is None and not monitor.stays:
            end(turn, monitor)
        elif monitor.up and _heard(call, monitor.agent) != (monitor.call, monitor.leg):
            quiet = unhear(turn, monitor)
            if call is not None:
                _hear(turn, quiet, call)


def ring(turn: Turn, monitor: Monitor) -> None:
    """Ring the supervisor's telephone for listening; until the end it is offered no call."""
    turn.monitors[monitor.id] = monitor
    if not monitor.home:
        turn.begin_supervising(turn.agent(monitor.supervisor))
    call = talk_of(turn, monitor.agent)
    seconds = turn.rules.ring
    turn.do(
        RingSupervisor(
            call=monitor.id,
            supervisor=monitor.supervisor,
            number=call.number if call else "",
            seconds=seconds,
            node=monitor.home,
        )
    )
    turn.timer(seconds + (VISITOR_GRACE if monitor.home else 0.0), MonitorTimer(monitor.id))


def end(turn: Turn, monitor: Monitor, *, leg_is_gone: bool = False) -> None:
    """Take a monitor away, and give its supervisor back to what came before."""
    leave(turn, monitor)
    if not leg_is_gone:
        turn.do(HangUp(call=monitor.id, channel=supervisor_leg(monitor.id)))
    agent = turn.agent(monitor.supervisor)
    if agent.presence is AgentState.SUPERVISING and not monitor.home:
        turn.free(agent)


def leave(turn: Turn, monitor: Monitor) -> None:
    """End a monitor's hearing for good; the calling function decides about the supervisor's leg."""
    unhear(turn, monitor)
    del turn.monitors[monitor.id]
    turn.do(RemoveMonitor(call=monitor.id))


def unhear(turn: Turn, monitor: Monitor) -> Monitor:
    """Stop hearing a talk; the telephone stays up."""
    if monitor.call is None:
        return monitor
    _be_quiet(turn, monitor)
    turn.record(MonitoringEnded(at=turn.at, call=monitor.call, monitor=monitor.id))
    return change(turn, monitor, call=None, leg="", mode=MonitoringMode.LISTEN)


def change(turn: Turn, monitor: Monitor, **changes: Any) -> Monitor:
    """Store a monitor with these fields changed, and return it."""
    changed = replace(monitor, **changes)
    turn.monitors[monitor.id] = changed
    return changed


def monitor_of(turn: Turn, supervisor: int) -> Monitor | None:
    """Find the one monitor of a supervisor."""
    return next(
        (monitor for monitor in turn.monitors.values() if monitor.supervisor == supervisor), None
    )


def talk_of(turn: Turn, agent: int) -> Call | None:
    """Find the talk with a citizen an agent is in."""
    call = turn.calls.get(turn.agent(agent).call or "")
    return call if call and call.phase is Phase.TALKING and _leg_of(call, agent) else None


def _heard(call: Call | None, agent: int) -> tuple[str | None, str]:
    """Name the talk and the agent's leg in it."""
    return (call.id, _leg_of(call, agent)) if call else (None, "")


def _leg_of(call: Call, agent: int) -> str:
    if call.offer is not None and call.offer.agent == agent:
        return agent_leg(call.offer.id)
    return next((one.id for one in call.members if one.agent == agent and one.talks), "")


def _refusal(turn: Turn, event: Supervise, monitor: Monitor | None) -> str:
    if talk_of(turn, event.agent) is None or event.agent == event.supervisor:
        return NO_CALL
    if monitor is None:
        unknown = _elsewhere(turn, event) and not is_here(turn, event.supervisor)
        # Whether somebody at another node is free, that node says
        return "" if unknown else why_not(turn.agent(event.supervisor))
    # A mentor stays beside the guest
    return "in_a_call" if monitor.stays and monitor.agent != event.agent else ""


def _elsewhere(turn: Turn, event: Supervise) -> str:
    return "" if event.home == turn.rules.node else event.home


def why_not(supervisor: Agent) -> str:
    """Say why an agent's telephone cannot be rung now; empty if it can."""
    if supervisor.occupied:
        return "in_a_call"
    return "" if supervisor.reachable else "unreachable"


def _hear(turn: Turn, monitor: Monitor, call: Call) -> None:
    _, leg = _heard(call, monitor.agent)
    _speak(turn, change(turn, monitor, call=call.id, leg=leg))


def _set_mode(turn: Turn, monitor: Monitor, mode: MonitoringMode) -> None:
    if monitor.mode is mode:
        return
    if monitor.call is None:
        change(turn, monitor, mode=mode)
        return
    _be_quiet(turn, monitor)
    _speak(turn, change(turn, monitor, mode=mode))


def _be_quiet(turn: Turn, monitor: Monitor) -> None:
    """Undo what the mode means."""
    if monitor.mode is MonitoringMode.BARGE:
        turn.do(StepOut(call=monitor.id, out_of=monitor.call or ""))
    else:
        turn.do(StopMonitoring(call=monitor.id, snoop=monitor.snoop))


def _speak(turn: Turn, monitor: Monitor) -> None:
    """Order what the mode means, and record who hears whom from now on."""
    if monitor.call is None:
        return
    if monitor.mode is MonitoringMode.BARGE:
        turn.do(BargeIn(call=monitor.id, into=monitor.call))
    else:
        monitor = change(turn, monitor, snoops=monitor.snoops + 1)
        whisper = monitor.mode is MonitoringMode.WHISPER
        turn.do(
            StartMonitoring(
                call=monitor.id, channel=monitor.leg, snoop=monitor.snoop, whisper=whisper
            )
        )
    turn.record(
        MonitoringBegan(
            at=turn.at,
            call=monitor.call or "",
            monitor=monitor.id,
            supervisor=monitor.supervisor,
            agent=monitor.agent,
            mode=monitor.mode,
        )
    )


def _missed(turn: Turn, monitor: Monitor, result: LegResult) -> None:
    if not monitor.home:
        supervisor = turn.agent(monitor.supervisor)
        turn.set_agent(supervisor, AgentState.NOT_ANSWERING, result, pause_after="")


VERBS: Verbs = {
    Supervise: supervise,
    StopSupervising: stop,
}
