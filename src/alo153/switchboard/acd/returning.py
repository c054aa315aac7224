"""A citizen whose agent's leg was lost is kept, and comes back to the same agent first.

A reloaded page, a dead browser, another network: nobody hung up. For some seconds the caller hears
music and waits for this agent alone; then the line takes over, ahead of those not served yet.
"""

from __future__ import annotations

from dataclasses import replace

from . import members
from .events import LegLost
from .lining import watch
from .ringing import Reason, ring
from .state import AGENT_LEG, Agent, Call, Phase, Presence
from .timers import ReturnTimer
from .turn import RETURNING, Turn

RETURNED = "returned"
AGENT_LOST = "agent_lost"
NOT_BACK = "not_back"
SERVED_MINUTES = 60.0
"""Priority of one who was talking already."""


def leg_lost(turn: Turn, event: LegLost) -> None:
    """Keep the citizen of an agent whose leg ended without a hang-up."""
    call = turn.offered(event.leg.removeprefix(AGENT_LEG))
    if call is None or call.offer is None or call.phase is not Phase.TALKING:
        return
    if event.page_left:
        # The telephone goes with its page: what rang there now would be lost
        turn.store(replace(turn.agent(call.offer.agent), reachable=False))
    lose(turn, call)


def lose(turn: Turn, call: Call) -> None:
    """Go on without the agent's leg: with those who are in the call, else with music.

    For an agent of another node, who may sign in anywhere again, nobody waits.
    """
    if call.offer is None:
        return
    if call.consulted or call.partners:
        members.without_agent(turn, call)
        return
    agent, until = turn.agent(call.offer.agent), turn.at + turn.rules.return_seconds
    if agent.home:
        call = members.back_to_line(turn, call, gone=True, reason=AGENT_LOST)
        turn.change(call, priority=max(call.priority, SERVED_MINUTES))
        return
    turn.set_agent(agent, Presence.PAUSED, RETURNING, until=until)
    call = members.back_to_line(turn, call, gone=True, reason=AGENT_LOST)
    priority = max(call.priority, SERVED_MINUTES)
    call = turn.change(call, preferred=agent.id, preferred_until=until, priority=priority)
    turn.change(call, phase=Phase.RETURNING)
    turn.timer(turn.rules.return_seconds, ReturnTimer(call.id, until))


def match(turn: Turn) -> None:
    """Ring every agent whose caller waits, as soon as the telephone is there.

    An agent who does something else meanwhile gives the caller to the line.
    """
    for call in [one for one in turn.calls.values() if one.phase is Phase.RETURNING]:
        agent = turn.agent(call.preferred or 0)
        if not _is_awaited(agent):
            to_line(turn, call)
        elif agent.reachable:
            waiting = turn.change(call, phase=Phase.WAITING)
            ring(turn, waiting, agent, Reason(RETURNED), shown=RETURNING)


def _is_awaited(agent: Agent) -> bool:
    return agent.presence is Presence.PAUSED and agent.reason == RETURNING


def keep(turn: Turn, call_id: str, agent: Agent) -> None:
    """Wait on for an agent whose telephone went away again while the caller came back to it."""
    call = turn.calls.get(call_id)
    if call is None or call.offer is not None or call.preferred_until <= turn.at:
        return
    turn.set_agent(agent, Presence.PAUSED, RETURNING, until=call.preferred_until)
    turn.change(call, phase=Phase.RETURNING)
    # A restart while it rang has lost the first one; twice does no harm
    turn.timer(call.preferred_until - turn.at, ReturnTimer(call.id, call.preferred_until))


def over(turn: Turn, timer: ReturnTimer) -> None:
    """Give a caller to the line whose agent did not come back in time."""
    call = turn.calls.get(timer.call)
    if call is None or call.phase is not Phase.RETURNING or call.preferred_until != timer.until:
        return
    agent = turn.agent(call.preferred or 0)
    to_line(turn, call)
    if not _is_awaited(agent):
        return
    if agent.pause_after:
        turn.free(agent)
    else:
        turn.set_agent(agent, Presence.NOT_ANSWERING, NOT_BACK)


def to_line(turn: Turn, call: Call) -> Call:
    """Put a kept caller into the line for everybody."""
    call = turn.change(call, phase=Phase.WAITING, preferred=None, preferred_until=0.0)
    watch(turn, call)
    return call
