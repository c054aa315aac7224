"""A telephone that sings one note and tells which notes it hears: SIPp cannot listen.

Plain SIP over UDP and G.711 A-law (RFC 3261, 3551), keys by RFC 4733. It takes and makes calls.
"""

from __future__ import annotations

import re
import secrets
import socket
import struct
import threading
import time
from types import TracebackType
from typing import Self

import numpy as np
from tests.telephony.programs.sippers import alaw

RATE = 8000
FRAME = 160
PAUSE = FRAME / RATE
ALAW, KEYS = 8, 101
LOUD = 300.0
"""Amplitude above which a note counts as heard; the telephones sing with 8000."""
ON_THE_KEYPAD = "0123456789*#"


class Hearing:
    """One telephone for one call, on a port of its own; leaving the block ends it.

    It rings for `rings` seconds before it answers.
    """

    def __init__(
        self, note: int, sip_port: int, *, answers: bool = True, rings: float = 0.0
    ) -> None:
        self.note = note
        self._rings = rings
        self.called = ""
        self.caller = ""
        self.keys = ""
        self.answered = threading.Event()
        self.ended = threading.Event()
        self._answers = answers
        self._asterisk = ("127.0.0.1", sip_port)
        self._sip, self._rtp = _bound(), _bound()
        self._heard: list[np.ndarray] = []
        self._dialog: dict[str, str] = {}
        self._key_stamp = -1
        self._rung_by = ""
        for work in (self._signal, self._listen):
            threading.Thread(target=work, daemon=True).start()

    @property
    def port(self) -> int:
        """Where it is rung."""
        return int(self._sip.getsockname()[1])

    @property
    def uri(self) -> str:
        """The address at which it is rung."""
        return f"sip:agent@127.0.0.1:{self.port}"

    def call(self, caller: str, number: str = "153") -> None:
        """Call the center."""
        self._dialog = {
            "to": f"<sip:{number}@127.0.0.1>",
            "from": f"<sip:{caller}@127.0.0.1>;tag={secrets.token_hex(4)}",
            "call": secrets.token_hex(8),
            "target": f"sip:{number}@127.0.0.1:{self._asterisk[1]}",
        }
        self._request("INVITE", 1, self._sdp())

    def hang_up(self) -> None:
        """End the call."""
        self.ended.set()
        self._request("BYE", 2)

    def leave(self) -> None:
        """End the call as a page that is reloaded does: nobody hung up."""
        self.ended.set()
        self._request("BYE", 2, reason="Q.850;cause=41")

    def keep_silent(self) -> None:
        """Answer nothing that rings from now on."""
        self._answers = False

    def hears(self, *notes: int) -> bool:
        """Say whether just these notes of the choir are heard in the last half second."""
        sound = np.concatenate(self._heard[-25:] or [np.zeros(FRAME)])
        return {note for note in CHOIR if _loudness(sound, note) > LOUD} == set(notes)

    def hears_something(self) -> bool:
        """Say whether the last half second was not silent: music, ringing, a voice."""
        sound = np.concatenate(self._heard[-25:] or [np.zeros(FRAME)])
        return float(np.abs(sound).max()) > LOUD

    def stop(self) -> None:
        """Be gone; a call that stands is ended."""
        if self.answered.is_set() and not self.ended.is_set():
            self.hang_up()
        self.ended.set()
        self._sip.close()
        self._rtp.close()

    # signalling ---------------------------------------------------------------------------

    def _signal(self) -> None:
        while True:
            try:
                self._take(self._sip.recv(65536).decode())
            except OSError:
                return  # stopped, perhaps while it was asked whether it is there

    def _take(self, text: str) -> None:
        first = text.split("\r\n", 1)[0]
        if first.startswith("INVITE"):
            # Asterisk says it again where we had no core for half a second: we rang already
            if (branch := _header(text, "Via")) != self._rung_by:
                self._rung_by = branch
                self._rung(text)
        elif first.startswith("SIP/2.0 200") and "INVITE" in _header(text, "CSeq"):
            self._taken(text)
        elif first.startswith("OPTIONS"):
            self._reply(text, "200 OK")
        elif first.startswith(("BYE", "CANCEL")):
            self._reply(text, "200 OK")
            self.ended.set()

    def _rung(self, text: str) -> None:
        self.called = re.findall(r"sip:([^@]+)@", text)[0]
        self.caller = re.findall(r"sip:([^@]+)@", _header(text, "From"))[0]
        self._dialog = {
            "to": _header(text, "From"),
            "from": _header(text, "To") + ";tag=ear",
            "call": _header(text, "Call-ID"),
            "target": re.findall(r"<([^>]+)>", _header(text, "Contact"))[0],
        }
        self.ended.clear()
        self._reply(text, "180 Ringing")
        if self._answers:
            threading.Timer(self._rings, self._answer, [text]).start()

    def _answer(self, text: str) -> None:
        self._reply(text, "200 OK", self._sdp())
        self._begin(text)

    def _taken(self, text: str) -> None:
        self._dialog["to"] = _header(text, "To")
        if not self.answered.is_set():
            self._begin(text)
        self._request("ACK", 1)

    def _begin(self, text: str) -> None:
        port = int(re.findall(r"m=audio (\d+)", text)[0])
        self.answered.set()
        threading.Thread(target=self._sing, args=(("127.0.0.1", port),), daemon=True).start()

    def _reply(self, text: str, status: str, body: str = "") -> None:
        lines = [f"SIP/2.0 {status}", *re.findall(r"^(?:Via|From):.*(?=\r)", text, re.MULTILINE)]
        to = _header(text, "To")
        lines += [f"To: {to}" if "tag=" in to else f"To: {to};tag=ear"]
        lines += [f"Call-ID: {_header(text, 'Call-ID')}", f"CSeq: {_header(text, 'CSeq')}"]
        self._send(lines, body)

    def _request(self, method: str, number: int, body: str = "", *, reason: str = "") -> None:
        here, about = f"127.0.0.1:{self.port}", self._dialog
        lines = [f"{method} {about['target']} SIP/2.0"]
        lines += [f"Via: SIP/2.0/UDP {here};branch=z9hG4bK{secrets.token_hex(6)}"]
        lines += [f"From: {about['from']}", f"To: {about['to']}", f"Call-ID: {about['call']}"]
        lines += [f"Reason: {reason}"] if reason else []
        self._send([*lines, f"CSeq: {number} {method}", "Max-Forwards: 70"], body)

    def _send(self, lines: list[str], body: str) -> None:
        lines += [f"Contact: <sip:ear@127.0.0.1:{self.port}>"]
        lines += ["Content-Type: application/sdp"] if body else []
        lines += [f"Content-Length: {len(body)}"]
        self._sip.sendto(("\r\n".join(lines) + "\r\n\r\n" + body).encode(), self._asterisk)

    def _sdp(self) -> str:
        port = self._rtp.getsockname()[1]
        return (
            "v=0\r\no=ear 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP 8 101\r\na=rtpmap:8 PCMA/8000\r\n"
            "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\n"
        )

    # sound --------------------------------------------------------------------------------

    def _sing(self, there: tuple[str, int]) -> None:
        song = 8000 * np.sin(2 * np.pi * self.note * np.arange(RATE) / RATE)
        payload = bytes(alaw(int(sample)) for sample in song)
        begun, source, mine = time.monotonic(), secrets.randbits(32), self._dialog
        for number in range(1 << 20):
            if self.ended.is_set() or self._dialog is not mine:
                return
            place = number * FRAME % RATE
            head = struct.pack("!BBHII", 0x80, ALAW, number & 0xFFFF, number * FRAME, source)
            try:
                self._rtp.sendto(head + payload[place : place + FRAME], there)
            except OSError:
                return
            time.sleep(max(0.0, begun + number * PAUSE - time.monotonic()))

    def _listen(self) -> None:
        while True:
            try:
                packet = self._rtp.recv(2048)
            except OSError:
                return
            kind = packet[1] & 0x7F
            if kind == ALAW:
                self._heard.append(_LINEAR[np.frombuffer(packet[12:], np.uint8)])
            elif kind == KEYS and packet[13] & 0x80:
                self._pressed(packet)

    def _pressed(self, packet: bytes) -> None:
        stamp = struct.unpack("!I", packet[4:8])[0]
        if stamp != self._key_stamp:
            self._key_stamp = stamp
            self.keys += ON_THE_KEYPAD[packet[12]]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


CITIZEN, AGENT, COLLEAGUE, OUTSIDE = CHOIR = (500, 800, 1100, 1400)
"""Notes no one of which is a harmonic of another; 425 Hz is the ringing."""


def _bound() -> socket.socket:
    wire = socket.socket(type=socket.SOCK_DGRAM)
    wire.bind(("127.0.0.1", 0))
    return wire


def _header(text: str, name: str) -> str:
    return re.findall(rf"^{name}: *(.*?)\r$", text, re.MULTILINE)[0]


def _loudness(sound: np.ndarray, note: int) -> float:
    """Measure the amplitude of one note, by its Fourier coefficient."""
    wave = np.exp(-2j * np.pi * note * np.arange(len(sound)) / RATE)
    return float(2 * abs(np.dot(sound, wave)) / len(sound))


def _decoded(code: int) -> int:
    """Decode a byte of G.711 A-law."""
    code ^= 0x55
    segment, mantissa = code >> 4 & 7, code & 0x0F
    value = mantissa << 4 | 8 if not segment else (mantissa << 4 | 0x108) << segment - 1
    return value if code & 0x80 else -value


_LINEAR = np.array([_decoded(code) for code in range(256)], dtype=np.float64)
