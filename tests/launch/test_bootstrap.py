"""The bootstrap finds a Python, and what it runs itself is old-fashioned enough."""

import ast
import sys
from pathlib import Path

import pytest

from alo153.launch import bootstrap, command_line, paths

FOR_ANY_PYTHON = (
    *("__init__", "paths", "steps", "command_line", "bootstrap"),
    *("debian/__init__", "debian/mirror", "debian/apt", "debian/debs"),
)


def fake_python(folder: Path, name: str, version: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {version}\n")
    path.chmod(0o755)
    return path


def test_this_python_is_taken_if_it_is_new_enough() -> None:
    assert bootstrap.find_python() == Path(sys.executable)


def test_an_old_python_finds_a_newer_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_python(tmp_path / "a", "python3", "3 9")
    broken = fake_python(tmp_path / "a", "python3.13", "")
    broken.write_text("#!/bin/sh\nexit 127\n")
    newer = fake_python(tmp_path / "b", "python3.12", "3 12")
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setenv("PATH", str(tmp_path / "a"))
    monkeypatch.setattr(bootstrap, "_SYSTEM_FOLDERS", str(tmp_path / "b"))
    assert bootstrap.find_python() == newer


def test_without_a_python_it_says_which_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(bootstrap, "_SYSTEM_FOLDERS", str(tmp_path))
    with pytest.raises(bootstrap.BootstrapError, match=r"Python 3\.12"):
        bootstrap.find_python()


@pytest.mark.parametrize("name", FOR_ANY_PYTHON)
def test_what_runs_before_the_environment_is_old_python_without_packages(name: str) -> None:
    source = (paths.PROJECT / f"src/alo153/launch/{name}.py").read_text()
    tree = ast.parse(source, feature_version=(3, 9))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or node.names[0].name
            top = module.partition(".")[0]
            assert top in {*sys.stdlib_module_names, "alo153"}, module


def test_no_lock_names_a_registry() -> None:
    for lock in paths.PROJECT.glob("requirements*.lock"):
        assert "://" not in lock.read_text(), lock
    assert '"resolved"' not in (paths.PROJECT / "frontend/package-lock.json").read_text()


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"./alo153 {name} " in said for name in command_line.COMMANDS)


def test_an_unknown_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(["upp"]) == 1
    assert "no command 'upp'" in capsys.readouterr().err
