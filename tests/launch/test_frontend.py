"""The packages of the front end: fetched once, and again when the lock file names others."""

import json
from pathlib import Path

import pytest

from alo153.launch import frontend


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A front end that needs no package, so that nothing is fetched from outside."""
    write_lock(tmp_path, "1.0.0")
    monkeypatch.setattr(frontend, "SOURCE", tmp_path)
    return tmp_path


def write_lock(folder: Path, version: str) -> None:
    facts = {"name": "none", "version": version}
    (folder / "package.json").write_text(json.dumps(facts))
    lock = {**facts, "lockfileVersion": 3, "packages": {"": facts}}
    (folder / "package-lock.json").write_text(json.dumps(lock))


def test_a_fresh_clone_gets_its_packages(source: Path) -> None:
    assert not frontend.has_packages()
    frontend.ensure_packages()
    assert frontend.has_packages()


def test_another_lock_file_asks_for_them_anew(source: Path) -> None:
    frontend.ensure_packages()
    write_lock(source, "1.0.1")
    assert not frontend.has_packages()


def test_packages_that_cannot_be_had_are_named_in_the_reason(source: Path) -> None:
    (source / "package.json").write_text("{")
    with pytest.raises(frontend.FrontendError, match=r"package\.json"):
        frontend.ensure_packages()
