"""The words of `./alo153 bench wall`."""

from __future__ import annotations

import argparse
import importlib
import logging
import os
import resource

import django

from alo153.launch import frontend
from alo153.launch.programs import postgres
from alo153.launch.steps import fail
from bench.cases import place as places
from bench.cases.place import Place
from bench.center import BenchError

_SCREENS = 1_000


def main(words: list[str]) -> int:
    """Open the screens and measure."""
    asked = _parser().parse_args(words)
    # Each screen is a connection here, and another in the web process, which inherits the limit
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    try:
        with places.opened(keep=False, cases=0) as place:
            os.environ |= {
                **place.environment(),
                "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
            }
            django.setup()
            logging.getLogger().setLevel(logging.WARNING)
            return _run(place, asked)
    except (BenchError, postgres.PostgresError, frontend.FrontendError) as reason:
        return fail(str(reason))


def _run(place: Place, asked: argparse.Namespace) -> int:
    """Import the bench when its database is ready."""
    bench = importlib.import_module("bench.wall.bench")
    cookies = bench.sign_in()
    with places.web(place, 1):
        programs = {"web": place.programs["web"][-1], "database": place.programs["database"][0]}
        result = bench.run(
            place.web_urls[-1],
            cookies,
            programs,
            screens=asked.screens,
            hints=asked.hints,
        )
    print(*bench.lines(result, asked.screens, asked.hints), sep="\n", flush=True)
    return 1 if result.lost else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench wall", description=__doc__)
    parser.add_argument("--screens", type=int, default=_SCREENS, help=f"open screens ({_SCREENS})")
    parser.add_argument("--hints", type=int, default=30, help="changes, one a second (30)")
    return parser
