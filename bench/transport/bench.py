"""`./alo153 bench transport`: journeys in a generated city."""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from alo153.transport.rules import journeys as searching
from alo153.transport.rules.arriving import arriving
from alo153.transport.rules.compact import packed, unpacked
from alo153.transport.rules.feeds.gtfs import read
from alo153.transport.rules.journeys import Journey
from alo153.transport.rules.timetable import Timetable
from bench.figures import Spread
from bench.transport.generated import feed

_DAY = date(2026, 11, 30)
_FROM, _UNTIL = 7 * 3600, 19 * 3600


def run(
    _place: None, *, lines: int, stops: int, minutes: int, times: int, journeys: int, seed: int
) -> Iterator[str]:
    """Search journeys in a generated city, and yield how long one takes."""
    content = feed(lines=lines, stops=stops, minutes=minutes, times=times, seed=seed)
    begun = time.perf_counter()
    timetable = read(io.BytesIO(content))
    taken = time.perf_counter() - begun
    yield f"{lines} lines, {stops} stops, {len(timetable.patterns)} patterns"
    yield f"read in {taken:.1f} s ({len(content) / 1024**2:.1f} MiB)"
    compact = packed(timetable)
    begun, used = time.perf_counter(), time.process_time()
    unpacked(compact)
    cpu, taken = time.process_time() - used, time.perf_counter() - begun
    size = f"{len(compact) / 1024**2:.1f} MiB"
    yield f"compact form loaded in {taken * 1000:.0f} ms ({cpu * 1000:.0f} ms of CPU, {size})"
    # Made once a day and version, by the first question
    begun = time.perf_counter()
    journeys_at(timetable, 0, stops - 1, _FROM)
    yield f"first journey {(time.perf_counter() - begun) * 1000:.0f} ms"
    yield f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at the most"
    for title, search in (("leaving at a time", journeys_at), ("arriving by a time", journeys_by)):
        yield title
        yield from _searched(timetable, journeys, seed, search)


type Search = Callable[[Timetable, int, int, int], list[Journey]]


def journeys_at(timetable: Timetable, start: int, end: int, time: int) -> list[Journey]:
    """Search journeys that leave at a time."""
    return searching.journeys(timetable, [start], [end], on=_DAY, leave=time)


def journeys_by(timetable: Timetable, start: int, end: int, time: int) -> list[Journey]:
    """Search journeys that arrive by a time."""
    return arriving(timetable, [start], [end], on=_DAY, by=time)


def _searched(timetable: Timetable, count: int, seed: int, search: Search) -> Iterator[str]:
    """Yield how many searches found no journey, and the times of all by CPU and by the clock."""
    search(timetable, 0, len(timetable.stops) - 1, _FROM)
    random, without = Random(seed), 0  # noqa: S311 - no secret
    cpu, passed = [], []
    for _ in range(count):
        start, end = random.sample(range(len(timetable.stops)), 2)
        at = random.randrange(_FROM, _UNTIL)
        begun, used = time.perf_counter(), time.process_time()
        found = search(timetable, start, end, at)
        cpu.append(time.process_time() - used)
        passed.append(time.perf_counter() - begun)
        without += not found
    yield f"{count} journeys, {without} of them found none"
    ours, clock = Spread.of(cpu), Spread.of(passed)
    for name, percent in (("median", 50), ("p95", 95), ("longest", 100)):
        yield f"{name:8} {ours.at(percent):.1f} ms of CPU, {clock.at(percent):.1f} ms passed"
