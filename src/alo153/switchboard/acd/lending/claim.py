"""The question to the other nodes whether a call is ours to ring for."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.switchboard.acd.lending.state import LentCall


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCall:
    """Claim a lent call for an agent; the answer is `ClaimDecided`."""

    call: LentCall
    agent: int
    idle_seconds: float
    rank: int
    among: int
