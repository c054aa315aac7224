"""Facts of monitoring: the supervisor, the call, the mode, begin and end."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.switchboard.acd.turn.facts import CallFact, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringBegan(CallFact):
    """A supervisor hears a call from now on, in this mode."""

    monitor: str
    supervisor: int
    agent: int
    mode: MonitoringMode


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringEnded(CallFact):
    """A supervisor does not hear a call any more."""

    monitor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTakenOver(CallFact):
    """A supervisor is the call's agent now; the one `before` has left."""

    offer: str
    agent: int
    before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptTaken(Fact):
    """Asterisk has the recording of a prompt; the worker fetches it."""

    take: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSet(Fact):
    """A supervisor said what an agent does; during a call it holds after it."""

    agent: int
    supervisor: int
    state: AgentState
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDirected(CallFact):
    """A supervisor moved a waiting call; `agent` is the one it is kept for."""

    supervisor: int
    queue: str
    priority: float
    agent: int | None
