"""Telephones that send a tone of their own and know which tones they hear."""

from __future__ import annotations

import itertools
import socket
import struct
import threading
import time
from pathlib import Path

import numpy as np
from tests.telephony.programs.sippers import alaw, scenario_file

from alo153.launch.programs.processes import free_port

RATE = 8000
FRAME = 160
LOUD = 300.0
"""A tone is heard from here on; one is sent at 6,000."""


class Voice:
    """A UDP socket that speaks and hears A-law in place of SIPp; leaving the block ends it."""

    def __init__(self, hertz: int) -> None:
        self.hertz = hertz
        self.port = free_port()
        self._socket = socket.socket(type=socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", self.port))
        self._socket.settimeout(0.5)
        self._heard: list[bytes] = []
        self._to: tuple[str, int] | None = None
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=work, daemon=True) for work in (self._hear, self._speak)
        ]
        for thread in self._threads:
            thread.start()

    def scenario(self, name: str, folder: Path) -> str:
        """Write a scenario of SIPp whose sound is this voice; return it as `Sippers` wants it."""
        text = scenario_file(name).read_text()
        lines = [line for line in text.splitlines() if "rtp_stream" not in line]
        path = folder / f"{name}-{self.hertz}"
        spoken = "\n".join(lines).replace("[media_port]", str(self.port))
        path.with_suffix(".xml").write_text(spoken)
        return str(path)

    def hears(self, *voices: Voice) -> set[int]:
        """Listen anew for half a second and return those of the tones that were there."""
        self._heard.clear()
        deadline = time.monotonic() + 2
        while len(self._heard) < RATE // 2 // FRAME and time.monotonic() < deadline:
            time.sleep(0.02)
        sound = decode(b"".join(self._heard))
        return {voice.hertz for voice in voices if loudness(sound, voice.hertz) > LOUD}

    def stop(self) -> None:
        """Fall silent."""
        self._over.set()
        for thread in self._threads:
            thread.join()
        self._socket.close()

    def _hear(self) -> None:
        while not self._over.is_set():
            try:
                packet, self._to = self._socket.recvfrom(2048)
            except TimeoutError:
                continue
            if packet[1] & 0x7F == 8:
                self._heard.append(packet[12:])

    def _speak(self) -> None:
        frames = itertools.cycle(_frames(self.hertz))
        start = time.monotonic()
        for number, frame in zip(itertools.count(), frames, strict=False):
            if self._over.wait(max(0.0, start + number * 0.02 - time.monotonic())):
                return
            if self._to:
                head = struct.pack("!BBHII", 0x80, 8, number & 0xFFFF, number * FRAME, self.port)
                self._socket.sendto(head + frame, self._to)


def loudness(sound: np.ndarray, hertz: int) -> float:
    """Compute the strength of one tone in a sound (a single bin of the Fourier transform)."""
    if not len(sound):
        return 0.0
    turns = np.exp(-2j * np.pi * hertz * np.arange(len(sound)) / RATE)
    return float(2 * abs(np.dot(sound, turns)) / len(sound))


def decode(data: bytes) -> np.ndarray:
    """Decode A-law by ITU-T G.711."""
    table = np.zeros(256)
    for sample in range(-32768, 32768, 8):
        table[alaw(sample)] = sample
    return table[np.frombuffer(data, dtype=np.uint8)]


def _frames(hertz: int) -> list[bytes]:
    """Make a second of a tone in frames of 20 ms; it has whole periods."""
    wave = 6000 * np.sin(2 * np.pi * hertz * np.arange(RATE) / RATE)
    data = bytes(alaw(int(sample)) for sample in wave)
    return [data[i : i + FRAME] for i in range(0, RATE, FRAME)]
