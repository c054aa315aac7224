"""The recorder when Asterisk is slow, away or refuses: reported in time, and the call goes on."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from alo153.calls.media.recordings.spool import RATE, SAMPLE_BYTES, Spool
from alo153.switchboard.acd.recording import messages
from alo153.switchboard.asterisk.ami import client
from alo153.switchboard.asterisk.ami.client import Manager, ManagerAddress
from alo153.switchboard.asterisk.ami.recorder import Recorder, Report

CALL = {"call": "9b0a3a62-1d5c-5a7e-8f15-300000000153", "channel": "c-1"}
START = messages.StartRecording(**CALL)
PAUSE = messages.PauseRecording(**CALL)
CHECK = messages.CheckRecording(**CALL)

type Answer = Callable[[dict[str, str]], str | None]


class Asterisk:
    """Answers manager actions with what `answer` says; None is never an answer."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[dict[str, str]] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readline():
            while await reader.readline() not in (b"\r\n", b""):
                pass
            query = urlsplit(head.split()[1].decode()).query
            fields = {name: values[0] for name, values in parse_qs(query).items()}
            self.asked.append(fields)
            text = self.answer(fields)
            if text is None:
                await asyncio.Event().wait()
            body = f"{text}\r\n\r\n".encode()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            await writer.drain()


@asynccontextmanager
async def recorder(
    folder: Path, asterisk: Asterisk, *, late: float = 0, patience: float = 60
) -> AsyncIterator[Recorder]:
    """Run a recorder against an Asterisk that opens its door `late` seconds from now."""
    # Its port is refused until it listens, and nobody else's
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    port = held.getsockname()[1]

    async def open_later() -> None:
        await asyncio.sleep(late)
        await asyncio.start_server(asterisk.serve, sock=held)

    if not late:
        await open_later()
    opening = asyncio.create_task(open_later()) if late else None
    address = ManagerAddress(f"http://127.0.0.1:{port}", "recorder", "x", timeout=patience)
    async with Manager(address) as manager:
        yield Recorder(manager, Spool(folder))
    if opening:
        opening.cancel()
    held.close()


def success(_: dict[str, str]) -> str:
    return "Response: Success"


def run(
    folder: Path, asterisk: Asterisk, command: messages.RecordingCommand, **more: float
) -> Report:
    async def once() -> Report:
        async with recorder(folder, asterisk, **more) as ours:
            return await ours.run(command)

    return asyncio.run(once())


def test_both_sides_are_asked_for_under_our_names(tmp_path: Path) -> None:
    asterisk = Asterisk(success)
    assert run(tmp_path, asterisk, START) is None
    (asked,) = asterisk.asked
    assert (asked["Action"], asked["Channel"]) == ("MixMonitor", "c-1")
    citizen, agent = Spool(tmp_path).of(START.call)
    assert asked["Options"] == f"r({citizen})t({agent})ai(ALO_RECORDING)"


def test_an_asterisk_that_does_not_answer_is_not_waited_for(tmp_path: Path) -> None:
    asterisk = Asterisk(lambda _: None)
    broke = run(tmp_path, asterisk, START, patience=0.3)
    assert isinstance(broke, messages.RecordingBroke)
    assert (broke.reason, broke.started) == ("not_started", False)
    assert len(asterisk.asked) == 1, "it may have started: a second recorder would spoil the file"


def test_a_request_that_never_left_is_sent_again_and_a_late_start_is_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "RETRY_SECONDS", 1.0)
    asterisk = Asterisk(success)
    placed = run(tmp_path, asterisk, START, late=0.15)
    assert len(asterisk.asked) == 1
    assert isinstance(placed, messages.RecordingAt)
    assert (placed.second, placed.started) == (0, True)


def test_a_channel_that_is_gone_is_reported(tmp_path: Path) -> None:
    asterisk = Asterisk(lambda _: "Response: Error\r\nMessage: No such channel")
    broke = run(tmp_path, asterisk, START)
    assert isinstance(broke, messages.RecordingBroke)
    assert broke.reason == "not_started"


AGAIN = messages.StartRecording(**CALL, again=True)


def running(fields: dict[str, str]) -> str:
    """Answer as an Asterisk whose channel is recorded."""
    value = "\r\nValue: 0x7f" if fields["Action"] == "Getvar" else ""
    return f"Response: Success{value}"


def verbs(asterisk: Asterisk) -> list[str]:
    return [asked["Action"] for asked in asterisk.asked]


def test_a_second_try_starts_a_recorder_where_none_runs(tmp_path: Path) -> None:
    asterisk = Asterisk(success)
    placed = run(tmp_path, asterisk, AGAIN)
    assert verbs(asterisk) == ["Getvar", "MixMonitor"]
    assert isinstance(placed, messages.RecordingAt)
    assert (placed.second, placed.started) == (0, True)


