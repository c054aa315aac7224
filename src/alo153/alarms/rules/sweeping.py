"""Count concurrent stretches of time at each moment. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby

type Stretch = tuple[datetime, datetime]


def counted(stretches: Iterable[Stretch]) -> Iterator[tuple[datetime, float]]:
    """Yield the count from each moment on at which it changes; a stretch ends before its end."""
    changes = sorted(
        change for begin, end in stretches if begin < end for change in ((begin, 1), (end, -1))
    )
    count = 0
    for at, together in groupby(changes, key=lambda change: change[0]):
        count += sum(by for _, by in together)
        yield at, float(count)


def longest(
    stretches: Iterable[Stretch], *, seconds: Iterable[float]
) -> Iterator[tuple[datetime, float]]:
    """Yield the longest wait from each moment on at which it passes one of some limits, in seconds.

    Exact at these limits, and no finer: that is what a rule asks.
    """
    limits, waits = sorted(set(seconds)), list(stretches)
    changes: list[tuple[datetime, int, int]] = []
    for begin, end in waits:
        for place, limit in enumerate(limits):
            # Just beyond the limit: a rule rings over it, not at it
            beyond = begin + timedelta(seconds=limit, microseconds=1)
            if beyond < end:
                changes += [(beyond, place, 1), (end, place, -1)]
    over = [0] * len(limits)
    for at, together in groupby(sorted(changes), key=lambda change: change[0]):
        for _, place, by in together:
            over[place] += by
        passed = [limit for limit, count in zip(limits, over, strict=True) if count]
        yield at, passed[-1] + 1 if passed else 0.0
