"""The words of `./alo153 bench queue`."""

from __future__ import annotations

import argparse
import importlib
import logging
import os

import django

from alo153.launch.programs import postgres
from alo153.launch.steps import fail
from bench.cases import place as places
from bench.center import BenchError


def main(words: list[str]) -> int:
    """Measure with nothing waiting, fill, and measure again."""
    asked = _parser().parse_args(words)
    try:
        with places.opened(keep=False, cases=0) as place:
            os.environ |= {
                **place.environment(),
                "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
            }
            django.setup()
            logging.getLogger().setLevel(logging.WARNING)
            bench = importlib.import_module("bench.waiting.bench")
            lines = bench.run(waiting=asked.waiting, times=asked.times, settle=place.write_down)
            print(*lines, sep="\n", flush=True)
    except (BenchError, postgres.PostgresError) as reason:
        return fail(str(reason))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench queue", description=__doc__)
    parser.add_argument("--waiting", type=int, default=100_000, help="of each kind (100000)")
    parser.add_argument("--times", type=int, default=400, help="letters that are measured (400)")
    return parser
