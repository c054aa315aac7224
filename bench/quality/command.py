"""The words of `./alo153 bench quality`."""

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
    """Fill a year of contacts and evaluations in, and open the pages of quality."""
    asked = _parser().parse_args(words)
    try:
        with places.opened(keep=False, cases=0) as place:
            os.environ |= {
                **place.environment(),
                "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
            }
            django.setup()
            logging.getLogger().setLevel(logging.WARNING)
            bench = importlib.import_module("bench.quality.bench")
            lines = bench.run(
                contacts=asked.contacts,
                agents=asked.agents,
                times=asked.times,
                settle=place.write_down,
            )
            print(*lines, sep="\n", flush=True)
    except (BenchError, postgres.PostgresError) as reason:
        return fail(str(reason))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench quality", description=__doc__)
    parser.add_argument("--contacts", type=int, default=1_000_000, help="in a year (1000000)")
    parser.add_argument("--agents", type=int, default=150, help="who answer them (150)")
    parser.add_argument("--times", type=int, default=20, help="each page is opened (20)")
    return parser
