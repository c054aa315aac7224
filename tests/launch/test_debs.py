"""Debian's programs are fetched once, and only then it is said."""

from pathlib import Path

import pytest

from alo153.launch import apt, debs, paths


@pytest.fixture
def fetches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pretend an archive without a network, in an empty folder; returns what is fetched."""
    asked: list[str] = []

    def download(_: apt.Archive, packages: list[str]) -> list[Path]:
        asked.extend(packages)
        return []

    monkeypatch.setattr(paths, "var", lambda: tmp_path)
    monkeypatch.setattr(apt, "download", download)
    monkeypatch.setenv("PATH", "/nowhere")
    return asked


def test_a_program_that_is_there_is_not_said_to_be_fetched(fetches: list[str]) -> None:
    said: list[str] = []
    first = debs.program("sipp", said.append)
    assert (fetches, said) == (["sip-tester"], ["fetching sipp (sip-tester)"])
    assert debs.program("sipp", said.append) == first
    assert len(fetches) == len(said) == 1


def test_why_it_cannot_be_had_is_said(fetches: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> list[Path]:
        raise debs.Unavailable("no network")

    monkeypatch.setattr(apt, "download", unreachable)
    said: list[str] = []
    assert debs.program("sipp", said.append) is None
    assert said[-1] == "no network"
