"""A supervisor takes a talk over: the agent leaves, the citizen goes on talking."""

from __future__ import annotations

from alo153.switchboard.acd import members
from alo153.switchboard.acd.commands import HangUp, Resume
from alo153.switchboard.acd.facts import CallResumed
from alo153.switchboard.acd.state import Agent, Call, Offer, Presence, agent_leg
from alo153.switchboard.acd.supervision.commands import BargeIn, RemoveEar, StopListening
from alo153.switchboard.acd.supervision.ears import NO_CALL, ear_of
from alo153.switchboard.acd.supervision.events import TakeOver
from alo153.switchboard.acd.supervision.facts import CallTakenOver, ListeningEnded
from alo153.switchboard.acd.supervision.state import Ear, EarMode, supervisor_leg
from alo153.switchboard.acd.turn import Turn


def take_over(turn: Turn, event: TakeOver) -> None:
    """Put the supervisor in the agent's place; the agent wraps up."""
    ear = ear_of(turn, event.supervisor)
    call = turn.calls.get(ear.call or "") if ear else None
    turn.done(event.command, "" if call else NO_CALL)
    if ear is None or call is None or call.offer is None:
        return
    leaver, leg = turn.agent(call.offer.agent), agent_leg(call.offer.id)
    if call.consulted is not None:
        call = members.withdraw(turn, call, call.consulted)
    _join(turn, ear, call)
    turn.do(HangUp(call=call.id, channel=leg))
    offer = Offer(id=supervisor_leg(ear.id), agent=ear.supervisor, at=turn.at)
    _bring_back(turn, turn.change(call, offer=offer))
    turn.record(
        CallTakenOver(
            at=turn.at,
            call=call.id,
            offer=offer.id,
            agent=ear.supervisor,
            before=leaver.id,
        )
    )
    turn.wrap_up(leaver)
    turn.set_agent(_successor(turn, ear), Presence.TALKING, call=call.id)


def _successor(turn: Turn, ear: Ear) -> Agent:
    if ear.home:
        return members.visitor(turn, ear.supervisor, home=ear.home)
    return turn.agent(ear.supervisor)


def _join(turn: Turn, ear: Ear, call: Call) -> None:
    """Make the ear's leg one of the talk: it is no ear any more."""
    if ear.mode is not EarMode.BARGE:
        turn.do(StopListening(call=ear.id, snoop=ear.snoop))
        turn.do(BargeIn(call=ear.id, into=call.id))
    turn.do(RemoveEar(call=ear.id))
    turn.record(ListeningEnded(at=turn.at, call=call.id, ear=ear.id))
    del turn.ears[ear.id]


def _bring_back(turn: Turn, call: Call) -> None:
    """Take the citizen back from the music the agent may have left them with."""
    if call.held and call.offer:
        turn.do(Resume(call=call.id, channel=call.channel))
        turn.change(call, held=False)
        turn.record(CallResumed(at=turn.at, call=call.id, agent=call.offer.agent))
