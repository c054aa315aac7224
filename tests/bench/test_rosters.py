"""`./alo153 bench rosters`: the reader, the checker on its own, and rosters that both agree on."""

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import cast

from alo153.workforce.roster import beginning
from alo153.workforce.roster.beginning import NoLawfulMonth, from_nothing, is_long
from alo153.workforce.roster.plan import Plan
from alo153.workforce.roster.problem import Problem
from alo153.workforce.roster.solving import Roster, solve
from bench.cases.place import Place
from bench.figures import Spread
from bench.rosters import center, checker, command, generated, grid, instance, measuring, posing

SMALL = """SECTION_HORIZON
# the days
7

SECTION_SHIFTS
# ShiftID, Length in mins, Shifts which cannot follow this shift | separated
E,480,
L,480,E

SECTION_STAFF
A,E=7|L=7,2400,960,3,2,2,1
B,E=0|L=7,2400,0,5,1,1,1

SECTION_DAYS_OFF
A,0

SECTION_SHIFT_ON_REQUESTS
A,2,E,2

SECTION_SHIFT_OFF_REQUESTS
B,1,L,3

SECTION_COVER
1,E,1,100,1
1,L,1,100,1
2,E,1,100,1
"""


@pytest.fixture
def small(tmp_path: Path) -> instance.Instance:
    return written(tmp_path, SMALL)


def written(folder: Path, text: str) -> instance.Instance:
    path = folder / "Instance1.txt"
    path.write_text(text)
    return instance.read(path)


def clock() -> Callable[[], float]:
    """Return a clock that moves by a second each time that it is asked."""
    counted = itertools.count()
    return lambda: float(next(counted))


def solved(problem: Problem, seconds: float = 60) -> Roster:
    return solve(problem, seconds=seconds, now=clock())


def months_of(read: instance.Instance, found: Roster) -> dict[str, list[str]]:
    names = list(read.shifts)
    return {
        who: ["" if shift < 0 else names[shift] for shift in month]
        for who, month in zip(read.staff, found.months, strict=True)
    }


def test_the_format_is_read(small: instance.Instance) -> None:
    assert small.days == 7
    assert small.shifts["L"].not_followed_by == {"E"}
    assert small.staff["A"].shift_most == {"E": 7, "L": 7}
    assert small.staff["A"].run_least == 2
    assert small.days_off == {"A": {0}}
    assert small.cover[1, "L"] == (1, 100, 1)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(instance.FormatError, match=r"Instance1\.txt"):
        written(tmp_path, SMALL.replace("E,480,", "E,long,"))


@pytest.mark.parametrize(
    ("month", "what"),
    [
        (["E", "E", "", "", "", "", ""], "day off 0"),
        (["", "L", "E", "", "", "", ""], "E after L"),
        (["", "E", "", "", "E", "E", ""], "only 1 days of work"),
        (["", "E", "E", "", "E", "E", ""], "only 1 days off"),
        (["", "E", "E", "E", "E", "", ""], "4 days of work"),
        (["", "", "", "", "", "", "E"], "480 minutes"),
    ],
)
def test_the_checker_finds_each_broken_rule(
    small: instance.Instance, month: list[str], what: str
) -> None:
    found = checker.violations(small, {"A": month, "B": [""] * 7})
    assert any(what in each for each in found)


def test_the_checker_counts_what_is_paid(small: instance.Instance) -> None:
    months = {"A": ["", "E", "E", "", "", "", ""], "B": ["", "L", "", "", "", "", ""]}
    assert checker.violations(small, months) == []
    # B did not want this late shift
    assert checker.cost(small, months) == 3
    assert checker.cost(small, {**months, "B": [""] * 7}) == 100


def test_the_solver_finds_the_best_of_a_small_one(small: instance.Instance) -> None:
    found = solved(posing.pose(small))
    months = months_of(small, found)
    assert checker.violations(small, months) == []
    assert (found.cost, checker.cost(small, months)) == (3, 3)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_solver_and_checker_agree(tmp_path: Path, seed: int) -> None:
    read = written(tmp_path, generated.text(days=14, people=8, shifts=3, seed=seed))
    found = solved(posing.pose(read), seconds=40)
    months = months_of(read, found)
    assert checker.violations(read, months) == []
    assert checker.cost(read, months) == round(found.cost)
    assert found.bound is None or found.cost >= found.bound - 1e-6


def test_a_long_one_is_begun_in_stretches_and_improved_in_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for most in ("MOST_BYTES", "_MOST_OF_ONE"):
        monkeypatch.setattr(beginning, most, 100_000)
    read = written(tmp_path, generated.text(days=70, people=5, shifts=2, seed=4))
    problem = posing.pose(read)
    assert is_long(problem)
    begun = from_nothing(problem, [None] * 5)
    found = solved(problem, seconds=40)
    assert found.bound is None
    months = months_of(read, found)
    assert checker.violations(read, months) == []
    assert checker.cost(read, months) == round(found.cost) < round(begun.cost)


def test_better_rosters_are_told_as_they_come_and_the_work_can_be_stopped(
    small: instance.Instance,
) -> None:
    told: list[Plan] = []
    found = solve(
        posing.pose(small), seconds=1000, now=clock(), tell=told.append, cancelled=lambda: True
    )
    assert checker.violations(small, months_of(small, found)) == []
    assert told
    assert found.cost <= told[0].cost


def test_whoever_has_no_lawful_month_is_named(tmp_path: Path) -> None:
    read = written(tmp_path, SMALL.replace("2400,960,3", "2400,2400,3"))
    with pytest.raises(NoLawfulMonth) as refused:
        solved(posing.pose(read))
    assert refused.value.args[0] == [0]


def test_a_small_center_gets_a_lawful_roster() -> None:
    ours = center.center(people=12)
    found = solved(measuring.posed(ours), seconds=15)
    assert measuring.breaches(ours, found) == []
    assert "wishes granted" in measuring.of_center(ours, found)


def test_the_command_asks_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 1
    assert "--instances" in capsys.readouterr().err


def test_a_folder_without_instances_is_no_success(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["--instances", str(tmp_path)]) == 1
    assert "holds no such *.txt" in capsys.readouterr().err


@pytest.mark.django_db
def test_drops_and_changes_in_the_grid_are_timed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid, "TO_REACH_MS", 60_000)
    cast.staff(grid.PLANNER)
    lines = list(grid.run(Place(tmp_path, ""), people=11, times=2))
    assert "11 people, 28 days" in lines[0]
    assert "before the drop" in lines[2]
    assert len(lines) == 9
    assert all(re.search(r"\d ms .*\d ms", line) for line in lines[2:])


def test_a_verdict_of_a_tenth_of_a_second_is_too_late() -> None:
    assert grid.is_late(Spread((20, 100)))
    assert not grid.is_late(Spread((20, 99)))
