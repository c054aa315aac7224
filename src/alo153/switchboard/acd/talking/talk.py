"""An agent's actions on the present call from the desk: hold, resume, hang up."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.calls.page_commands import commands as page_commands
from alo153.switchboard.acd.callers import survey
from alo153.switchboard.acd.members import members
from alo153.switchboard.acd.offering.offers import refuse
from alo153.switchboard.acd.state.state import Call, Phase
from alo153.switchboard.acd.turn.commands import HangUp
from alo153.switchboard.acd.turn.events import Asked, StrayLeg, Verbs
from alo153.switchboard.acd.turn.turn import RETURNING, Turn, is_ringing
from alo153.switchboard.acd.waiting.callback_hold import missed

NO_CALL = "no_call"
CONSULTING = "in_consultation"


@dataclass(frozen=True, slots=True, kw_only=True)
class HangUpCall(page_commands.HangUp, Asked):
    """An agent ends the call at hand from the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldCall(page_commands.Hold, Asked):
    """An agent puts the citizen on hold, with music."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeCall(page_commands.Resume, Asked):
    """An agent takes the citizen back from hold."""


def hang_up(turn: Turn, event: HangUpCall) -> None:
    """End the agent's call, as far as it is theirs to end.

    While it rings, an incoming one goes to the next agent; a talk that comes back ends. In a
    consultation only the consulted one is let go: the citizen must not be lost by a hurried key. A
    member leaves alone. A talk that is ended by right ends for everybody at once: nobody asks an
    abuser how it was.
    """
    call = _call_of(turn, event.agent)
    turn.done(event.command, "" if call else NO_CALL)
    if call is None:
        return
    if call.offer is None or call.offer.agent != event.agent:
        members.step_out(turn, call, event.agent)
    elif call.phase is Phase.WAITING and turn.agent(event.agent).reason == RETURNING:
        survey.end(turn, call)
    elif call.phase is Phase.WAITING or (is_ringing(call) and call.place_kept_at is not None):
        refuse(turn, call)
    elif call.phase is Phase.CALLING_CITIZEN:
        missed(turn, call, CallOutcome.CANCELED, CallParty.AGENT)
    elif event.by_right and call.phase is Phase.TALKING:
        survey.end(turn, call)
    elif call.consulted is not None:
        members.carry_on(turn, members.withdraw(turn, call, call.consulted))
    elif call.phase is Phase.TALKING:
        survey.end_talk(turn, call)
    else:
        turn.finish(call, CallOutcome.CANCELED, CallParty.AGENT)


def hold(turn: Turn, event: HoldCall) -> None:
    """Give the citizen music; twice is once."""
    call = led_by(turn, event.agent)
    turn.done(event.command, "" if call else NO_CALL)
    if call is not None:
        members.hold(turn, call)


def resume(turn: Turn, event: ResumeCall) -> None:
    """Bring the citizen back from the music; twice is once. Nobody may hear a consultation."""
    call = led_by(turn, event.agent)
    error = NO_CALL if call is None else CONSULTING if call.consulted else ""
    turn.done(event.command, error)
    if call is not None and not error:
        members.bring_back(turn, call)


def stray_leg(turn: Turn, event: StrayLeg) -> None:
    """Hang up a channel that belongs to no call."""
    turn.do(HangUp(call=event.channel, channel=event.channel))


def led_by(turn: Turn, agent: int) -> Call | None:
    """Find the talk that an agent leads; a member of it decides nothing."""
    call = _call_of(turn, agent)
    leads = call is not None and call.offer is not None and call.offer.agent == agent
    return call if leads and call and call.phase is Phase.TALKING else None


def _call_of(turn: Turn, agent: int) -> Call | None:
    return turn.calls.get(turn.agent(agent).call or "")


VERBS: Verbs = {
    HangUpCall: hang_up,
    HoldCall: hold,
    ResumeCall: resume,
}
