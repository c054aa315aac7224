"""What the real Asterisk records, and how it sounds when it is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import soundfile
from django.core.files.storage import storages
from tests.telephony.programs.switchboards import Center, until

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.media.recordings import actions as keeping
from alo153.calls.media.recordings.spool import RATE, Spool
from alo153.calls.models import Call, Recording
from alo153.core.clock import now

CALLER_HZ, AGENT_HZ = BOTH = (440, 1000)


def talk(center: Center) -> tuple[User, Call]:
    """Let a caller who sounds 440 Hz talk to an agent who sounds 1000 Hz."""
    agent = center.agent("elif", hertz=AGENT_HZ)
    center.sipp.call(hertz=CALLER_HZ)
    return agent, center.at("answered", center.rings_at(agent))


def recorded_seconds(spool: Spool, call: Call) -> float:
    """Say how much of a call Asterisk has written."""
    files = spool.of(str(call.pk))
    return files.citizen.stat().st_size / 2 / RATE if files.citizen.exists() else 0.0


def kept(center: Center, agent: User, call: Call) -> tuple[Recording, Sound]:
    """Hang up, keep the recording as the worker would, and read its sound."""
    actions.hang_up(user=agent, at=now())
    center.at("ended", call)
    return keep(call)


def keep(call: Call) -> tuple[Recording, Sound]:
    """Keep the recording of a call that has ended as the worker would, and read its sound."""
    until(lambda: try_to_keep(call))
    recording = Recording.objects.get(pk=call.pk)
    with storages["recordings"].open(recording.file) as file:
        samples, rate = soundfile.read(file)
    return recording, Sound(samples, rate)


def try_to_keep(call: Call) -> bool:
    """Keep the recording of a call as the worker would; False while Asterisk still writes it."""
    try:
        keeping.keep(call=str(call.pk), at=now())
    except keeping.StillWritten:
        return False
    return True


@dataclass
class Sound:
    """A recording that can be listened to: `pitch` in Hz, 0 for silence."""

    samples: Any
    rate: int

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.samples) / self.rate

    def pitch(self, second: float) -> tuple[int, int]:
        """Measure both sides within the half second that begins at `second`."""
        part = self.samples[int(second * self.rate) : int((second + 0.5) * self.rate)]
        return self._pitch(part[:, 0]), self._pitch(part[:, 1])

    def _pitch(self, side: Any) -> int:
        if np.sqrt(np.mean(side**2)) < 0.003:
            return 0
        spectrum = np.abs(np.fft.rfft(side * np.hanning(len(side))))
        return round(float(np.argmax(spectrum)) * self.rate / len(side) / 20) * 20


def raw_pitch(spool: Spool, call: Call) -> Callable[[float], tuple[int, int]]:
    """Read what Asterisk wrote so far."""
    sides = [np.fromfile(path, "<i2") for path in spool.of(str(call.pk))]
    length = min(len(side) for side in sides)
    samples = np.stack([side[:length] for side in sides], axis=1) / 32768
    return Sound(samples, RATE).pitch
