"""The words of `./alo153 bench queue`."""

from __future__ import annotations

import argparse
import importlib

from bench.cases import place as places


def main(words: list[str]) -> int:
    """Measure with nothing waiting, fill, and measure again."""
    asked = _parser().parse_args(words)
    with places.ready() as place:
        bench = importlib.import_module("bench.waiting.bench")
        lines = bench.run(waiting=asked.waiting, times=asked.times, settle=place.write_down)
        print(*lines, sep="\n", flush=True)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench queue", description=__doc__)
    parser.add_argument("--waiting", type=int, default=100_000, help="of each kind (100000)")
    parser.add_argument("--times", type=int, default=400, help="letters that are measured (400)")
    return parser
