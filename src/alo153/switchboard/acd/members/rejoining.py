"""An agent whose leg was lost while a member still talks with the citizen returns to the call.

The agent is a colleague in a conference who reloads the page, or the call's own agent while another
member has the citizen. The call keeps a place for some seconds, and rings the telephone when it
registers.
"""

from __future__ import annotations

from dataclasses import replace

from alo153.calls.call_words import AgentState, LegResult, LegRole
from alo153.calls.page_commands.rows import Target
from alo153.switchboard.acd.members import members
from alo153.switchboard.acd.state.state import Agent, Awaited, Call, Member, MemberState
from alo153.switchboard.acd.turn.timers import RejoinTimer
from alo153.switchboard.acd.turn.turn import RETURNING, TALKS, Turn

NOT_BACK = "not_back"


def member_lost(turn: Turn, call: Call, member: Member) -> None:
    """Continue without an agent whose leg in a conference was lost, and keep the place."""
    if member.agent is None:
        return
    call = members.without(turn, call, member, LegResult.HUNG_UP)
    members.carry_on(turn, expect(turn, call, turn.agent(member.agent)))


def may_return(turn: Turn, member: Member) -> bool:
    """Say whether the call keeps a place for a lost leg: only for an agent in a conference.

    A consulted agent is invited again instead. An agent of another node may sign in at any node.
    """
    if member.agent is None or turn.agent(member.agent).home:
        return False
    return member.state is MemberState.TALKING and member.role is LegRole.CONFERENCE


def expect(turn: Turn, call: Call, agent: Agent) -> Call:
    """Keep a place in a talk for an agent, unless they asked for a pause: that begins now."""
    if agent.pause_after:
        turn.wrap_up(agent)
        return call
    seconds = turn.rules.return_seconds
    until = turn.at + seconds
    turn.set_agent(agent, AgentState.PAUSED, RETURNING, until=until)
    turn.timer(seconds, RejoinTimer(call.id, agent.id, until))
    return turn.change(call, awaited=(*call.awaited, Awaited(agent=agent.id, until=until)))


def match(turn: Turn) -> None:
    """Ring awaited agents whose telephone has registered.

    An agent who is back, who now does something else, or whose call is over, is no longer awaited.
    """
    for kept in [call for call in turn.calls.values() if call.awaited]:
        for one in kept.awaited:
            _match(turn, turn.calls[kept.id], one)


def _match(turn: Turn, call: Call, one: Awaited) -> None:
    agent = turn.agent(one.agent)
    if call.phase not in TALKS:
        _without(turn, call, one)
        turn.release_awaited(agent.id)
    elif (agent.presence, agent.call) == (AgentState.RINGING, call.id):
        return
    elif not is_awaited(agent):
        members.carry_on(turn, _without(turn, call, one))
    elif agent.reachable:
        target = Target(agent=agent.id)
        members.invite(turn, call, target, LegRole.CONFERENCE, shown=RETURNING)


def is_awaited(agent: Agent) -> bool:
    """Say whether a talk is kept for an agent who did nothing else since."""
    return agent.presence is AgentState.PAUSED and agent.reason == RETURNING


def ringing_lost(turn: Turn, call: Call, member: Member) -> None:
    """Wait on for an agent whose telephone went away again while it rang for the kept place."""
    if member.agent is None:
        return
    call = members.withdraw(turn, call, member)
    wait_on(turn, call, turn.agent(member.agent))
    members.carry_on(turn, call)


def wait_on(turn: Turn, call: Call, agent: Agent) -> bool:
    """Keep waiting for an agent who did not answer; return whether there is time left.

    The phone that rang belonged to the closed page; the new page has not registered yet.
    """
    one = next((one for one in call.awaited if one.agent == agent.id), None)
    if one is None or agent.pause_after:
        return False
    away = replace(agent, reachable=False)
    turn.set_agent(away, AgentState.PAUSED, RETURNING, until=one.until)
    return True


def over(turn: Turn, timer: RejoinTimer) -> None:
    """Give up a place whose agent did not come back in time."""
    call, one = turn.calls.get(timer.call), Awaited(agent=timer.agent, until=timer.until)
    if call is None or one not in call.awaited:
        return
    call, agent = _without(turn, call, one), turn.agent(one.agent)
    if is_awaited(agent):
        turn.set_agent(agent, AgentState.NOT_ANSWERING, NOT_BACK)
    members.carry_on(turn, call)


def _without(turn: Turn, call: Call, one: Awaited) -> Call:
    return turn.change(call, awaited=tuple(other for other in call.awaited if other != one))
