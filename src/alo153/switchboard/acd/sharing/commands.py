"""Commands of one node to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from alo153.switchboard.acd.turn.commands import CallCommand


@dataclass(frozen=True, slots=True, kw_only=True)
class RingShared(CallCommand):
    """Let a leg that came from another node ring our agent."""

    channel: str
    offer: str
    agent: int
    seconds: float


class Refusal(StrEnum):
    """Why our agent does not take a shared call."""

    BUSY = "busy"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseShared(CallCommand):
    """Send a leg back to the node it came from."""

    channel: str
    why: Refusal
