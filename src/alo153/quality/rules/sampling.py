"""Draw contacts for evaluation by chance, so that anybody can repeat the draw. Pure.

Each agent is a stratum; for answers each unit is. Within a stratum the contacts are sorted by
channel, queue and hour, and drawn systematically with a random start: each contact has the same
chance, and each channel, queue and hour gets its share (Cochran, Sampling Techniques, 3rd edition,
chapter 8). Chance comes from a hash of seed and key, not from a generator: the seed and the day's
list give the same draw in any program.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_BITS: Final = 64


@dataclass(frozen=True)
class Candidate:
    """A contact or answer that may be drawn; the stratum is its agent or unit."""

    key: int
    stratum: int
    channel: str
    queue: str
    hour: int


@dataclass(frozen=True)
class Drawn:
    """A contact that was drawn.

    Args:
        of: how many contacts its stratum had.
        drawn: how many of them were drawn; `drawn / of` was the chance of each.
    """

    key: int
    stratum: int
    of: int
    drawn: int


def chance(seed: str, *parts: object) -> float:
    """Return a number from 0 to below 1 that follows from the seed and the parts alone."""
    words = ":".join([seed, *map(str, parts)])
    digest = hashlib.sha256(words.encode()).digest()
    number = int.from_bytes(digest[: _BITS // 8])
    return number / float(1 << _BITS)


def draw(candidates: Iterable[Candidate], *, each: int, seed: str) -> list[Drawn]:
    """Draw up to `each` contacts of every stratum; the order of the candidates does not matter."""
    strata: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        strata[candidate.stratum].append(candidate)
    return [
        Drawn(key, stratum, of=len(rows), drawn=min(each, len(rows)))
        for stratum, rows in sorted(strata.items())
        for key in _systematic(rows, each, seed)
    ]


def _systematic(rows: list[Candidate], wanted: int, seed: str) -> list[int]:
    wanted = min(wanted, len(rows))
    if not wanted:
        return []
    rows = sorted(rows, key=lambda each: (*_place(each), chance(seed, each.key)))
    step = len(rows) / wanted
    start = chance(seed, "start", rows[0].stratum) * step
    return [rows[int(start + turn * step)].key for turn in range(wanted)]


def _place(candidate: Candidate) -> tuple[str, str, int]:
    return candidate.channel, candidate.queue, candidate.hour


def is_scored_twice(key: int, *, seed: str, share: float) -> bool:
    """Say whether a drawn contact is scored by a second evaluator, blind to the first."""
    return chance(seed, "twice", key) < share
