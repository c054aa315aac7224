"""Asks the other nodes whether this node may ring an agent for a shared call."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.switchboard.acd.state.shared_calls import SharedCall


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCall:
    """Claim a shared call for an agent; the answer is `ClaimDecided`."""

    call: SharedCall
    agent: int
    idle_seconds: float
    rank: int
    among: int
