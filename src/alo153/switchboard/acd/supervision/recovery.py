"""After a start: ears whose telephone still stands hear again, all else of theirs is cleared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from alo153.switchboard.acd.commands import HangUp
from alo153.switchboard.acd.events import Leg, Reconciled
from alo153.switchboard.acd.state import Presence
from alo153.switchboard.acd.supervision.commands import RemoveEar
from alo153.switchboard.acd.supervision.facts import ListeningEnded
from alo153.switchboard.acd.supervision.state import (
    SNOOP,
    SUPERVISOR_LEG,
    Ear,
    seat_of_ear,
    supervisor_leg,
)
from alo153.switchboard.acd.turn import Turn


def recover(turn: Turn, event: Reconciled) -> None:
    """Hear again on new snoop channels, those that stood are ended; twice does no harm."""
    live = {leg.id: leg for leg in event.legs}
    turn.seats = {seat.guest: seat for seat in event.seats}
    turn.ears = {}
    for ear in (*event.ears, *_mentors(event)):
        _take_up(turn, ear, live)
    _clear(turn, event)
    _settle(turn)


def _take_up(turn: Turn, ear: Ear, live: Mapping[str, Leg]) -> None:
    """Keep an ear whose telephone is up; `follow` lets it hear, by a snoop of a new number."""
    leg = live.get(supervisor_leg(ear.id))
    if ear.call is not None:
        turn.record(ListeningEnded(at=turn.at, call=ear.call, ear=ear.id))
    if ear.id in turn.ears or leg is None or not leg.up:
        return
    number = max(ear.snoops + 1, int(turn.at))
    turn.ears[ear.id] = replace(ear, up=True, call=None, leg="", snoops=number)
    agent = turn.agent(ear.supervisor)
    if agent.presence is not Presence.SUPERVISING and not ear.home:
        turn.set_agent(agent, Presence.SUPERVISING, idle_since=agent.idle_since)


def _mentors(event: Reconciled) -> list[Ear]:
    """Find the mentors who were between two calls: only their leg says that they are there."""
    known = {supervisor_leg(ear.id) for ear in event.ears} | _talking(event)
    seats = {seat.id: seat for seat in event.seats}
    found = []
    for leg in event.legs:
        ear = leg.id.removeprefix(SUPERVISOR_LEG)
        seat = seats.get(seat_of_ear(ear) or 0)
        if leg.id.startswith(SUPERVISOR_LEG) and leg.id not in known and seat:
            found.append(Ear(id=ear, supervisor=seat.mentor, agent=seat.guest, stays=True))
    return found


def _talking(event: Reconciled) -> set[str]:
    """Name the legs of those who took a call over: they are the agent's, whatever became of it."""
    return {call.offer.id for call in event.calls if call.offer}


def _clear(turn: Turn, event: Reconciled) -> None:
    talking = _talking(event)
    for leg in event.legs:
        ear = leg.id.removeprefix(SUPERVISOR_LEG)
        kept = ear in turn.ears or leg.id in talking
        lost = leg.id.startswith(SUPERVISOR_LEG) and not kept
        if lost or leg.id.startswith(SNOOP):
            turn.do(HangUp(call=ear, channel=leg.id))
    for ear in event.ear_bridges:
        if ear not in turn.ears:
            turn.do(RemoveEar(call=ear))


def _settle(turn: Turn) -> None:
    """Free supervisors whose telephone is not there any more."""
    listening = {ear.supervisor for ear in turn.ears.values()}
    for agent in list(turn.agents.values()):
        if agent.presence is Presence.SUPERVISING and agent.id not in listening:
            turn.free(agent)
