"""What supervisors ask for, and what their telephones do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alo153.calls.call_words import AgentState, MonitoringMode
from alo153.switchboard.acd.events import Asked, Event, FromPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervise(Asked):
    """A supervisor wants to hear an agent's call, or to change how; `monitor` names a new one.

    `home` is the node of the supervisor's telephone, if several are named.
    """

    monitor: str
    supervisor: int
    agent: int
    mode: MonitoringMode
    home: str = ""

    @classmethod
    def said(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Read how much of the supervisor is heard."""
        return {**payload, "mode": MonitoringMode(payload["mode"])}


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(Asked):
    """A supervisor takes the call that is listened to; its agent leaves."""

    supervisor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSupervising(Asked):
    """A supervisor goes out of the call that is listened to."""

    supervisor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorAnswered(Event):
    """The supervisor's telephone answered."""

    monitor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorGone(Event):
    """The supervisor's leg ended, or never came about."""

    monitor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatOpened(FromPage):
    """A guest has taken the seat; the mentor is to listen to every call."""

    seat: int
    guest: int
    mentor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatEnded(FromPage):
    """A guest's time is over; a running call may finish."""

    guest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetState(Asked):
    """A supervisor says what an agent does now: ready, a pause and why, or offline."""

    supervisor: int
    agent: int
    state: AgentState
    reason: str = ""

    @classmethod
    def said(cls, payload: Mapping[str, Any]) -> Mapping[str, Any]:
        """Read what the agent does."""
        return {**payload, "state": AgentState(payload["state"])}


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectCall(Asked):
    """A supervisor moves a waiting call: into a queue, to an agent, or else to the front."""

    supervisor: int
    call: str
    queue: str = ""
    agent: int | None = None
