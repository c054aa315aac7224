"""Agents who left, so that their work goes to an agent who is here."""

from __future__ import annotations

from alo153.calls.call_words import AgentState
from alo153.contacts.offering.media import Medium
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.written.rules.line import Work

AWAY = frozenset({AgentState.PAUSED, AgentState.NOT_ANSWERING})
NEVER = float("inf")


def free_from(
    work: Work, medium: Medium, agent: Agent | None, *, reachable_at: float | None
) -> float:
    """Return when a conversation may be offered to another agent than its own.

    At once if its agent left; an agent who is signed out here may be at another node, and only the
    tables know. Otherwise the pause, or the disconnection of the telephone, must have
    lasted while it waits; `NEVER` while the agent is here, or if the medium is kept.
    """
    if agent is None or agent.presence is AgentState.OFFLINE:
        return 0.0 if work.left else NEVER
    left = [agent.since] if agent.presence in AWAY else []
    if not agent.reachable and reachable_at is not None:
        left.append(reachable_at)
    if not left or medium.kept_for is None:
        return NEVER
    return max(min(left), work.since) + medium.kept_for
