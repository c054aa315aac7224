"""Logs of programs that run on: no line is lost or doubled, and all together stay bounded."""

import shutil
import stat
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from alo153.launch.programs import log_rotation
from alo153.launch.programs.log_files import open_log

MOST = 200
LINE = "line {:04}\n"


class Writer:
    """A program as `up` starts it: its output goes to the end of a log that it never opens."""

    def __init__(self, log: Path) -> None:
        self.log, self.told = log, 0
        with open_log(log) as output:
            self.process = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=output)

    def write(self, count: int = 1) -> None:
        """Write lines, and wait until they are in the file."""
        assert self.process.stdin
        for _ in range(count):
            before = self.log.stat().st_size
            self.process.stdin.write(LINE.format(self.told).encode())
            self.process.stdin.flush()
            self.told += 1
            while self.log.stat().st_size == before:
                threading.Event().wait(0.001)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    writer = Writer(tmp_path / "web.log")
    yield writer
    assert writer.process.stdin
    writer.process.stdin.close()
    writer.process.wait()


def files(log: Path) -> list[Path]:
    """Return a log and the older ones, the oldest first."""
    older = [
        log.with_name(f"{log.name}.{number}") for number in range(log_rotation.KEPT + 2, 0, -1)
    ]
    return [path for path in [*older, log] if path.exists()]


def lines(log: Path) -> str:
    return "".join(path.read_text() for path in files(log))


def all_told(writer: Writer) -> str:
    return "".join(map(LINE.format, range(writer.told)))


def test_lines_written_before_during_and_after_the_copy_are_there_once(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = shutil.copyfileobj

    def interrupted(source: Any, target: Any) -> None:
        target.write(source.read(5))
        writer.write(2)
        whole(source, target)

    monkeypatch.setattr(log_rotation.shutil, "copyfileobj", interrupted)
    for _ in range(log_rotation.KEPT):
        writer.write(3)
        log_rotation.rotate_by_copy(writer.log)
    writer.write(3)
    assert lines(writer.log) == all_told(writer)
    assert [path.name for path in files(writer.log)] == [
        *(f"web.log.{number}" for number in range(log_rotation.KEPT, 0, -1)),
        "web.log",
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files(writer.log)} == {0o640}


def test_a_rotation_killed_during_the_copy_loses_nothing(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.write(4)

    def half(source: Any, target: Any) -> None:
        target.write(source.read(15))
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(log_rotation.shutil, "copyfileobj", half)
        with pytest.raises(KeyboardInterrupt):
            log_rotation.rotate_by_copy(writer.log)
    assert writer.log.read_text() == all_told(writer)
    log_rotation.rotate_by_copy(writer.log)
    writer.write(1)
    assert lines(writer.log).endswith(all_told(writer))


def test_however_much_is_written_the_logs_stay_bounded(
    writer: Writer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_rotation, "LARGEST", MOST)
    at_a_look = 25  # lines between two looks: more than may stand in a log
    for _ in range(8):
        writer.write(at_a_look)
        log_rotation.rotate_large(tmp_path, None, pytest.fail)
        assert writer.log.stat().st_size <= MOST
        assert len(files(writer.log)) <= log_rotation.KEPT + 1
    assert sum(path.stat().st_size for path in files(writer.log)) <= (
        (log_rotation.KEPT + 1) * at_a_look * len(LINE.format(0))
    )
    assert all_told(writer).endswith(lines(writer.log))
    assert lines(writer.log).count("\n") >= log_rotation.KEPT * at_a_look


def test_asterisk_s_logs_are_renamed_and_it_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_rotation, "LARGEST", MOST)
    ours, asterisk, told = tmp_path / "ours", tmp_path / "asterisk", []
    ours.mkdir()
    asterisk.mkdir()
    for name in ("messages.log", "queue_log"):
        (asterisk / name).write_text("x" * (MOST + 1))
    (asterisk / "security.log").write_text("small")
    number = (asterisk / "queue_log").stat().st_ino
    for _ in range(2):
        log_rotation.rotate_large(ours, asterisk, lambda: told.append("reopen"))
    assert told == ["reopen"]
    assert sorted(path.name for path in asterisk.iterdir()) == [
        "messages.log.1",
        "queue_log.1",
        "security.log",
    ]
    assert (asterisk / "queue_log.1").stat().st_ino == number
