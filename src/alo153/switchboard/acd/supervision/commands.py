"""Orders for monitoring; `call` is the monitor's id, so its commands keep their order."""

from __future__ import annotations

from dataclasses import dataclass, field

from alo153.switchboard.acd.turn.commands import CallCommand

MOST_SECONDS = 60
"""As long as a recording of a prompt may be (`knowledge.prompts.recordings`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RingSupervisor(CallCommand):
    """Ring the telephone of somebody who is going to listen; `node` has it if not this one."""

    supervisor: int
    number: str = field(repr=False)
    seconds: float
    node: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartMonitoring(CallCommand):
    """Let a supervisor hear both sides of `channel`; with `whisper` that channel hears them."""

    channel: str
    snoop: str
    whisper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StopMonitoring(CallCommand):
    """End what a supervisor hears."""

    snoop: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BargeIn(CallCommand):
    """Bring a supervisor's leg into the talk of the call `into`."""

    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOut(CallCommand):
    """Take a supervisor's leg out of the talk of the call `out_of`."""

    out_of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLeg(CallCommand):
    """Record what one says into their telephone, until the key # or the end of `channel`.

    Asterisk ends it by itself after `MOST_SECONDS`.
    """

    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveMonitor(CallCommand):
    """Take away the bridge of one who does not listen any more."""
