"""Events between the nodes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from alo153.calls.call_words import OfferResult
from alo153.switchboard.acd.state.shared_calls import SharedCall
from alo153.switchboard.acd.turn.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedCallsSeen(Event):
    """The calls that other nodes share now; `claimed` names the ones that this node has claimed.

    `agents` has the skills of each agent who is at a telephone of another node.
    """

    calls: tuple[SharedCall, ...] = ()
    claimed: frozenset[str] = frozenset()
    agents: tuple[Mapping[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDecided(Event):
    """The decision whether this node may ring for a shared call."""

    call: str
    agent: int
    won: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallClaimed(Event):
    """Another node has an agent for a call of ours, and why this one."""

    call: str
    round: int
    node: str
    agent: int
    idle_seconds: float = 0.0
    rank: int = 1
    among: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLegArrived(Event):
    """The node of a call rings for an agent of ours."""

    channel: str
    call: str
    offer: str
    agent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLegAnswered(Event):
    """Our agent picked up."""

    offer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLegRefused(Event):
    """Our agent's telephone refused or could not be reached."""

    offer: str
    reason: OfferResult


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedLegGone(Event):
    """The leg that came from another node ended."""

    channel: str
