"""What `./alo153 mutate` counts: a change that no test noticed, or none ran, has survived."""

import json
import tomllib
from pathlib import Path

import pytest

from alo153.launch import paths
from alo153.launch.commands import mutate
from alo153.launch.testing import mutants


def written(folder: Path, **codes: int | None) -> Path:
    """Write what mutmut leaves beside a module."""
    (folder / "a").mkdir()
    (folder / "a/module.py.meta").write_text(json.dumps({"exit_code_by_key": codes}))
    return folder


def test_what_failed_or_never_ended_is_caught_and_all_else_survived(tmp_path: Path) -> None:
    found = mutants.score(written(tmp_path, killed=1, endless=36, lived=0, untested=33, broke=2))
    assert (found.caught, found.survived) == (2, ("lived", "untested", "broke"))
    assert found.percent == 40
    assert not found.enough


def test_a_run_that_was_cut_off_has_no_score(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="1 changes were not tried"):
        mutants.score(written(tmp_path, killed=1, waits=None))


def test_nothing_changed_is_not_everything_caught(tmp_path: Path) -> None:
    assert not mutants.score(tmp_path).enough


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
