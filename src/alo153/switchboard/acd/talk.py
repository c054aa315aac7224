"""What an agent does with the call at hand from the desk: hold, take back, hang up."""

from __future__ import annotations

from .commands import HangUp, Hold, Resume
from .events import HangUpCall, HoldCall, ResumeCall, StrayLeg
from .facts import CallHeld, CallResumed
from .offers import refuse
from .state import Call, Direction, Outcome, Party, Phase
from .turn import Turn

NO_CALL = "no_call"


def hang_up(turn: Turn, event: HangUpCall) -> None:
    """End the agent's call; while it still rings, an incoming one goes to the next agent."""
    call = _call_of(turn, event.agent)
    turn.done(event.command, "" if call else NO_CALL)
    if call is None:
        return
    if call.direction is Direction.IN and call.phase is Phase.WAITING:
        refuse(turn, call)
        return
    outcome = Outcome.ANSWERED if call.phase is Phase.TALKING else Outcome.CANCELED
    turn.finish(call, outcome, Party.AGENT)


def hold(turn: Turn, event: HoldCall) -> None:
    """Give the citizen music; twice is once."""
    call = _talk_of(turn, event.agent)
    turn.done(event.command, "" if call else NO_CALL)
    if call is not None and not call.held:
        turn.do(Hold(call=call.id, channel=call.channel))
        turn.change(call, held=True)
        turn.record(CallHeld(at=turn.at, call=call.id, agent=event.agent))


def resume(turn: Turn, event: ResumeCall) -> None:
    """Bring the citizen back from the music; twice is once."""
    call = _talk_of(turn, event.agent)
    turn.done(event.command, "" if call else NO_CALL)
    if call is not None and call.held:
        turn.do(Resume(call=call.id, channel=call.channel))
        turn.change(call, held=False)
        turn.record(CallResumed(at=turn.at, call=call.id, agent=event.agent))


def stray_leg(turn: Turn, event: StrayLeg) -> None:
    """Hang up a channel that belongs to no call."""
    turn.do(HangUp(call=event.channel, channel=event.channel))


def _call_of(turn: Turn, agent: int) -> Call | None:
    return turn.calls.get(turn.agent(agent).call or "")


def _talk_of(turn: Turn, agent: int) -> Call | None:
    call = _call_of(turn, agent)
    return call if call and call.phase is Phase.TALKING else None
