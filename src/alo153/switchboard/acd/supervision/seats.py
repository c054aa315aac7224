"""A guest takes calls while a mentor listens to every one of them."""

from __future__ import annotations

from dataclasses import replace

from alo153.calls.call_words import AgentState
from alo153.calls.endpoints.ids import take_of
from alo153.switchboard.acd.state.monitors import Monitor, Seat, seat_monitor
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.acd.supervision import monitoring
from alo153.switchboard.acd.supervision.events import SeatEnded, SeatOpened
from alo153.switchboard.acd.turn.events import Verbs
from alo153.switchboard.acd.turn.turn import Turn

MAY_BE_RUNG = (AgentState.READY, AgentState.PAUSED)


def opened(turn: Turn, event: SeatOpened) -> None:
    """Store the mentor of a guest; `follow` rings the mentor."""
    turn.seats[event.guest] = Seat(id=event.seat, guest=event.guest, mentor=event.mentor)


def ended(turn: Turn, event: SeatEnded) -> None:
    """Let the mentor go: now, or after the call the guest is in."""
    if turn.seats.pop(event.guest, None) is None:
        return
    monitor = _monitor_beside(turn, event.guest)
    if monitor is not None:
        monitoring.change(turn, monitor, stays=False)
    _keep_alone(turn, event.guest, alone=False)


def follow(turn: Turn) -> None:
    """Ring each mentor who is not there yet; until then no call is offered to the guest."""
    for seat in list(turn.seats.values()):
        if _monitor_beside(turn, seat.guest) is None and _may_begin(turn, seat):
            name = seat_monitor(seat, turn.at)
            turn.seats[seat.guest] = replace(seat, rings=seat.rings + 1)
            monitoring.ring(
                turn, Monitor(id=name, supervisor=seat.mentor, agent=seat.guest, stays=True)
            )
        monitor = _monitor_beside(turn, seat.guest)
        _keep_alone(turn, seat.guest, alone=monitor is None or not monitor.up)


def _monitor_beside(turn: Turn, guest: int) -> Monitor | None:
    """Find the mentor; a prompt that the guest reads has a monitor that stays, too."""
    beside = (each for each in turn.monitors.values() if each.agent == guest and each.stays)
    return next((each for each in beside if not take_of(each.id)), None)


def _may_begin(turn: Turn, seat: Seat) -> bool:
    guest, mentor = turn.agent(seat.guest), turn.agent(seat.mentor)
    here = guest.reachable and guest.presence is not AgentState.OFFLINE
    return here and _is_free(mentor)


def _is_free(mentor: Agent) -> bool:
    return mentor.reachable and mentor.call is None and mentor.presence in MAY_BE_RUNG


def _keep_alone(turn: Turn, guest: int, *, alone: bool) -> None:
    agent = turn.agent(guest)
    if agent.alone != alone:
        turn.agents[guest] = replace(agent, alone=alone)


VERBS: Verbs = {
    SeatOpened: opened,
    SeatEnded: ended,
}
