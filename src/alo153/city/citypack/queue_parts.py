"""The parts of queues.toml apart from the queues themselves, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from alo153.city.citypack.mistakes import Spot


@dataclass(frozen=True, kw_only=True)
class MediumLine:
    """One way to write of queues.toml; times in seconds, `priority` in minutes of waiting.

    What is written waits in the queue that `addresses` has for the address it was written to, else
    in `queue`. `targets` has the target of single queues.
    """

    spot: Spot
    channel: str
    at_once: int = 1
    beside_call: int = 0
    live: bool = False
    priority: float = 0.0
    skill: str = ""
    kept_for: float | None = None
    target: float | None = None
    queue: str = "general"
    addresses: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class WrittenLine:
    """Durations of written offers, in seconds."""

    offer_seconds: float = 20.0
    rest_seconds: float = 60.0
    caller_waits: float = 20.0
    quiet_seconds: float = 300.0


@dataclass(frozen=True, kw_only=True)
class WindowLine:
    """Hours of queues.toml in which citizens may be called back; `priority` in minutes.

    `said` has by language what callers hear of it: for today, and for tomorrow.
    """

    spot: Spot
    key: str
    name: str
    begins: time
    ends: time
    capacity: int
    priority: float
    said: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class ListsLine:
    """The limits of outgoing lists (queues.toml)."""

    lines: int = 10
    reserve_lines: int = 4
    reserve_agents: int = 2
    at_once: int = 4
    attempts: int = 3
    retry_minutes: int = 60
    a_day: int = 2
