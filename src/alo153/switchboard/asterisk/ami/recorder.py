"""Start, mute and look after the recordings of calls.

MixMonitor writes what the citizen says and what the citizen hears into two files of 16-bit sound
at 8 kHz that stay in step. Its one interleaved file (option `D`) is not used: another listener
with a higher rate on the same channel, such as a supervisor's, breaks its sound.
"""

import asyncio
import logging
import shutil
import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from alo153.calls.media.recordings.spool import RATE, SAMPLE_BYTES, Spool, SpoolFiles
from alo153.switchboard.acd.recording import messages
from alo153.switchboard.asterisk.ami.client import Manager, ManagerError

log = logging.getLogger(__name__)

MARK = "ALO_RECORDING"
"""The channel variable that says that a channel is recorded, so that a restart sees it."""

LEAST_FREE_BYTES = 64 * 1024 * 1024
"""A call of two hours needs 230 MB in the spool; below this it is not begun at all."""

SILENT_SECONDS = 12.0
"""A file grows every two seconds; one that has not for so long is not written any more."""

BUFFER_SECONDS = 32768 / SAMPLE_BYTES / RATE
"""Asterisk gathers so much before it writes."""

FORGET_SECONDS = 0.1
"""A recorder that has ended goes with the next frame or two; with it the numbers it counted by."""

SLOW_SECONDS = 0.2
"""A recorder that started later than this after it was asked is placed in time."""

Report = messages.RecordingBroke | messages.RecordingAt | None


class Recorder:
    """Carries out the commands of recordings; returns the event that a failure means, or None."""

    def __init__(self, manager: Manager, spool: Spool) -> None:
        self._manager = manager
        self._spool = spool

    async def run(self, command: messages.RecordingCommand) -> Report:
        """Carry one command out; what fails is logged and never harms the call."""
        try:
            return await ACTS[type(command)](self, command)
        except (ManagerError, OSError) as error:
            log.warning("%s: %s", command, error)
            reason = FAILURES.get(type(command))
            return _broke(command, reason, started=False) if reason else None

    async def start(self, command: messages.StartRecording) -> Report:
        """Record both sides from now on, after what is there already of a call taken up again."""
        files = self._spool.of(command.call)
        if command.again and await self._runs(command, files):
            await self._mute(command, state="0")
            return _at(command, _second(files), started=True)
        if self._free() < LEAST_FREE_BYTES:
            log.error("the disk of %s is full: calls are not recorded", self._spool.folder)
            return _broke(command, "disk_full", started=False)
        written = _written(files)
        asked = time.monotonic()
        await self._begin(command, files)
        as_told = time.monotonic() - asked < SLOW_SECONDS and not written
        return None if as_told and not command.again else _at(command, written, started=True)

    async def begin_anew(self, command: messages.RecordAnew) -> Report:
        """End the recorder and start it again in the same files, once Asterisk forgot the first.

        Both append to them: what the first has gathered is there before the second writes.
        """
        files = self._spool.of(command.call)
        second = _second(files)
        await self._stop(command)
        await asyncio.sleep(FORGET_SECONDS)
        await self._begin(command, files)
        return _at(command, second)

    async def _begin(self, command: messages.RecordingCommand, files: SpoolFiles) -> None:
        options = f"r({files.citizen})t({files.agent})ai({MARK})"
        await self._manager.act("MixMonitor", Channel=command.channel, File="", Options=options)

    async def pause(self, command: messages.PauseRecording) -> Report:
        """Write silence."""
        return await self._mute(command, state="1")

    async def go_on(self, command: messages.ContinueRecording) -> Report:
        """Write sound again."""
        return await self._mute(command, state="0")

    async def check(self, command: messages.CheckRecording) -> Report:
        """Report a call whose files are not there or do not grow; without files, end it."""
        files = self._spool.of(command.call)
        if not _are_there(files):
            await self._stop(command)
            return _broke(command, "not_written", started=False)
        written_at = max(path.stat().st_mtime for path in files)
        if time.time() - written_at > SILENT_SECONDS:
            return _broke(command, "stopped", started=True)
        return None

    async def _runs(self, command: messages.RecordingCommand, files: SpoolFiles) -> bool:
        """Say whether an earlier start works after all; end a recorder that writes nothing."""
        answer = await self._manager.act("Getvar", Channel=command.channel, Variable=MARK)
        if answer.get("Value") and not _are_there(files):
            await self._stop(command)
            return False
        return bool(answer.get("Value"))

    async def _stop(self, command: messages.RecordingCommand) -> None:
        """End the recorder; there may be none."""
        try:
            await self._manager.act("StopMixMonitor", Channel=command.channel)
        except ManagerError as error:
            log.info("no recorder to end: %s", error)

    async def _mute(self, command: messages.RecordingCommand, *, state: str) -> Report:
        """Mute or not; doing it twice is harmless, so that it is tried twice."""
        fields = {"Channel": command.channel, "Direction": "both", "State": state}
        try:
            await self._manager.act("MixMonitorMute", **fields)
        except ManagerError as error:
            log.warning("%s, once more: %s", command, error)
            await self._manager.act("MixMonitorMute", **fields)
        files = self._spool.of(command.call)
        return _at(command, _second(files)) if _written(files) else None

    def _free(self) -> int:
        return shutil.disk_usage(_existing(self._spool.folder)).free


Act = Callable[[Recorder, Any], Awaitable[Report]]
ACTS: Mapping[type[messages.RecordingCommand], Act] = {
    messages.StartRecording: Recorder.start,
    messages.RecordAnew: Recorder.begin_anew,
    messages.PauseRecording: Recorder.pause,
    messages.ContinueRecording: Recorder.go_on,
    messages.CheckRecording: Recorder.check,
}
FAILURES: Mapping[type[messages.RecordingCommand], str] = {
    messages.StartRecording: "not_started",
    messages.RecordAnew: "not_started",
}
"""A pause that failed is made good when the recording is kept: its time is silenced then."""


def _broke(command: messages.RecordingCommand, reason: str, *, started: bool) -> Report:
    return messages.RecordingBroke(
        at=time.time(), call=command.call, reason=reason, started=started
    )


def _at(command: messages.RecordingCommand, second: float, *, started: bool = False) -> Report:
    return messages.RecordingAt(at=time.time(), call=command.call, second=second, started=started)


def _are_there(files: SpoolFiles) -> bool:
    return files.citizen.exists() and files.agent.exists()


def _written(files: SpoolFiles) -> float:
    """Return how many seconds are in the file of the citizen."""
    return _size(files.citizen) / SAMPLE_BYTES / RATE


def _second(files: SpoolFiles) -> float:
    """Return the second of the file that this instant belongs to.

    The file's size counts the samples until the last write; later sound is still in the buffer.
    """
    if not files.citizen.exists():
        return 0.0
    since = time.time() - files.citizen.stat().st_mtime
    return _written(files) + min(max(0.0, since), BUFFER_SECONDS)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _existing(folder: Path) -> Path:
    return next(path for path in (folder, *folder.parents) if path.exists())
