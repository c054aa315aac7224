"""A citizen whose agent's leg was lost is kept, and comes back to the same agent first.

A reloaded page, a dead browser, another network: nobody hung up. For some seconds the caller hears
music and waits for this agent alone; then the line takes over, ahead of those not served yet.
"""

from __future__ import annotations

from dataclasses import replace

from alo153.calls.call_words import AgentState, OfferResult, OfferRule
from alo153.switchboard.acd.members import members, rejoining
from alo153.switchboard.acd.members.rejoining import NOT_BACK, is_awaited
from alo153.switchboard.acd.ringing.ringing import Reason, ring
from alo153.switchboard.acd.state.leg_ids import AGENT_LEG, call_of_offer
from alo153.switchboard.acd.state.state import Agent, Call, MemberState, Phase
from alo153.switchboard.acd.turn.events import LegLost
from alo153.switchboard.acd.turn.timers import ReturnTimer
from alo153.switchboard.acd.turn.turn import RETURNING, TALKS, Turn
from alo153.switchboard.acd.waiting.queueing import watch

AGENT_LOST = "agent_lost"
SERVED_MINUTES = 60.0
"""Priority of one who was talking already."""


def leg_lost(turn: Turn, event: LegLost) -> None:
    """Keep the citizen, or the place in a conference, of an agent whose leg only ended."""
    call = turn.offered(event.leg.removeprefix(AGENT_LEG))
    if call is None or call.offer is None:
        _member_lost(turn, event)
    elif call.phase is Phase.TALKING:
        _note_page(turn, event, call.offer.agent)
        lose(turn, call)


def _member_lost(turn: Turn, event: LegLost) -> None:
    call = turn.calls.get(call_of_offer(event.leg))
    member = call.member(event.leg) if call else None
    if call is None or member is None or not rejoining.may_return(turn, member):
        return
    _note_page(turn, event, member.agent or 0)
    rejoining.member_lost(turn, call, member)


def _note_page(turn: Turn, event: LegLost, agent: int) -> None:
    """Hold the telephone for gone with its page: what rang there now would be lost."""
    if event.page_left:
        turn.store(replace(turn.agent(agent), reachable=False))


def lose(turn: Turn, call: Call) -> None:
    """Continue without the agent's leg: with members who talk already, else with music.

    A consulted member who only rings is dropped: nobody told them about the matter. The call does
    not wait for an agent of another node, who may sign in at any node.
    """
    _lose(turn, call, on_hold=call.held and call.consulted is None)


def _lose(turn: Turn, call: Call, *, on_hold: bool) -> None:
    if call.offer is None:
        return
    consulted, agent = call.consulted, turn.agent(call.offer.agent)
    if consulted is not None and consulted.state is MemberState.RINGING:
        call = members.withdraw(turn, call, consulted)
    if call.consulted or call.partners:
        _leave_to_others(turn, call, agent)
    elif agent.home:
        call = members.back_to_line(turn, call, gone=True, reason=AGENT_LOST)
        turn.change(call, priority=max(call.priority, SERVED_MINUTES))
    else:
        _keep_for(turn, call, agent, on_hold=on_hold)


def let_go_and_return(turn: Turn, call: Call) -> None:
    """Take a hang-up during a consultation for what the desk's command means by it.

    The one asked aside is let go; the agent, whose telephone ended its leg, is rung again.
    """
    if call.consulted is not None:
        call = members.withdraw(turn, call, call.consulted)
    _lose(turn, call, on_hold=False)


def _leave_to_others(turn: Turn, call: Call, agent: Agent) -> None:
    members.without_agent(turn, call)
    left = turn.calls.get(call.id)
    stays = left is not None and left.phase in TALKS
    if left is not None and stays and not (agent.pause_after or agent.home):
        rejoining.expect(turn, left, turn.agent(agent.id))


def _keep_for(turn: Turn, call: Call, agent: Agent, *, on_hold: bool) -> None:
    until = turn.at + turn.rules.return_seconds
    turn.set_agent(agent, AgentState.PAUSED, RETURNING, until=until)
    call = members.back_to_line(turn, call, gone=True, reason=AGENT_LOST, on_hold=on_hold)
    priority = max(call.priority, SERVED_MINUTES)
    call = turn.change(call, preferred=agent.id, preferred_until=until, priority=priority)
    turn.change(call, phase=Phase.RETURNING)
    turn.timer(turn.rules.return_seconds, ReturnTimer(call.id, until))


def match(turn: Turn) -> None:
    """Ring every agent whose caller waits, as soon as the telephone is there.

    If the agent now does something else, the caller returns to the queue.
    """
    for call in [one for one in turn.calls.values() if one.phase is Phase.RETURNING]:
        agent = turn.agent(call.preferred or 0)
        if not is_awaited(agent):
            to_line(turn, call)
        elif agent.reachable:
            waiting = turn.change(call, phase=Phase.WAITING)
            ring(turn, waiting, agent, Reason(OfferRule.RETURNED), shown=RETURNING)


def keep(turn: Turn, call_id: str, agent: Agent) -> None:
    """Wait on for an agent whose telephone went away again while the caller came back to it."""
    call = turn.calls.get(call_id)
    if call is None or call.offer is not None or call.preferred_until <= turn.at:
        return
    turn.set_agent(agent, AgentState.PAUSED, RETURNING, until=call.preferred_until)
    turn.change(call, phase=Phase.RETURNING)
    # A restart while it rang has lost the first one; twice does no harm
    turn.timer(call.preferred_until - turn.at, ReturnTimer(call.id, call.preferred_until))


def wait_on(turn: Turn, call: Call, agent: Agent, result: OfferResult) -> bool:
    """Keep waiting after the telephone refused a returned caller; return whether time is left.

    The phone that refused belonged to the closed page; the new page has not registered yet.
    """
    late = call.preferred_until <= turn.at
    if agent.reason != RETURNING or agent.pause_after or late:
        return False
    turn.end_offer(call, result)
    keep(turn, call.id, replace(agent, reachable=False))
    return True


def over(turn: Turn, timer: ReturnTimer) -> None:
    """Give a caller to the line whose agent did not come back in time."""
    call = turn.calls.get(timer.call)
    if call is None or call.phase is not Phase.RETURNING or call.preferred_until != timer.until:
        return
    agent = turn.agent(call.preferred or 0)
    to_line(turn, call)
    if not is_awaited(agent):
        return
    if agent.pause_after:
        turn.free(agent)
    else:
        turn.set_agent(agent, AgentState.NOT_ANSWERING, NOT_BACK)


def to_line(turn: Turn, call: Call) -> Call:
    """Put a kept caller into the line for everybody."""
    call = turn.change(call, phase=Phase.WAITING, preferred=None, preferred_until=0.0)
    watch(turn, call)
    return call
