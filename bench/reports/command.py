"""The words of `./alo153 bench reports`."""

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
    """Count a year of contacts, and open reports of it."""
    asked = _parser().parse_args(words)
    try:
        with places.opened(keep=False, cases=0) as place:
            os.environ |= {
                **place.environment(),
                "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
            }
            django.setup()
            logging.getLogger().setLevel(logging.WARNING)
            bench = importlib.import_module("bench.reports.bench")
            lines = bench.run(
                contacts=asked.contacts,
                times=asked.times,
                settle=place.write_down,
                database=place.programs["database"][0],
            )
            print(*lines, sep="\n", flush=True)
    except (BenchError, postgres.PostgresError) as reason:
        return fail(str(reason))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench reports", description=__doc__)
    parser.add_argument("--contacts", type=int, default=5_000_000, help="in a year (5000000)")
    parser.add_argument("--times", type=int, default=20, help="each report is opened (20)")
    return parser
