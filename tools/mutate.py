"""`./alo153 mutate`: change pure modules on purpose, one place at a time; does a test fail?"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from alo153.launch import paths
from alo153.launch.steps import say, step
from tools import mutants

_COPIED = ("src", "tests", "cities")
_MUTMUT = ("nice", "-n", "19", sys.executable, "-m", "mutmut", "run", "--max-children", "1")


def main(words: list[str]) -> int:
    """Try the rooms that are named, or all; fail if too few changes were caught in one."""
    parser = argparse.ArgumentParser(prog="./alo153 mutate", description=__doc__)
    known = ", ".join(mutants.ROOMS)
    parser.add_argument("room", nargs="*", help=f"one of {known}; all if none is named")
    parser.add_argument("--survivors", action="store_true", help="name what no test saw")
    parser.add_argument("--sample", type=_positive, metavar="N", help="so many changes of a room")
    parser.add_argument("--seed", type=int, help="draw the sample that this number drew before")
    given = parser.parse_args(words)
    if given.seed is not None and given.sample is None:
        parser.error("--seed draws a sample: say how many with --sample")
    if unknown := set(given.room) - set(mutants.ROOMS):
        parser.error(f"no such room: {', '.join(sorted(unknown))}; there are {known}")
    sample = mutants.Sample(given.sample, _seed(given.seed)) if given.sample else None
    scores = [_try(name, sample, given.survivors) for name in given.room or mutants.ROOMS]
    return 0 if all(each.enough for each in scores) else 1


def _positive(word: str) -> int:
    if not word.isdecimal() or int(word) < 1:
        raise argparse.ArgumentTypeError("how many? A number from 1 on")
    return int(word)


def _seed(given: int | None) -> int:
    """Return the seed, a new one if none is given: nobody wrote tests for what it draws."""
    return random.SystemRandom().randrange(1_000_000) if given is None else given


def _try(name: str, sample: mutants.Sample | None, named: bool) -> mutants.Score:
    with step(f"mutants of {name}") as line:
        home, room = paths.var() / "mutate" / name, mutants.ROOMS[name]
        _prepare(home, room)
        drawn = sample.of(mutants.names(home, room)) if sample else []
        _run(home, drawn)
        results = mutants.results(home / "mutants/src")
        score = mutants.score({each: results[each] for each in drawn or results})
        line.note = f"{score.percent:.0f} % of {score.caught + len(score.survived)} caught"
        if sample:
            line.note += f", drawn from {len(results):,} by --seed {sample.seed}"
        for each in score.survived if named else ():
            say(each)
    return score


def _prepare(home: Path, room: mutants.Room) -> None:
    """Copy what the tests need: mutmut writes next to the source."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for name in _COPIED:
        shutil.copytree(
            paths.PROJECT / name, home / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    project = (paths.PROJECT / "pyproject.toml").read_text()
    (home / "pyproject.toml").write_text(project + mutants.configuration(room))


def _run(home: Path, drawn: list[str]) -> None:
    """Run mutmut after everything else of the machine (`nice 19`), one change at a time.

    All changes are tried if none is drawn.
    """
    log = home / "log"
    with log.open("w") as file:
        done = subprocess.run(
            [*_MUTMUT, *drawn],
            cwd=home,
            env=os.environ | {"PYTHONPATH": "", "ALO153_VAR": str(home / "var")},
            stdout=file,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"mutmut could not run: {log}")
