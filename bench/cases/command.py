"""The words of `./alo153 bench cases`."""

from __future__ import annotations

import argparse
import importlib

from bench.cases import place as places
from bench.cases import source

PHASES = (
    *("yardstick-web", "yardstick-commit", "verb", "create", "inbox", "filtered", "search"),
    *("case", "tracking"),
)


def main(words: list[str]) -> int:
    """Grow the cases and measure."""
    asked = _parser().parse_args(words)
    path = source.find(asked.data)
    with places.ready(keep=asked.keep, cases=asked.cases) as place:
        bench = importlib.import_module("bench.cases.bench")
        return int(bench.run(place, source.read(path), asked))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench cases", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many (1000000)")
    parser.add_argument("--keep", action="store_true", help="keep them for the next run")
    parser.add_argument("--data", default="", help=f"the reports to grow from ({source.NAMED})")
    parser.add_argument("--requests", type=int, default=400, help="of a phase (400)")
    parser.add_argument("--workers", type=int, default=2, help="web processes (2)")
    parser.add_argument("--only", nargs="+", default=(), choices=PHASES, help="these phases alone")
    return parser
