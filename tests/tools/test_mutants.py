"""What `./alo153 mutate` counts: a change that no test noticed, or none ran, has survived."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from alo153.launch import paths
from tools import mutants, mutate

SMALL_MODULE = """
def parts(length, most):
    if length <= most:
        return 1
    return length // (most - 7) + (length % (most - 7) > 0)
"""


def written(folder: Path, **codes: int | None) -> Path:
    """Write what mutmut leaves beside a module."""
    (folder / "a").mkdir(parents=True)
    (folder / "a/module.py.meta").write_text(json.dumps({"exit_code_by_key": codes}))
    return folder


def small_project(folder: Path) -> Path:
    """Make a project with one module, in the place of a room of ours: a run copies all of it."""
    module = folder / mutants.ROOMS["lengths"].files[0]
    for each in (module.parent, folder / "tests", folder / "cities"):
        each.mkdir(parents=True)
    module.write_text(SMALL_MODULE)
    (folder / "pyproject.toml").touch()
    return folder


def tried(folder: Path) -> mutants.Score:
    return mutants.score(mutants.results(folder))


def test_what_failed_or_never_ended_is_caught_and_all_else_survived(tmp_path: Path) -> None:
    found = tried(written(tmp_path, killed=1, endless=36, lived=0, untested=33, broke=2))
    assert (found.caught, found.survived) == (2, ("lived", "untested", "broke"))
    assert found.percent == 40
    assert not found.enough


def test_a_run_that_was_cut_off_has_no_score(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1 changes were not tried"):
        tried(written(tmp_path, killed=1, waits=None))


def test_nothing_changed_is_not_everything_caught(tmp_path: Path) -> None:
    assert not tried(tmp_path).enough


def test_the_same_seed_draws_the_same_sample_whatever_the_order() -> None:
    names = [f"a.x_f__mutmut_{number}" for number in range(200)]
    drawn = mutants.Sample(20, seed=7).of(names)
    assert drawn == mutants.Sample(20, seed=7).of(names[::-1])
    assert len(set(drawn)) == 20
    assert set(drawn) <= set(names)
    assert drawn != mutants.Sample(20, seed=8).of(names)


def test_a_sample_larger_than_the_room_is_all_of_it() -> None:
    assert mutants.Sample(20, seed=7).of(["b", "a"]) == ["a", "b"]


def test_a_run_tries_what_was_drawn_and_says_by_which_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(paths, "PROJECT", small_project(tmp_path / "project"))
    monkeypatch.setattr(paths, "var", lambda: tmp_path)

    def mutmut(home: Path, drawn: list[str]) -> None:
        ran.append(drawn)
        everything = mutants.names(home, mutants.ROOMS["lengths"])
        results = dict.fromkeys(everything) | dict.fromkeys(drawn, 1) | {drawn[0]: 0}
        written(home / "mutants/src", **results)

    monkeypatch.setattr(mutate, "_run", mutmut)
    assert mutate.main(["lengths", "--sample", "10", "--seed", "3", "--survivors"]) == 0
    assert mutate.main(["lengths", "--sample", "10", "--seed", "3"]) == 0
    told = capsys.readouterr().out
    assert ran[0] == ran[1]
    assert len(ran[0]) == 10
    assert len(re.findall(r"90 % of 10 caught, drawn from \d+ by --seed 3", told)) == 2
    assert told.count(ran[0][0]) == 1


def test_without_a_seed_the_sample_is_a_new_one() -> None:
    drawn = {mutate._seed(None) for _ in range(10)}
    assert len(drawn) > 1


@pytest.mark.parametrize(
    "words", [["--sample", "0"], ["--sample", "all"], ["lengths", "--seed", "3"]]
)
def test_a_sample_that_cannot_be_drawn_is_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit):
        mutate.main(words)


@pytest.mark.parametrize("name", mutants.ROOMS)
def test_a_room_is_pure_and_has_tests(name: str) -> None:
    room = mutants.ROOMS[name]
    files = [path for each in room.files for path in paths.PROJECT.glob(each)]
    assert files
    for path in (each for each in files if each.suffix == ".py"):
        assert "django.db" not in path.read_text(), path
    assert all((paths.PROJECT / each).exists() for each in room.tests)
    asked = tomllib.loads(mutants.configuration(room))["tool"]["mutmut"]
    assert asked["only_mutate"] == list(room.files)


def test_a_room_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        mutate.main(["clocks", "kitchen"])
    assert "no such room: kitchen; there are clocks, " in capsys.readouterr().err
