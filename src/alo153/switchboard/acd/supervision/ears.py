"""A supervisor's ear: it rings, hears its agent's calls, and ends."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from alo153.switchboard.acd.commands import HangUp
from alo153.switchboard.acd.events import AgentHungUp
from alo153.switchboard.acd.members import is_here
from alo153.switchboard.acd.offers import agent_hung_up
from alo153.switchboard.acd.ringing import VISITOR_GRACE
from alo153.switchboard.acd.state import Agent, Call, Phase, Presence, agent_leg
from alo153.switchboard.acd.supervision.commands import (
    BargeIn,
    Listen,
    RemoveEar,
    RingSupervisor,
    StepOut,
    StopListening,
)
from alo153.switchboard.acd.supervision.events import (
    EarAnswered,
    EarGone,
    StopSupervising,
    Supervise,
)
from alo153.switchboard.acd.supervision.facts import ListeningBegan, ListeningEnded
from alo153.switchboard.acd.supervision.state import Ear, EarMode, supervisor_leg
from alo153.switchboard.acd.timers import EarTimer
from alo153.switchboard.acd.turn import Turn

NO_CALL = "no_call"
NO_ANSWER = "no_answer"
REJECTED = "rejected"
SIGNED_IN = "signed_in"


def supervise(turn: Turn, event: Supervise) -> None:
    """Ring a supervisor who wants to hear a talk; one who hears already changes how, or whom."""
    ear = ear_of(turn, event.supervisor)
    refusal = _refusal(turn, event, ear)
    turn.done(event.command, refusal)
    if refusal:
        return
    if ear is None:
        ring(
            turn,
            Ear(
                id=event.ear,
                supervisor=event.supervisor,
                agent=event.agent,
                mode=event.mode,
                home=_elsewhere(turn, event),
            ),
        )
    elif ear.agent != event.agent:
        change(turn, ear, agent=event.agent, mode=event.mode)
    else:
        _set_mode(turn, ear, event.mode)


def stop(turn: Turn, event: StopSupervising) -> None:
    """Let a supervisor out of the call; the two go on talking."""
    ear = ear_of(turn, event.supervisor)
    turn.done(event.command, "" if ear else NO_CALL)
    if ear is not None:
        end(turn, ear)


def answered(turn: Turn, event: EarAnswered) -> None:
    """Begin to hear; `follow` does it when it sees that the telephone is up."""
    ear = turn.ears.get(event.ear)
    if ear is not None:
        change(turn, ear, up=True)


def gone(turn: Turn, event: EarGone) -> None:
    """End an ear whose telephone hung up; one that never answered is not answering."""
    ear = turn.ears.get(event.ear)
    if ear is None:
        # The leg of one who took the call over is the agent's leg of it
        agent_hung_up(turn, AgentHungUp(at=turn.at, offer=supervisor_leg(event.ear)))
        return
    end(turn, ear, leg_is_gone=True)
    if not ear.up:
        _missed(turn, ear, REJECTED)


def timed_out(turn: Turn, timer: EarTimer) -> None:
    """Stop ringing a supervisor who does not answer."""
    ear = turn.ears.get(timer.ear)
    if ear is not None and not ear.up:
        end(turn, ear)
        _missed(turn, ear, NO_ANSWER)


def follow(turn: Turn) -> None:
    """Let every ear hear the talk its agent is in now; without one it waits or ends."""
    for ear in list(turn.ears.values()):
        call = talk_of(turn, ear.agent)
        if call is None and not ear.stays:
            end(turn, ear)
        elif ear.up and _heard(call, ear.agent) != (ear.call, ear.leg):
            quiet = unhear(turn, ear)
            if call is not None:
                _hear(turn, quiet, call)


def ring(turn: Turn, ear: Ear) -> None:
    """Ring the telephone of one who is going to listen; no call is offered there meanwhile."""
    turn.ears[ear.id] = ear
    if not ear.home:
        begin(turn, turn.agent(ear.supervisor))
    call = talk_of(turn, ear.agent)
    seconds = turn.rules.ring
    turn.do(
        RingSupervisor(
            call=ear.id,
            supervisor=ear.supervisor,
            number=call.number if call else "",
            seconds=seconds,
            node=ear.home,
        )
    )
    turn.timer(seconds + (VISITOR_GRACE if ear.home else 0.0), EarTimer(ear.id))


def begin(turn: Turn, supervisor: Agent) -> None:
    """Let a supervisor do nothing else; afterwards comes what was before."""
    pause = "" if supervisor.presence is Presence.READY else supervisor.reason or SIGNED_IN
    idle = supervisor.idle_since
    turn.set_agent(supervisor, Presence.SUPERVISING, pause_after=pause, idle_since=idle)


def end(turn: Turn, ear: Ear, *, leg_is_gone: bool = False) -> None:
    """Take an ear away, and give its supervisor back to what came before."""
    leave(turn, ear)
    if not leg_is_gone:
        turn.do(HangUp(call=ear.id, channel=supervisor_leg(ear.id)))
    agent = turn.agent(ear.supervisor)
    if agent.presence is Presence.SUPERVISING and not ear.home:
        turn.free(agent)


def leave(turn: Turn, ear: Ear) -> None:
    """Stop hearing for good; what becomes of the supervisor's leg is the caller's business."""
    unhear(turn, ear)
    del turn.ears[ear.id]
    turn.do(RemoveEar(call=ear.id))


def unhear(turn: Turn, ear: Ear) -> Ear:
    """Stop hearing a talk; the telephone stays up."""
    if ear.call is None:
        return ear
    _be_quiet(turn, ear)
    turn.record(ListeningEnded(at=turn.at, call=ear.call, ear=ear.id))
    return change(turn, ear, call=None, leg="", mode=EarMode.LISTEN)


def change(turn: Turn, ear: Ear, **changes: Any) -> Ear:
    """Store an ear with these fields changed, and return it."""
    changed = replace(ear, **changes)
    turn.ears[ear.id] = changed
    return changed


def ear_of(turn: Turn, supervisor: int) -> Ear | None:
    """Find the one ear of a supervisor."""
    return next((ear for ear in turn.ears.values() if ear.supervisor == supervisor), None)


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


def _refusal(turn: Turn, event: Supervise, ear: Ear | None) -> str:
    if talk_of(turn, event.agent) is None or event.agent == event.supervisor:
        return NO_CALL
    if ear is None:
        unknown = _elsewhere(turn, event) and not is_here(turn, event.supervisor)
        # Whether somebody at another node is free, that node says
        return "" if unknown else _why_not(turn.agent(event.supervisor))
    # A mentor stays beside the guest
    return "in_a_call" if ear.stays and ear.agent != event.agent else ""


def _elsewhere(turn: Turn, event: Supervise) -> str:
    return "" if event.home == turn.rules.node else event.home


def _why_not(supervisor: Agent) -> str:
    if supervisor.occupied:
        return "in_a_call"
    return "" if supervisor.reachable else "unreachable"


def _hear(turn: Turn, ear: Ear, call: Call) -> None:
    _, leg = _heard(call, ear.agent)
    _speak(turn, change(turn, ear, call=call.id, leg=leg))


def _set_mode(turn: Turn, ear: Ear, mode: EarMode) -> None:
    if ear.mode is mode:
        return
    if ear.call is None:
        change(turn, ear, mode=mode)
        return
    _be_quiet(turn, ear)
    _speak(turn, change(turn, ear, mode=mode))


def _be_quiet(turn: Turn, ear: Ear) -> None:
    """Undo what the mode means."""
    if ear.mode is EarMode.BARGE:
        turn.do(StepOut(call=ear.id, out_of=ear.call or ""))
    else:
        turn.do(StopListening(call=ear.id, snoop=ear.snoop))


def _speak(turn: Turn, ear: Ear) -> None:
    """Order what the mode means, and record who hears whom from now on."""
    if ear.call is None:
        return
    if ear.mode is EarMode.BARGE:
        turn.do(BargeIn(call=ear.id, into=ear.call))
    else:
        ear = change(turn, ear, snoops=ear.snoops + 1)
        whisper = ear.mode is EarMode.WHISPER
        turn.do(Listen(call=ear.id, channel=ear.leg, snoop=ear.snoop, whisper=whisper))
    turn.record(
        ListeningBegan(
            at=turn.at,
            call=ear.call or "",
            ear=ear.id,
            supervisor=ear.supervisor,
            agent=ear.agent,
            mode=ear.mode,
        )
    )


def _missed(turn: Turn, ear: Ear, result: str) -> None:
    if not ear.home:
        supervisor = turn.agent(ear.supervisor)
        turn.set_agent(supervisor, Presence.NOT_ANSWERING, result, pause_after="")
