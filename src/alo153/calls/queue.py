"""A queue: its skill levels, its opening hours, and what happens when nobody serves it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from alo153.city.rules.opening import ALWAYS_OPEN, Hours

MINUTE = 60.0
GENERAL = "general"


class Closed(StrEnum):
    """The treatment of a caller outside a queue's hours."""

    ANNOUNCE = "announce"
    CALL_BACK = "call_back"
    QUEUE = "queue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """One line of callers.

    `skill` is what serves it (empty: everybody); `levels` are (seconds waited, level asked from
    then on); `priority` is minutes of waiting given in advance. After `overflow_after` seconds a
    caller moves to `overflow_to`. With nobody signed in for `unattended_after` seconds, or after
    `longest_wait` in any case, the caller is asked for a message; None is never. Outside `hours`
    `closed` says what is done, for `queue` with `closed_to`. Callers of a queue with `video` are
    seen, and read their place on the page. `goal_percent` of its calls are to be answered within
    `goal_seconds`; None is as in the whole center. `whispered` is what an agent hears before a call
    of this queue whose usual one is another; nothing if it is empty.
    """

    key: str
    name: str = ""
    skill: str = ""
    levels: tuple[tuple[float, int], ...] = ((0.0, 1),)
    priority: float = 0.0
    hours: Hours = ALWAYS_OPEN
    overflow_after: float | None = None
    overflow_to: str = ""
    unattended_after: float | None = None
    longest_wait: float | None = None
    goal_percent: int | None = None
    goal_seconds: int | None = None
    closed: Closed = Closed.ANNOUNCE
    closed_to: str = ""
    language: str = ""
    video: bool = False
    whispered: str = ""

    def level(self, waited: float) -> int:
        """Say which level is asked of an agent after so many seconds; it never rises."""
        return min((level for after, level in self.levels if after <= waited), default=1)

    def relaxes(self, waited: float) -> list[float]:
        """List the seconds until each later level is asked."""
        return [after - waited for after, _ in self.levels if after > waited]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLimits:
    """The limits of outgoing lists ([lists] of queues.toml).

    `retry_after` is in seconds. `lines` are those to the telephone network, `at_once` the calls of
    all lists together, `attempts` those to one number for one list, `a_day` for all lists.
    """

    lines: int
    reserve_lines: int
    reserve_agents: int
    at_once: int
    attempts: int
    retry_after: float
    a_day: int
