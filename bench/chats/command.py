"""The words of `./alo153 bench chats`."""

from __future__ import annotations

import argparse
import importlib
import resource

from bench.cases import place as places
from bench.cases.place import Place

_MOST = 500
_BARE = "bench.chats.bare:application"


def main(words: list[str]) -> int:
    """Begin the chats and measure."""
    asked = _parser().parse_args(words)
    # Each page is a connection here, and another in the web process, which inherits the limit
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with places.ready() as place:
        return _run(place, asked)


def _run(place: Place, asked: argparse.Namespace) -> int:
    """Import the bench when its database is ready: the chats are begun by our own actions."""
    bench = importlib.import_module("bench.chats.bench")
    print("", *bench.conditions(asked.chats, asked.seconds), "", sep="\n", flush=True)
    [database] = place.programs["database"]
    refused = 0
    for name, application, pages in (
        ("yardstick, a bare application", _BARE, bench.bare_pages(asked.chats)),
        ("alo153", places.OURS, bench.begin(asked.chats)),
    ):
        with places.web(place, 1, application=application):
            programs = {"web": place.programs["web"][-1], "database": database}
            result = bench.run_one(place.web_urls[-1], pages, programs, seconds=asked.seconds)
        print(*bench.lines(name, result), "", sep="\n", flush=True)
        refused = result.refused
    print(bench.verdict(result))
    return 1 if refused else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench chats", description=__doc__)
    parser.add_argument("--chats", type=int, default=_MOST, help=f"how many ({_MOST}, the most)")
    parser.add_argument("--seconds", type=int, default=120, help="how long they wait (120)")
    return parser
