"""Debian's programs are fetched once, and only then it is said."""

import subprocess
import tempfile
import threading
from pathlib import Path

import pytest

from alo153.launch import paths
from alo153.launch.debian import apt, debs


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


def test_what_several_programs_share_is_fetched_once(fetches: list[str]) -> None:
    debs.program("sipp")
    fetches.clear()
    debs.fetch_programs(["sipp", "chromium", "chromium-headless-shell"])
    assert fetches == sorted({"fonts-dejavu-core", *fetches}), "no package is asked for twice"
    assert {"chromium", "chromium-headless-shell"} < set(fetches)
    assert "sip-tester" not in fetches, "it is there"
    said: list[str] = []
    assert debs.program("chromium", said.append)
    assert debs.program("chromium-headless-shell", said.append)
    debs.fetch_programs(["sipp", "chromium"])
    assert (said, len(fetches)) == ([], len(set(fetches)))


LIBRARY = "usr/lib/x86_64-linux-gnu/library.so"


def test_a_file_that_comes_again_is_whole_at_every_moment(tmp_path: Path) -> None:
    content = bytes(range(256)) * 100_000
    package = _package(tmp_path, content)
    root = tmp_path / "root"
    root.mkdir()
    (root / "usr").mkdir()
    apt.extract(package, root)
    done = threading.Event()
    sizes: set[int] = set()

    def look() -> None:
        over = False
        while not over:
            over = done.is_set()  # it looks once more, and once at least
            try:
                sizes.add((root / LIBRARY).stat().st_size)
            except FileNotFoundError:
                sizes.add(0)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for _ in range(3):
            apt.extract(package, root)
    finally:
        done.set()
        looking.join()
    assert sizes == {len(content)}
    assert (root / LIBRARY).read_bytes() == content
    assert (root / LIBRARY).with_suffix(".so.1").readlink() == Path("library.so")
    assert {path.name for path in tmp_path.iterdir()} == {"made", "made.deb", "root"}


def test_no_program_changes_its_user(tmp_path: Path) -> None:
    package = _package(tmp_path, b"#!/bin/sh", mode=0o6755)
    root = tmp_path / "root"
    apt.extract(package, root)
    assert (root / LIBRARY).stat().st_mode & 0o7777 == 0o755


def test_a_root_on_another_file_system_is_filled_too(tmp_path: Path) -> None:
    package = _package(tmp_path, b"a library")
    with tempfile.TemporaryDirectory(dir="/dev/shm") as elsewhere:
        root = tmp_path / "root"
        root.symlink_to(elsewhere)
        apt.extract(package, root)
        assert [path.name for path in root.iterdir()] == ["usr"]
        assert (root / LIBRARY).read_bytes() == b"a library"


def _package(folder: Path, content: bytes, mode: int = 0o644) -> Path:
    made = folder / "made"
    (made / "DEBIAN").mkdir(parents=True)
    (made / "DEBIAN/control").write_text(
        "Package: made\nVersion: 1\nArchitecture: all\nMaintainer: nobody\nDescription: none\n"
    )
    library = made / LIBRARY
    library.parent.mkdir(parents=True)
    library.write_bytes(content)
    library.chmod(mode)
    library.with_suffix(".so.1").symlink_to("library.so")
    subprocess.run(["dpkg-deb", "-Znone", "--build", made], check=True, capture_output=True)
    return folder / "made.deb"
