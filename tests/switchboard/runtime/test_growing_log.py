"""Logs that our programs read are rotated: no line is lost, and none is read twice."""

from pathlib import Path

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alo153.launch.programs.log_rotation import rotate
from alo153.launch.telephony.asterisk import Asterisk
from alo153.switchboard.asterisk.ari.client import AriAddress
from alo153.switchboard.asterisk.growing_log import GrowingLog

LOGS = ("queue_log", "security.log", "messages.log")


class Writer:
    """Asterisk: writes on into a renamed file until it is told to reopen."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.told: list[str] = []
        self.reopen()

    def reopen(self) -> None:
        self.file = self.path.open("a")

    def write(self) -> None:
        line = f"line {len(self.told)}"
        self.told.append(line)
        self.file.write(f"{line}\n")
        self.file.flush()


@given(st.lists(st.sampled_from(["write", "rename", "reopen", "create", "read"]), max_size=40))
@settings(deadline=None)
def test_whatever_comes_between_every_line_is_read_once(
    tmp_path_factory: pytest.TempPathFactory, happenings: list[str]
) -> None:
    path = tmp_path_factory.mktemp("log") / "queue_log"
    asterisk, log, read = Writer(path), GrowingLog(path, from_start=True), []
    renamed = False
    for happening in happenings:
        match happening:
            case "write":
                asterisk.write()
            case "rename" if not renamed:
                read += log.new_lines()
                rotate(path, kept=9)
                renamed = True
            case "create" if renamed:
                path.touch()  # as logrotate does
            case "reopen":
                asterisk.reopen()
                renamed = False
            case "read":
                read += log.new_lines()
    read += log.new_lines()
    asterisk.reopen()
    asterisk.write()
    assert read + log.new_lines() == asterisk.told


def test_two_rotations_between_two_readings(tmp_path: Path) -> None:
    asterisk = Writer(tmp_path / "queue_log")
    asterisk.write()
    log = GrowingLog(asterisk.path)
    for _ in range(2):
        asterisk.write()
        rotate(asterisk.path, kept=3)
        asterisk.reopen()
    asterisk.write()
    assert log.new_lines() == asterisk.told[1:]


def test_a_program_that_starts_reads_the_log_before_too(tmp_path: Path) -> None:
    asterisk = Writer(tmp_path / "queue_log")
    asterisk.write()
    rotate(asterisk.path, kept=3)
    asterisk.reopen()
    asterisk.write()
    assert GrowingLog(asterisk.path, from_start=True).new_lines() == asterisk.told


def test_rotation_keeps_so_many_and_no_more(tmp_path: Path) -> None:
    path = tmp_path / "messages.log"
    for number in range(5):
        path.write_text(f"{number}")
        rotate(path, kept=2)
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {
        "messages.log.1": "4",
        "messages.log.2": "3",
    }


@pytest.mark.telephony
def test_asterisk_begins_new_logs_and_loses_nothing(
    asterisk: Asterisk, ari_address: AriAddress
) -> None:
    folder = asterisk.home / "log"
    logs = {name: GrowingLog(folder / name) for name in ("queue_log", "security.log")}
    old = {path.name: path.stat().st_ino for path in map(folder.__truediv__, LOGS)}
    for name in LOGS:
        rotate(folder / name)
    asterisk.reopen_logs()
    with pytest.raises(httpx.HTTPStatusError):
        httpx.get(f"{ari_address.url}/ari/channels", auth=("nobody", "x")).raise_for_status()
    new = {name: (folder / name).stat().st_ino for name in LOGS}
    assert [name for name in LOGS if new[name] == old[name]] == []
    assert {name: (folder / f"{name}.1").stat().st_ino for name in LOGS} == old
    begun = {name: (folder / name).read_text().splitlines() for name in logs}
    assert {name: log.new_lines() for name, log in logs.items()} == begun
    assert begun["queue_log"]
