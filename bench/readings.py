"""From what SIPp noted and a listener saw to spreads; ours and the yardstick alike. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.figures import Spread
from bench.sippers import Note


def to_answer(callers: Iterable[Note]) -> Spread:
    """Measure from INVITE to 200 at the caller."""
    called: dict[str, float] = {}
    answers = []
    for note in callers:
        if note.word == "call":
            called[note.about] = note.at
        elif note.word == "answered":
            answers.append(note.at - called[note.about])
    return Spread.of(answers)


@dataclass(frozen=True)
class Line:
    """How many callers were in the queue at an instant, seen from outside."""

    entered: tuple[float, ...]
    served: tuple[float, ...]

    @classmethod
    def of(cls, callers: Iterable[Note], telephones: Iterable[Note]) -> Line:
        """Read it from the answers at the callers and the rings at the agents."""
        entered = sorted(note.at for note in callers if note.word == "answered")
        served = sorted(note.at for note in telephones if note.word == "ring")
        return cls(tuple(entered), tuple(served))

    def length(self, at: float) -> int:
        """Count the callers who waited at an instant."""
        return bisect_left(self.entered, at) - bisect_left(self.served, at)


def to_ring(telephones: Iterable[Note], line: Line, *, least: int = 1) -> Spread:
    """Measure from an agent's hang-up to the next ring, while at least so many waited.

    What agents wait for callers is no delay, so it is left out.
    """
    free: dict[str, float] = {}
    delays = []
    for note in telephones:
        if note.word == "free":
            free[note.about] = note.at
        elif note.about in free:
            since = free.pop(note.about)
            if line.length(since) >= least:
                delays.append(note.at - since)
    return Spread.of(delays)


def to_pop(telephones: Iterable[Note], seen: Mapping[str, float]) -> Spread:
    """Measure from the ring at the telephone to the page that can show who calls.

    `seen` holds instants by offer. Nothing, if the page knew before the telephone rang.
    """
    rung: dict[str, int] = defaultdict(int)
    delays = []
    for note in telephones:
        if note.word == "ring" and note.call:
            rung[note.call] += 1
            at = seen.get(f"{note.call}.{rung[note.call]}")
            if at is not None:
                delays.append(max(0.0, at - note.at))
    return Spread.of(delays)
