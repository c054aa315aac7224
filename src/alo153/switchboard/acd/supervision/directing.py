"""A supervisor sets an agent's state, and moves a waiting call in the queue."""

from __future__ import annotations

from alo153.calls.call_words import AgentState
from alo153.calls.queue import MINUTE
from alo153.switchboard.acd.agents import presence
from alo153.switchboard.acd.agents.presence import AgentNotReady, AgentReady, AgentSignedOut
from alo153.switchboard.acd.state.state import IN_LINE, Call
from alo153.switchboard.acd.supervision.events import DirectCall, SetState
from alo153.switchboard.acd.supervision.facts import AgentSet, CallDirected
from alo153.switchboard.acd.supervision.monitoring import NO_CALL
from alo153.switchboard.acd.turn.events import Verbs
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting import queueing

RINGS = "rings"
AGENT_AWAY = "agent_away"
KEPT_SECONDS = 3600.0
"""A call given to one agent waits for them this long, as long as they are at the desk."""


def set_state(turn: Turn, event: SetState) -> None:
    """Do what the agent would do, and record who said it."""
    agent = turn.agent(event.agent)
    gone = agent.presence is AgentState.OFFLINE
    turn.done(event.command, AGENT_AWAY if gone else "")
    if gone:
        return
    turn.record(
        AgentSet(
            at=turn.at,
            agent=event.agent,
            supervisor=event.supervisor,
            state=event.state,
            reason=event.reason,
        )
    )
    if event.state is AgentState.READY:
        presence.ready(turn, AgentReady(at=turn.at, agent=event.agent))
    elif event.state is AgentState.OFFLINE:
        presence.signed_out(turn, AgentSignedOut(at=turn.at, agent=event.agent))
    else:
        pause = AgentNotReady(at=turn.at, agent=event.agent, reason=event.reason)
        presence.not_ready(turn, pause)


def direct(turn: Turn, event: DirectCall) -> None:
    """Move a waiting call; one that rings at an agent is left to them."""
    call = turn.calls.get(event.call)
    refusal = _refusal(turn, event, call)
    turn.done(event.command, refusal)
    if refusal or call is None:
        return
    if event.queue:
        call = turn.change(call, queue=event.queue, overflowed=False)
    elif event.agent is not None:
        until = turn.at + KEPT_SECONDS
        call = turn.change(call, preferred=event.agent, preferred_until=until)
    else:
        call = turn.change(call, priority=_front(turn, call))
    queueing.watch(turn, call)
    turn.record(
        CallDirected(
            at=turn.at,
            call=call.id,
            supervisor=event.supervisor,
            queue=call.queue,
            priority=call.priority,
            agent=event.agent,
        )
    )


def _refusal(turn: Turn, event: DirectCall, call: Call | None) -> str:
    if call is None or call.phase not in IN_LINE:
        return NO_CALL
    if call.offer is not None:
        return RINGS
    away = event.agent is not None and turn.agent(event.agent).presence is AgentState.OFFLINE
    return AGENT_AWAY if away else ""


def _front(turn: Turn, call: Call) -> float:
    """Compute the priority that puts a call a minute ahead of every other call."""
    others = [other.turn for other in turn.line() if other.id != call.id]
    ahead = call.turn - min(others, default=call.turn)
    return call.priority + max(0.0, ahead) / MINUTE + 1.0


VERBS: Verbs = {
    SetState: set_state,
    DirectCall: direct,
}
