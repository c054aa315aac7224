"""Monitors (a supervisor listens to an agent) and seats (a guest takes calls with a mentor)."""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.call_words import MonitoringMode


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitor:
    """A supervisor's telephone at an agent's calls; `leg` is the agent's leg that it hears.

    A monitor that `stays` moves from call to call of its agent: a guest's mentor. `home` names the
    node of the telephone if it is not this one.
    """

    id: str
    supervisor: int
    agent: int
    mode: MonitoringMode = MonitoringMode.LISTEN
    stays: bool = False
    up: bool = False
    call: str | None = None
    leg: str = ""
    snoops: int = 0
    home: str = ""

    @property
    def snoop(self) -> str:
        """Name the channel that hears the agent's leg now; each change makes a new one."""
        return f"{SNOOP}{self.id}.{self.snoops}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A guest who takes calls while the mentor listens; `rings` counts how often that one rang."""

    id: int
    guest: int
    mentor: int
    rings: int = 0


SNOOP = "snoop-"
SUPERVISOR_LEG = "supervisor-"
SEAT_MONITOR = "seat-"


def supervisor_leg(monitor: str) -> str:
    """Choose the channel id of a listening supervisor's leg."""
    return SUPERVISOR_LEG + monitor


def seat_monitor(seat: Seat, at: float) -> str:
    """Choose the id of a mentor's monitor, so that a restart knows whose it is."""
    return f"{SEAT_MONITOR}{seat.id}-{int(at)}-{seat.rings}"


def seat_of_monitor(monitor: str) -> int | None:
    """Name the seat a monitor belongs to; None for a supervisor who just listens."""
    seat = monitor.removeprefix(SEAT_MONITOR).partition("-")[0]
    return int(seat) if monitor.startswith(SEAT_MONITOR) and seat.isdigit() else None
