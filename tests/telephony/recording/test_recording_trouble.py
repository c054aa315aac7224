"""The recorder has no room or no folder: the call goes on, somebody is told, and it mends."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.parts.telephone.asterisk import running
from tests.telephony.programs.switchboards import Center, until
from tests.telephony.recording.tapes import BOTH, kept, recorded_seconds, talk

from alo153.calls import actions
from alo153.calls.media.recordings import queries
from alo153.calls.media.recordings.spool import RATE, SAMPLE_BYTES, Spool
from alo153.calls.models import Call, Recording
from alo153.core import events
from alo153.core.clock import now
from alo153.launch.programs import owner

pytestmark = pytest.mark.telephony


@contextmanager
def no_room_beyond(size: int, asterisk: running) -> Iterator[None]:
    """Let no file of Asterisk grow beyond a size: each write fails, as on a disk that is full."""
    limit(asterisk, str(size))
    try:
        yield
    finally:
        limit(asterisk, "unlimited")


def limit(asterisk: running, size: str) -> None:
    """Set the limit of its files as the one who runs it, who needs no right for this."""
    prlimit = Path(shutil.which("prlimit") or "prlimit")
    command = [*owner.command([prlimit]), str(prlimit), f"--fsize={size}:"]
    subprocess.run([*command, f"--pid={asterisk.process.pid}"], check=True)


@contextmanager
def closed(spool: Spool) -> Iterator[None]:
    """Let nobody write into the spool."""
    owner, mode = spool.folder.stat().st_uid, spool.folder.stat().st_mode
    os.chown(spool.folder, os.geteuid(), -1)
    spool.folder.chmod(0o500)
    try:
        yield
    finally:
        os.chown(spool.folder, owner, -1)
        spool.folder.chmod(mode)


def troubled(call: Call, trouble: str) -> bool:
    return Recording.objects.filter(pk=call.pk, trouble=trouble).exists()


def names(call: Call) -> list[str]:
    return [event.name for event in events.history(call) if "recording" in event.name]


def status(call: Call) -> queries.RecordingStatus:
    tape = queries.recording_now(Call.objects.select_related("recording").get(pk=call.pk))
    assert tape is not None
    return tape.state


def test_the_disk_is_full_in_the_middle_of_a_talk(
    center: Center, spool: Spool, asterisk_process: running
) -> None:
    """The two notice nothing; the desk and the wall say it, and what follows is in its place."""
    agent, call = talk(center)
    until(lambda: recorded_seconds(spool, call) > 4)
    full = int(recorded_seconds(spool, call) * RATE * SAMPLE_BYTES)
    with no_room_beyond(full, asterisk_process):
        until(lambda: troubled(call, "stopped"))
        assert center.sound_flows(call)
        alarm = queries.alarm(now())
        assert alarm is not None
        assert (alarm.failed, status(call)) == (1, queries.RecordingStatus.FAILED)
    until(lambda: recorded_seconds(spool, call) > full / RATE / SAMPLE_BYTES + 2)
    silence_for_four_seconds(spool, call)
    recording, sound = kept(center, agent, call)
    lost = (now() - recording.started_at).total_seconds() - sound.seconds
    assert lost > 10
    assert sound.pitch(1.5) == BOTH
    ((begin, end),) = queries.silent_spans(recording)
    assert sound.pitch(begin - 0.8) == BOTH
    assert sound.pitch(begin + 0.3) == sound.pitch(end - 0.8) == (0, 0)
    assert sound.pitch(end + 0.3) == BOTH
    assert (recording.state, recording.trouble) == ("kept", "stopped")
    assert names(call).count("call.recording_failed") == 1


def silence_for_four_seconds(spool: Spool, call: Call) -> None:
    """Let the agent pause the recording, go on, and let some more be written."""
    assert call.agent is not None
    actions.pause_recording(user=call.agent, at=now())
    until(call.recording_pauses.exists)
    reached = recorded_seconds(spool, call)
    until(lambda: recorded_seconds(spool, call) > reached + 4)
    actions.record_again(user=call.agent, at=now())
    until(lambda: call.recording_pauses.filter(ended_at__isnull=False).exists())
    reached = recorded_seconds(spool, call)
    until(lambda: recorded_seconds(spool, call) > reached + 4)


def test_a_recorder_that_could_not_write_is_started_again_in_the_talk(
    center: Center, spool: Spool
) -> None:
    """The two notice nothing; from the second try on the talk is recorded."""
    with closed(spool):
        agent, call = talk(center)
        until(lambda: troubled(call, "not_written"))
        assert center.sound_flows(call)
        assert status(call) is queries.RecordingStatus.FAILED
    until(lambda: troubled(call, "gap"))
    assert status(call) is queries.RecordingStatus.RUNNING
    until(lambda: recorded_seconds(spool, call) > 4)
    recording, sound = kept(center, agent, call)
    assert sound.pitch(1.5) == BOTH
    assert (recording.state, recording.trouble) == ("kept", "gap")
    assert names(call) == [
        "call.recording_started",
        "call.recording_failed",
        "call.recording_recovered",
        "call.recording_kept",
    ]
