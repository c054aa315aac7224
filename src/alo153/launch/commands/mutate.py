"""`./alo153 mutate`: change pure modules on purpose, one place at a time; does a test fail?"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from alo153.launch import paths
from alo153.launch.steps import say, step
from alo153.launch.testing import mutants

_COPIED = ("src", "tests", "cities")


def main(words: list[str]) -> int:
    """Try the rooms that are named, or all; fail if too few changes were caught in one."""
    parser = argparse.ArgumentParser(prog="./alo153 mutate", description=__doc__)
    known = ", ".join(mutants.ROOMS)
    parser.add_argument("room", nargs="*", help=f"one of {known}; all if none is named")
    parser.add_argument("--survivors", action="store_true", help="name what no test saw")
    given = parser.parse_args(words)
    if unknown := set(given.room) - set(mutants.ROOMS):
        parser.error(f"no such room: {', '.join(sorted(unknown))}; there are {known}")
    scores = [_try(name, given.survivors) for name in given.room or mutants.ROOMS]
    return 0 if all(each.enough for each in scores) else 1


def _try(name: str, named: bool) -> mutants.Score:
    with step(f"mutants of {name}") as line:
        home = paths.var() / "mutate" / name
        _prepare(home, mutants.ROOMS[name])
        _run(home)
        score = mutants.score(home / "mutants/src")
        line.note = f"{score.percent:.0f} % of {score.caught + len(score.survived)} caught"
        for each in score.survived if named else ():
            say(each)
    return score


def _prepare(home: Path, room: mutants.Room) -> None:
    """Copy what the tests need: mutmut writes beside the source."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    for name in _COPIED:
        shutil.copytree(
            paths.PROJECT / name, home / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    project = (paths.PROJECT / "pyproject.toml").read_text()
    (home / "pyproject.toml").write_text(project + mutants.configuration(room))


def _run(home: Path) -> None:
    """Run mutmut after everything else of the machine (`nice 19`), one change at a time."""
    log = home / "log"
    with log.open("w") as file:
        done = subprocess.run(
            ["nice", "-n", "19", sys.executable, "-m", "mutmut", "run", "--max-children", "1"],
            cwd=home,
            env=os.environ | {"PYTHONPATH": "", "ALO153_VAR": str(home / "var")},
            stdout=file,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"mutmut could not run: {log}")
