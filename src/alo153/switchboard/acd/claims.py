"""The question to the other nodes whether a call is ours to ring for."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.switchboard.acd.shared_calls import SharedCall


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCall:
    """Claim a shared call for an agent; the answer is `ClaimDecided`."""

    call: SharedCall
    agent: int
    idle_seconds: float
    rank: int
    among: int
