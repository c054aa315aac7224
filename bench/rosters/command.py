"""The words of `./alo153 bench rosters`: rosters against benchmarks, and our own center."""

from __future__ import annotations

import argparse
import importlib
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from alo153.launch.steps import fail
from alo153.workforce.roster.problem import Problem
from alo153.workforce.roster.solving import Roster, solve
from bench.cases import place as places
from bench.rosters import center, checker, instance, measuring, posing, sickness

_SICK_SECONDS = 30


@dataclass(frozen=True)
class Budget:
    """How long, with how many processes of different seeds side by side."""

    seconds: float
    cores: int
    seed: int


def main(words: list[str]) -> int:
    """Solve what is asked for, check it by other code, and print a line for each."""
    asked = _parser().parse_args(words)
    if asked.grid:
        return _grid(asked.people, asked.times)
    if not asked.instances and not asked.center:
        return fail("say --instances DIR, --center, both, or --grid")
    files = _files(asked.instances, asked.only)
    if asked.instances and not files:
        return fail(f"{asked.instances} holds no such *.txt")
    wrong = 0
    print(measuring.HEAD)
    for seed in asked.seeds:
        budget = Budget(asked.seconds, asked.cores, seed)
        for path in files:
            wrong += _instance(path, budget)
        if asked.center:
            wrong += _center(asked.people, budget)
    return 1 if wrong else 0


def _grid(people: int, times: int) -> int:
    with places.ready() as place:
        grid = importlib.import_module("bench.rosters.grid")
        for line in grid.run(place, people=people, times=times):
            print(line, flush=True)
    return 0


def _files(folder: Path | None, only: Sequence[str]) -> list[Path]:
    found = sorted(folder.glob("*.txt"), key=_number) if folder else []
    return [each for each in found if not only or each.stem in only]


def _number(path: Path) -> tuple[int, str]:
    digits = "".join(each for each in path.stem if each.isdigit())
    return int(digits or 0), path.stem


def _instance(path: Path, budget: Budget) -> int:
    read = instance.read(path)
    took, found = _timed(posing.pose(read), budget)
    names = list(read.shifts)
    months = {
        who: ["" if shift < 0 else names[shift] for shift in month]
        for who, month in zip(read.staff, found.months, strict=True)
    }
    broken = checker.violations(read, months)
    cost = checker.cost(read, months)
    print(measuring.line(path.stem, budget.seed, cost, found.bound, took, broken), flush=True)
    return len(broken) + (cost != round(found.cost))


def _center(people: int, budget: Budget) -> int:
    ours = center.center(people=people)
    took, found = _timed(measuring.posed(ours), budget)
    broken = measuring.breaches(ours, found)
    print(measuring.line("center", budget.seed, found.cost, found.bound, took, broken))
    print(measuring.of_center(ours, found), flush=True)
    for told in sickness.told(ours, found, seconds=min(_SICK_SECONDS, budget.seconds)):
        print(told, flush=True)
    return len(broken)


def _timed(problem: Problem, budget: Budget) -> tuple[float, Roster]:
    began = time.monotonic()
    seeds = [1000 * budget.seed + each for each in range(budget.cores)]
    with ProcessPoolExecutor(budget.cores) as pool:
        runs = [pool.submit(_solve, problem, budget.seconds, seed) for seed in seeds]
        found = [each.result() for each in runs]
    return time.monotonic() - began, min(found, key=lambda each: each.cost)


def _solve(problem: Problem, seconds: float, seed: int) -> Roster:
    return solve(problem, seconds=seconds, now=time.monotonic, seed=seed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 bench rosters", description=__doc__)
    parser.add_argument("--instances", type=Path, help="folder of *.txt in the text format")
    parser.add_argument("--only", nargs="+", default=(), help="these files, by name without .txt")
    parser.add_argument("--center", action="store_true", help="our own center, generated")
    parser.add_argument("--grid", action="store_true", help="the planner's grid")
    parser.add_argument("--people", type=int, default=90, help="of our own center (90)")
    parser.add_argument("--times", type=int, default=200, help="of each in the grid (200)")
    parser.add_argument("--seconds", type=float, default=600, help="for each roster (600)")
    parser.add_argument("--cores", type=int, default=2, help="processes side by side (2)")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1], help="one run for each (1)")
    return parser
