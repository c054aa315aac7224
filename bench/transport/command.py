"""The words of `./alo153 bench transport`."""

from __future__ import annotations

import argparse
import io
import resource
import time
from collections.abc import Callable
from datetime import date
from random import Random

from alo153.transport.rules.arriving import arriving
from alo153.transport.rules.compact import packed, unpacked
from alo153.transport.rules.feeds.gtfs import read
from alo153.transport.rules.journeys import Journey, journeys
from alo153.transport.rules.timetable import Timetable
from bench.transport.generated import feed

_DAY = date(2026, 11, 30)
_STANDARD = {"lines": 300, "stops": 5000, "minutes": 15, "times": 4, "journeys": 200}
_FROM, _UNTIL = 7 * 3600, 19 * 3600


def main(words: list[str]) -> int:
    """Search journeys in a generated city, and print how long one takes."""
    asked = _parser().parse_args(words)
    content = feed(
        lines=asked.lines,
        stops=asked.stops,
        minutes=asked.minutes,
        times=asked.times,
        seed=asked.seed,
    )
    begun = time.perf_counter()
    timetable = read(io.BytesIO(content))
    taken = time.perf_counter() - begun
    print(f"{asked.lines} lines, {asked.stops} stops, {len(timetable.patterns)} patterns")
    print(f"read in {taken:.1f} s ({len(content) / 1024**2:.1f} MiB)")
    compact = packed(timetable)
    begun, used = time.perf_counter(), time.process_time()
    unpacked(compact)
    cpu, taken = time.process_time() - used, time.perf_counter() - begun
    size = f"{len(compact) / 1024**2:.1f} MiB"
    print(f"compact form loaded in {taken * 1000:.0f} ms ({cpu * 1000:.0f} ms of CPU, {size})")
    # Made once a day and version, by the first question
    begun = time.perf_counter()
    journeys(timetable, [0], [asked.stops - 1], on=_DAY, leave=_FROM)
    print(f"first journey {(time.perf_counter() - begun) * 1000:.0f} ms")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB at the most")
    _print_search("leaving at a time", timetable, asked, journeys_at)
    _print_search("arriving by a time", timetable, asked, journeys_by)
    return 0


type Search = Callable[[Timetable, int, int, int], list[Journey]]


def journeys_at(timetable: Timetable, start: int, end: int, time: int) -> list[Journey]:
    """Search journeys that leave at a time."""
    return journeys(timetable, [start], [end], on=_DAY, leave=time)


def journeys_by(timetable: Timetable, start: int, end: int, time: int) -> list[Journey]:
    """Search journeys that arrive by a time."""
    return arriving(timetable, [start], [end], on=_DAY, by=time)


def _print_search(
    title: str, timetable: Timetable, asked: argparse.Namespace, search: Search
) -> None:
    search(timetable, 0, asked.stops - 1, _FROM)
    cpu, passed, without = _measured(timetable, asked.journeys, asked.seed, search)
    print(title)
    print(f"{asked.journeys} journeys, {without} of them found none")
    for name, share in (("median", 0.5), ("p95", 0.95), ("longest", 1.0)):
        place = min(int(share * len(cpu)), len(cpu) - 1)
        print(f"{name:8} {cpu[place]:.1f} ms of CPU, {passed[place]:.1f} ms passed")


def _measured(
    timetable: Timetable, count: int, seed: int, search: Search
) -> tuple[list[float], list[float], int]:
    """Return milliseconds of CPU and by the clock, each in order, and how many found no journey."""
    random, without = Random(seed), 0  # noqa: S311 - no secret
    cpu, passed = [], []
    for _ in range(count):
        start, end = random.sample(range(len(timetable.stops)), 2)
        at = random.randrange(_FROM, _UNTIL)
        begun, used = time.perf_counter(), time.process_time()
        found = search(timetable, start, end, at)
        cpu.append((time.process_time() - used) * 1000)
        passed.append((time.perf_counter() - begun) * 1000)
        without += not found
    return sorted(cpu), sorted(passed), without


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench transport", description=__doc__)
    for name, standard in _STANDARD.items():
        parser.add_argument(f"--{name}", type=int, default=standard)
    parser.add_argument("--seed", type=int, default=1)
    return parser
