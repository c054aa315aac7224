"""Requests of supervisors, and events of their telephones."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.page_commands import commands as page_commands
from alo153.switchboard.acd.turn.events import Asked, Event, FromPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervise(page_commands.Supervise, Asked):
    """A supervisor wants to hear an agent's call, or to change how; `monitor` names a new one.

    `home` is the node of the supervisor's telephone, if several are named.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(page_commands.TakeOver, Asked):
    """A supervisor takes the call that is listened to; its agent leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopSupervising(page_commands.StopSupervising, Asked):
    """A supervisor goes out of the call that is listened to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorAnswered(Event):
    """The supervisor's telephone answered."""

    monitor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitorGone(Event):
    """The supervisor's leg ended, or never came about."""

    monitor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPrompt(page_commands.RecordPrompt, Asked):
    """Somebody wants to read a prompt into their own telephone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptRecorded(Event):
    """Asterisk has a whole recording of a prompt, or none came about: it is not `kept`."""

    take: str
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatOpened(page_commands.OpenSeat, FromPage):
    """A guest has taken the seat; the mentor is to listen to every call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatEnded(page_commands.EndSeat, FromPage):
    """A guest's time is over; a running call may finish."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetState(page_commands.SetState, Asked):
    """A supervisor says what an agent does now: ready, a pause and why, or offline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectCall(page_commands.Direct, Asked):
    """A supervisor moves a waiting call: into a queue, to an agent, or else to the front."""
