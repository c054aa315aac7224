"""Calls with a recording, made by the real writers: what the switchboard tells, then what keeps it.

call = recorded.talk(spool, to="elif", seconds=20, pauses=[(5, 8)])
recorded.keep(call)
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from django.test import TestCase
from tests import cast

from alo153.calls.call_words import CallDirection, CallOutcome, CallParty
from alo153.calls.media.recordings import actions, apart, sound
from alo153.calls.media.recordings.sound import Encoded
from alo153.calls.media.recordings.spool import RATE, Spool, SpoolFiles
from alo153.calls.models import Call
from alo153.switchboard.acd.recording import messages
from alo153.switchboard.acd.state.state import Recording
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

AT = cast.AT


def settings_for(folder: Path, settings: Any) -> Spool:
    """Let Django's settings name a spool and a store below `folder`."""
    settings.RECORDING_SPOOL = folder / "spool"
    settings.RECORDING_SPOOL.mkdir()
    settings.STORAGES = settings.STORAGES | {
        "recordings": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": folder / "recordings", "base_url": None},
        }
    }
    return Spool(settings.RECORDING_SPOOL)


def talk(
    spool: Spool,
    *,
    to: str = "elif",
    at: datetime = AT,
    seconds: float = 20,
    pauses: Sequence[tuple[float, float]] = (),
    number: str = "+905320000101",
    direction: CallDirection = CallDirection.IN,
    reference: str = "",
    recorded: bool = True,
    ended: bool = True,
) -> Call:
    """Write what the switchboard and Asterisk write of a talk of so many seconds."""
    call, user, begin = str(uuid.uuid4()), cast.staff(to), at.timestamp()
    agent = user.pk
    told: list[facts.Fact] = [
        facts.CallEntered(
            at=begin - 9,
            call=call,
            channel=f"c-{call}",
            direction=direction,
            number=number,
            reference=reference,
        )
    ]
    if not recorded:
        told.append(facts.RecordingRefused(at=begin - 5, call=call))
    told.append(
        facts.CallAnswered(at=begin, call=call, agent=agent, leg=f"o-{call}", waited_seconds=2)
    )
    if recorded:
        told.append(messages.RecordingStarted(at=begin, call=call))
        write_sound(spool, call, seconds)
    for first, last in pauses:
        why = Recording.SENSITIVE
        told.append(messages.RecordingPaused(at=begin + first, call=call, why=why, agent=agent))
        told.append(messages.RecordingContinued(at=begin + last, call=call, agent=agent))
    if ended:
        told.append(
            facts.CallEnded(
                at=begin + seconds,
                call=call,
                outcome=CallOutcome.ANSWERED,
                by=CallParty.CITIZEN,
                waited_seconds=2,
                agent=agent,
            )
        )
    for fact in told:
        records.write(fact)
    return Call.objects.get(pk=call)


def write_sound(spool: Spool, call: str, seconds: float, *, quiet_for: float = 60) -> None:
    """Write both sides as Asterisk does: two who speak in turns, louder and softer."""
    time = np.arange(int(seconds * RATE)) / RATE
    for path, hertz, phase in zip(spool.of(call), (440, 1000), (0.0, np.pi), strict=True):
        turns = np.clip(np.sin(time / 2 + phase), 0, 1) * (0.4 + 0.6 * np.sin(time * 7) ** 2)
        (12000 * turns * np.sin(2 * np.pi * hertz * time)).astype("<i2").tofile(path)
        written = datetime.now(UTC).timestamp() - quiet_for
        os.utime(path, (written, written))


def keep(call: Call, at: datetime | None = None) -> Call:
    """Keep the recording of a call as the worker does, but without a process that encodes.

    To start one costs more than all else; `test_recording_apart.py` does.
    """
    with (
        patch.object(apart, "encode", _encode_here),
        TestCase.captureOnCommitCallbacks(execute=True),
    ):
        actions.keep(call=str(call.pk), at=at or AT + timedelta(minutes=1))
    return Call.objects.select_related("recording").get(pk=call.pk)


def _encode_here(files: SpoolFiles, target: Path, *, nice: int, **how: Any) -> Encoded:
    assert nice == 0, "whoever must yield is a process of its own"
    return sound.encode(files, target, **how)
