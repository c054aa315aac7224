"""The frame of the benches that open pages of a year: a database of their own, and their words."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Mapping, Sequence

from bench.cases import place as places


def main(
    name: str, words: Sequence[str], *, about: str | None, numbers: Mapping[str, tuple[int, str]]
) -> int:
    """Run `bench.<name>.bench` over a database of its own, and print what it says.

    Args:
        numbers: its options, each with what it is otherwise and what it counts.
    """
    asked = _parser(name, about, numbers).parse_args(words)
    with places.ready() as place:
        bench = importlib.import_module(f"bench.{name}.bench")
        [database] = place.programs["database"]
        lines = bench.run(**vars(asked), settle=place.write_down, database=database)
        print(*lines, sep="\n", flush=True)
    return 0


def _parser(
    name: str, about: str | None, numbers: Mapping[str, tuple[int, str]]
) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"./alo153 bench {name}", description=about)
    for option, (usual, what) in numbers.items():
        parser.add_argument(f"--{option}", type=int, default=usual, help=f"{what} ({usual})")
    return parser