def test_a_second_try_starts_no_second_recorder_when_only_the_answer_was_lost(
    tmp_path: Path,
) -> None:
    written_at = write(tmp_path, seconds=20, ago=1)
    asterisk = Asterisk(running)
    placed = run(tmp_path, asterisk, AGAIN)
    assert verbs(asterisk) == ["Getvar", "MixMonitorMute"]
    assert isinstance(placed, messages.RecordingAt)
    assert placed.started
    assert 20.99 < placed.second <= 20 + time.time() - written_at


def test_a_second_try_ends_a_recorder_that_writes_nothing(tmp_path: Path) -> None:
    asterisk = Asterisk(running)
    run(tmp_path, asterisk, AGAIN)
    assert verbs(asterisk) == ["Getvar", "StopMixMonitor", "MixMonitor"]


def test_a_recorder_that_goes_on_after_an_earlier_one_says_where(tmp_path: Path) -> None:
    write(tmp_path, seconds=20, ago=300)
    placed = run(tmp_path, Asterisk(success), START)
    assert isinstance(placed, messages.RecordingAt)
    assert placed.second == 20


def test_a_recorder_that_begins_anew_writes_on_in_the_same_files(tmp_path: Path) -> None:
    written_at = write(tmp_path, seconds=20, ago=1.5)
    asterisk = Asterisk(success)
    placed = run(tmp_path, asterisk, messages.RecordAnew(**CALL))
    assert verbs(asterisk) == ["StopMixMonitor", "MixMonitor"]
    citizen, agent = Spool(tmp_path).of(CALL["call"])
    assert asterisk.asked[-1]["Options"] == f"r({citizen})t({agent})ai(ALO_RECORDING)"
    assert isinstance(placed, messages.RecordingAt)
    assert 21.49 < placed.second <= 20 + time.time() - written_at


def test_a_recorder_that_cannot_begin_anew_is_reported_and_tried_again(tmp_path: Path) -> None:
    asterisk = Asterisk(lambda _: "Response: Error\r\nMessage: No such channel")
    broke = run(tmp_path, asterisk, messages.RecordAnew(**CALL))
    assert isinstance(broke, messages.RecordingBroke)
    assert (broke.reason, broke.started) == ("not_started", False)


def test_a_pause_says_where_in_the_file_it_begins(tmp_path: Path) -> None:
    written_at = write(tmp_path, seconds=20, ago=1.5)
    placed = run(tmp_path, Asterisk(success), PAUSE)
    assert isinstance(placed, messages.RecordingAt)
    assert 21.49 < placed.second <= 20 + time.time() - written_at
    assert not placed.started


def test_a_file_that_stands_still_is_no_clock(tmp_path: Path) -> None:
    write(tmp_path, seconds=20, ago=60)
    placed = run(tmp_path, Asterisk(success), PAUSE)
    assert isinstance(placed, messages.RecordingAt)
    assert placed.second == pytest.approx(22.05, abs=0.05)


def write(folder: Path, *, seconds: float, ago: float) -> float:
    """Let Asterisk have written so much of the call, the last of it so long ago; return when."""
    at = time.time() - ago
    for path in Spool(folder).of(START.call):
        path.write_bytes(bytes(int(seconds * RATE) * SAMPLE_BYTES))
        os.utime(path, (at, at))
    return at


def test_silence_that_could_not_be_asked_for_is_asked_for_once_more(tmp_path: Path) -> None:
    answers = iter(["Response: Error", "Response: Success"])
    asterisk = Asterisk(lambda _: next(answers))
    assert run(tmp_path, asterisk, PAUSE) is None
    assert [asked["State"] for asked in asterisk.asked] == ["1", "1"]


def test_a_full_disk_is_reported_and_nothing_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))
    asterisk = Asterisk(success)
    broke = run(tmp_path / "not/there/yet", asterisk, START)
    assert isinstance(broke, messages.RecordingBroke)
    assert (broke.reason, asterisk.asked) == ("disk_full", [])


class TestCheck:
    def written(self, folder: Path, seconds_ago: float) -> None:
        for path in Spool(folder).of(CHECK.call):
            path.write_bytes(bytes(100))
            at = time.time() - seconds_ago
            os.utime(path, (at, at))

    def test_files_that_grow_are_well(self, tmp_path: Path) -> None:
        self.written(tmp_path, 3)
        assert run(tmp_path, Asterisk(success), CHECK) is None

    def test_files_that_do_not_grow_are_reported(self, tmp_path: Path) -> None:
        self.written(tmp_path, 30)
        broke = run(tmp_path, Asterisk(success), CHECK)
        assert isinstance(broke, messages.RecordingBroke)
        assert (broke.reason, broke.started) == ("stopped", True)

    def test_without_files_it_is_ended_and_reported(self, tmp_path: Path) -> None:
        asterisk = Asterisk(success)
        broke = run(tmp_path, asterisk, CHECK)
        assert isinstance(broke, messages.RecordingBroke)
        assert (broke.reason, broke.started) == ("not_written", False)
        assert verbs(asterisk) == ["StopMixMonitor"]
