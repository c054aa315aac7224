"""The frame of the benches that open pages of a year: a database of their own, and their words."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
from collections.abc import Mapping, Sequence

import django

from alo153.launch.programs import postgres
from alo153.launch.steps import fail
from bench.cases import place as places
from bench.center import BenchError


def main(
    name: str, words: Sequence[str], *, about: str | None, numbers: Mapping[str, tuple[int, str]]
) -> int:
    """Run `bench.<name>.bench` over a database of its own, and print what it says.

    Args:
        numbers: its options, each with what it is otherwise and what it counts.
    """
    asked = _parser(name, about, numbers).parse_args(words)
    try:
        with places.opened(keep=False, cases=0) as place:
            os.environ |= {
                **place.environment(),
                "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
            }
            django.setup()
            logging.getLogger().setLevel(logging.WARNING)
            bench = importlib.import_module(f"bench.{name}.bench")
            [database] = place.programs["database"]
            lines = bench.run(**vars(asked), settle=place.write_down, database=database)
            print(*lines, sep="\n", flush=True)
    except (BenchError, postgres.PostgresError) as reason:
        return fail(str(reason))
    return 0


def _parser(
    name: str, about: str | None, numbers: Mapping[str, tuple[int, str]]
) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"./alo153 bench {name}", description=about)
    for option, (usual, what) in numbers.items():
        parser.add_argument(f"--{option}", type=int, default=usual, help=f"{what} ({usual})")
    return parser
