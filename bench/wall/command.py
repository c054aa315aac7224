"""The words of `./alo153 bench wall`."""

from __future__ import annotations

import argparse
import importlib
import resource

from bench.cases import place as places
from bench.cases.place import Place

_SCREENS = 1_000


def main(words: list[str]) -> int:
    """Open the screens and measure."""
    asked = _parser().parse_args(words)
    # Each screen is a connection here, and another in the web process, which inherits the limit
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with places.ready() as place:
        return _run(place, asked)


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
