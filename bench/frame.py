"""The frame of most benches: its numbers as options, a database of its own, and lines to print."""

from __future__ import annotations

import argparse
import importlib
import os
import resource
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import NamedTuple

import django

from bench.cases import place as places


class Bench(NamedTuple):
    """A module whose `run(place, **numbers)` yields lines, and raises BenchError for a miss."""

    module: str
    about: str
    numbers: Mapping[str, tuple[float, str]]
    """Its options, each with what it is otherwise and what it counts."""
    alone: bool = False
    """Whether it needs no database: its place is None."""

    def main(self, name: str, words: Sequence[str]) -> int:
        """Print each line as it comes; the module is imported when Django is set up."""
        parser = argparse.ArgumentParser(prog=f"./alo153 bench {name}", description=self.about)
        for option, (usual, what) in self.numbers.items():
            said = f"{what} ({usual})"
            parser.add_argument(f"--{option}", type=type(usual), default=usual, help=said)
        asked = parser.parse_args(words)
        with nullcontext() if self.alone else places.ready() as place:
            _open_many_files()
            if self.alone:
                os.environ["DJANGO_SETTINGS_MODULE"] = "alo153.config.settings"
                os.environ.setdefault("ALO153_DEVELOPMENT", "1")
                django.setup()
            for line in importlib.import_module(self.module).run(place, **vars(asked)):
                print(line, flush=True)
        return 0


def _open_many_files() -> None:
    """Allow a connection for each of many pages, here and in web processes, which inherit it."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


BENCHES = {
    "chats": Bench(
        "bench.chats.bench",
        "What hundreds of idle chats cost one web process.",
        {
            "chats": (500, "how many; the site takes no more"),
            "seconds": (120, "how long they wait"),
        },
    ),
    "quality": Bench(
        "bench.quality.bench",
        "Fill a year of contacts and evaluations in, and open the pages of quality.",
        {
            "contacts": (1_000_000, "in a year"),
            "agents": (150, "who answer them"),
            "times": (20, "each page is opened"),
        },
    ),
    "queue": Bench(
        "bench.waiting",
        "Take letters in with nothing waiting, and again with a lot.",
        {"waiting": (100_000, "of each kind"), "times": (400, "letters that are measured")},
    ),
    "reports": Bench(
        "bench.reports.bench",
        "Count a year of contacts, and open reports of it.",
        {"contacts": (5_000_000, "in a year"), "times": (20, "each report is opened")},
    ),
    "sound": Bench(
        "bench.sounds",
        "Measure the sound of many hours of talks, as the worker does.",
        {"hours": (100.0, "of recordings"), "minutes": (4.0, "of a talk")},
        alone=True,
    ),
    "staffing": Bench(
        "bench.staffing",
        "Play simulated days next to Erlang A.",
        {"calls": (3_000_000, "played for each load")},
        alone=True,
    ),
    "tables": Bench(
        "bench.tables.bench",
        "Take a table in, with a worker that is killed in the middle.",
        {"lines": (50_000, "of the table"), "megabytes": (20, "of the table")},
    ),
    "transport": Bench(
        "bench.transport.bench",
        "Search journeys in a generated city.",
        {
            "lines": (300, "of buses"),
            "stops": (5000, "in the city"),
            "minutes": (15, "from one bus of a line to the next"),
            "times": (4, "running times of a day"),
            "journeys": (200, "that are searched"),
            "seed": (1, "of the city and the journeys"),
        },
        alone=True,
    ),
    "wall": Bench(
        "bench.wall",
        "How soon open screens hear that something changed.",
        {"screens": (1_000, "open screens"), "hints": (30, "changes, one a second")},
    ),
}
