"""The words of `./alo153 bench tables`."""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
from functools import partial

from bench.cases import place as places
from bench.cases.place import Place
from bench.tables.content import content

_MEGABYTES = 20
_LINES = 50_000
_PATIENCE = 3 * 3600.0


def main(words: list[str]) -> int:
    """Take a table in, with a worker that is killed in the middle, and print what it took."""
    asked = _parser().parse_args(words)
    with places.ready() as place:
        return _run(place, asked)


def _run(place: Place, asked: argparse.Namespace) -> int:
    """Import the bench when its database is ready: the table is brought by our own actions."""
    bench = importlib.import_module("bench.tables.bench")
    whole = content(lines=asked.lines, size=asked.megabytes * 1024 * 1024)
    [database] = place.programs["database"]
    print(*bench.conditions(asked.lines, len(whole)), sep="\n", flush=True)
    started: list[subprocess.Popen[bytes]] = []

    def worker() -> subprocess.Popen[bytes]:
        started.append(_worker(place, len(started)))
        return started[-1]

    try:
        result = bench.run(
            whole,
            worker=worker,
            database=database,
            killed=lambda: None,
            patience=_PATIENCE,
            say=partial(print, flush=True),
        )
    finally:
        for program in started:
            program.kill()
            program.wait()
    print(*bench.lines(result, asked.lines), sep="\n", flush=True)
    return 0 if result.opened == result.numbers == asked.lines else 1


def _worker(place: Place, number: int) -> subprocess.Popen[bytes]:
    with (place.folder / f"worker-{number}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "alo153", "procrastinate", "worker"],
            env={**os.environ, **place.environment()},
            stdout=log,
            stderr=log,
        )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench tables", description=__doc__)
    parser.add_argument("--lines", type=int, default=_LINES, help=f"of the table ({_LINES})")
    parser.add_argument(
        "--megabytes", type=int, default=_MEGABYTES, help=f"of the table ({_MEGABYTES})"
    )
    return parser
