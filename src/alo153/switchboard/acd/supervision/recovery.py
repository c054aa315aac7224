"""After a start: monitors whose telephone is still up hear again, the rest is cleared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from alo153.calls.call_words import AgentState
from alo153.switchboard.acd.state.monitors import (
    SNOOP,
    SUPERVISOR_LEG,
    Monitor,
    seat_of_monitor,
    supervisor_leg,
)
from alo153.switchboard.acd.supervision.commands import RemoveMonitor
from alo153.switchboard.acd.supervision.facts import MonitoringEnded
from alo153.switchboard.acd.turn.commands import HangUp
from alo153.switchboard.acd.turn.events import Leg, Reconciled
from alo153.switchboard.acd.turn.turn import Turn


def recover(turn: Turn, event: Reconciled) -> None:
    """Open new snoop channels and end the old ones; calling this twice does no harm."""
    live = {leg.id: leg for leg in event.legs}
    turn.seats = {seat.guest: seat for seat in event.seats}
    turn.monitors = {}
    for monitor in (*event.monitors, *_mentors(event)):
        _take_up(turn, monitor, live)
    _clear(turn, event)
    _settle(turn)


def _take_up(turn: Turn, monitor: Monitor, live: Mapping[str, Leg]) -> None:
    """Keep a monitor whose telephone is up; `follow` lets it hear, by a snoop of a new number."""
    leg = live.get(supervisor_leg(monitor.id))
    if monitor.call is not None:
        turn.record(MonitoringEnded(at=turn.at, call=monitor.call, monitor=monitor.id))
    if monitor.id in turn.monitors or leg is None or not leg.up:
        return
    number = max(monitor.snoops + 1, int(turn.at))
    turn.monitors[monitor.id] = replace(monitor, up=True, call=None, leg="", snoops=number)
    agent = turn.agent(monitor.supervisor)
    if agent.presence is not AgentState.SUPERVISING and not monitor.home:
        turn.set_agent(agent, AgentState.SUPERVISING)


def _mentors(event: Reconciled) -> list[Monitor]:
    """Find the mentors who were between two calls: only their leg says that they are there."""
    talking = _talking(event)
    seats = {seat.id: seat for seat in event.seats}
    found = []
    for leg in event.legs:
        monitor = leg.id.removeprefix(SUPERVISOR_LEG)
        seat = seats.get(seat_of_monitor(monitor) or 0)
        if leg.id.startswith(SUPERVISOR_LEG) and leg.id not in talking and seat:
            found.append(Monitor(id=monitor, supervisor=seat.mentor, agent=seat.guest, stays=True))
    return found


def _talking(event: Reconciled) -> set[str]:
    """Return the legs of supervisors who took a call over: these are agents' legs now."""
    return {call.offer.id for call in event.calls if call.offer}


def _clear(turn: Turn, event: Reconciled) -> None:
    talking = _talking(event)
    for leg in event.legs:
        monitor = leg.id.removeprefix(SUPERVISOR_LEG)
        kept = monitor in turn.monitors or leg.id in talking
        lost = leg.id.startswith(SUPERVISOR_LEG) and not kept
        if lost or leg.id.startswith(SNOOP):
            turn.do(HangUp(call=monitor, channel=leg.id))
    for monitor in event.monitor_bridges:
        if monitor not in turn.monitors:
            turn.do(RemoveMonitor(call=monitor))


def _settle(turn: Turn) -> None:
    """Free supervisors whose telephone is not there any more."""
    listening = {monitor.supervisor for monitor in turn.monitors.values()}
    for agent in list(turn.agents.values()):
        if agent.presence is AgentState.SUPERVISING and agent.id not in listening:
            turn.free(agent)
