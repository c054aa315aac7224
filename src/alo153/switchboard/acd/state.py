"""What the switchboard knows at one moment: calls that stand, agents and the rules of the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Presence(StrEnum):
    """What an agent is doing."""

    READY = "ready"
    RINGING = "ringing"
    TALKING = "talking"
    WRAP_UP = "wrap_up"
    PAUSED = "paused"
    NOT_ANSWERING = "not_answering"
    OFFLINE = "offline"


class Direction(StrEnum):
    """Who called whom: in = a citizen calls the center, out = the center calls back."""

    IN = "in"
    OUT = "out"


class Phase(StrEnum):
    """How far a call has come; a finished call is not in the state at all."""

    GREETING = "greeting"
    WAITING = "waiting"
    TALKING = "talking"
    CALLING_AGENT = "calling_agent"
    CALLING_CITIZEN = "calling_citizen"


class Outcome(StrEnum):
    """How a call ended; the last four are results of a call-back."""

    ANSWERED = "answered"
    ABANDONED = "abandoned"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    CANCELED = "canceled"


class Party(StrEnum):
    """Who ended a call."""

    CITIZEN = "citizen"
    AGENT = "agent"
    SWITCHBOARD = "switchboard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Times of the house, in seconds."""

    ring: float = 20
    position_every: float = 30
    speech_limit: float = 20
    wrap_up_limit: float = 60
    citizen_ring: float = 45


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One agent's telephone rings for one call; also the agent's leg of the call afterwards."""

    id: str
    agent: int
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call that stands: `channel` is the citizen's leg, `offer` the agent's."""

    id: str
    channel: str
    direction: Direction
    number: str = field(repr=False)
    phase: Phase
    entered_at: float
    queued_at: float | None = None
    answered_at: float | None = None
    offer: Offer | None = None
    offers: int = 0
    speech: str | None = None
    speeches: int = 0
    held: bool = False

    def waited(self, at: float) -> float:
        """Seconds from the end of the greeting to `at`; nothing while it is still greeted."""
        return 0.0 if self.queued_at is None else max(0.0, at - self.queued_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person at the desk; `idle_since` is when the agent last became available."""

    id: int
    presence: Presence
    since: float
    reason: str = ""
    reachable: bool = False
    idle_since: float = 0.0
    call: str | None = None
    pause_after: str = ""

    @property
    def available(self) -> bool:
        """Say whether a call may be offered now: ready, and the telephone is registered."""
        return self.presence is Presence.READY and self.reachable and self.call is None


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that stands now."""

    rules: Rules = field(default_factory=Rules)
    calls: Mapping[str, Call] = field(default_factory=dict)
    agents: Mapping[int, Agent] = field(default_factory=dict)

    def line(self) -> list[Call]:
        """List the waiting calls, the longest wait first."""
        return _line(self.calls)


def _line(calls: Mapping[str, Call]) -> list[Call]:
    waiting = (call for call in calls.values() if call.phase is Phase.WAITING)
    return sorted(waiting, key=lambda call: (call.queued_at or 0.0, call.id))


AGENT_LEG = "offer-"
CITIZEN_LEG = "citizen-"


def call_of_offer(offer: str) -> str:
    """Name the call an offer belongs to: offers are numbered within their call."""
    return offer.rpartition(".")[0]


def agent_leg(offer: str) -> str:
    """Choose the channel id of an agent's leg, so that it is known again after a restart."""
    return AGENT_LEG + offer


def citizen_leg(call: str) -> str:
    """Choose the channel id of a called citizen's leg."""
    return CITIZEN_LEG + call
