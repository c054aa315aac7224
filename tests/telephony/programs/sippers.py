"""SIPp as caller, telephone and trunk: one process a scenario, on free ports.

A scenario starts its sound as it takes what the ACK stands for, never by a `nop` behind the ACK:
SIPp does one step of a call at a time, and a BYE that comes before such a step is "unexpected".
"""

import logging
import math
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.parts.waiting import SECONDS, until

from alo153.calls.endpoints.phone_accounts import PhoneAccount
from alo153.launch.programs.processes import free_port

_log = logging.getLogger(__name__)
_TALK = "<!-- They talk. -->"
_FINGER = '\n  <pause milliseconds="250"/>'
"""Asterisk takes a key for held while its 100 ms last and a gap after them."""
_WAITS = """
  <nop><action><log message="[call_id]"/></action></nop>
  <recv request="INFO"/>"""


def _info(key: str, number: int) -> str:
    """Write a pressed key as SIP INFO, the way of RFC 2976 and application/dtmf-relay."""
    return f"""
  <send retrans="500"><![CDATA[
    INFO [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: <sip:[caller]@[local_ip]:[local_port]>;tag=[pid]T[call_number]
    To: [$callee]
    Call-ID: [call_id]
    CSeq: {number} INFO
    Max-Forwards: 70
    Content-Type: application/dtmf-relay
    Content-Length: [len]

    Signal={key}
    Duration=100
  ]]></send>
  <recv response="200"/>"""


def _step(before: str, key: str, number: int) -> str:
    """Write one key, after the one before it is let go; a space waits for the test."""
    if key == " ":
        return _WAITS
    return ("" if before == " " else _FINGER) + _info(key, number)


_SCENARIOS = Path(__file__).parent / "sipp"


@dataclass
class Sipper:
    """A SIPp that runs; leaving the block ends it."""

    process: subprocess.Popen[str]
    port: int
    log: Path
    told: int = 0
    """How often it was told to go on."""

    @property
    def uri(self) -> str:
        """The address at which a callee can be rung: `PJSIP/local/<uri>`."""
        return f"sip:agent@127.0.0.1:{self.port}"

    def wait(self, seconds: float = SECONDS) -> bool:
        """Wait for the end of the scenario; True if every message came as written.

        What SIPp says of one that did not is logged, for whoever reads of the failure.
        """
        code = self.process.wait(seconds)
        if code and self.log.is_file():
            _log.warning("SIPp ended with %s: %s", code, self.log.read_text()[-3000:])
        return code == 0

    def go_on(self) -> None:
        """Let the scenario go on once it waits for the test: to hang up, or to press a key.

        It waits for an INFO in its dialog. A time counted from the answer passes also while others
        have the cores, and what should come before may then not have come yet.
        """
        call = until(self._waiting, what=lambda: f"does not wait: {self.log}")
        self.told += 1
        with socket.socket(type=socket.SOCK_DGRAM) as udp:
            udp.sendto(self._word(call).encode(), ("127.0.0.1", self.port))

    def _waiting(self) -> str:
        """Return the Call-ID that is written each time the scenario waits; empty if it does not."""
        path = self.log.with_suffix(".waits")
        calls = path.read_text().splitlines() if path.is_file() else []
        return calls[-1] if len(calls) > self.told else ""

    def _word(self, call: str) -> str:
        # Numbered, or SIPp takes it for one that came before
        lines = [
            f"INFO {self.uri} SIP/2.0",
            f"Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKtest{self.told}",
            "From: <sip:test@127.0.0.1>;tag=test",
            f"To: <{self.uri}>",
            f"Call-ID: {call}",
            f"CSeq: {self.told} INFO",
            "Content-Length: 0",
            "",
        ]
        return "".join(f"{line}\r\n" for line in lines)

    def stop(self) -> None:
        """End it now."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


@dataclass
class Sippers:
    """Starts SIPp against one Asterisk."""

    program: Path
    sip_port: int
    folder: Path
    started: list[Sipper] = field(default_factory=list)

    def call(
        self,
        scenario: str = "caller_until_bye",
        *,
        number: str = "153",
        to: str = "",
        caller: str = "05320000101",
        milliseconds: int = 1000,
        calls: int = 1,
        rate: int = 10,
        hertz: int = 440,
    ) -> Sipper:
        """Start `calls` callers who dial `number`; `milliseconds` is the scenario's pause.

        With `to` the request is for `number`, an account of ours, and only the header To says
        what was dialed.
        """
        if to:
            scenario = self._dialing(to, scenario)
        words = [f"127.0.0.1:{self.sip_port}", "-s", number, "-key", "caller", caller]
        words += ["-m", str(calls), "-l", str(calls), "-r", str(rate)]
        return self._start(scenario, milliseconds, words, hertz)

    def _dialing(self, to: str, scenario: str) -> str:
        text = scenario_file(scenario).read_text()
        path = self.folder / f"{scenario}-to-{len(self.started)}.xml"
        path.write_text(text.replace("To: <sip:[service]@", f"To: <sip:{to}@"))
        return str(path.with_suffix(""))

    def register_wrongly(self, account: str, *, here: str, times: int) -> Sipper:
        """Start somebody at the address `here` who guesses the password of an account."""
        words = [f"127.0.0.1:{self.sip_port}", "-s", account]
        words += ["-au", account, "-ap", "guessed"]
        return self._start("registers_wrongly", 0, [*words, "-m", str(times)], here=here)

    def press(self, keys: str, *, caller: str = "05320000101", hangs_up: bool = False) -> Sipper:
        """Start a caller who dials 153 and presses `keys`; at a space they wait for `go_on`.

        Keys travel as SIP INFO, which needs no raw socket. Then the caller stays, or hangs up when
        told.
        """
        parting = "caller_hangs_up" if hangs_up else "caller_until_bye"
        scenario = scenario_file(parting).read_text()
        numbered = enumerate(zip(" " + keys, keys, strict=False), 2)
        steps = "".join(_step(before, key, n) for n, (before, key) in numbered)
        path = self.folder / f"presses-{len(self.started)}.xml"
        path.write_text(scenario.replace(_TALK, _TALK + steps).replace("2 BYE", "999 BYE"))
        words = [f"127.0.0.1:{self.sip_port}", "-s", "153", "-key", "caller", caller, "-m", "1"]
        return self._start(str(path.with_suffix("")), 0, words)

    def call_as(self, account: PhoneAccount, scenario: str = "guest_calls") -> Sipper:
        """Start a telephone that dials the center with its account."""
        words = [f"127.0.0.1:{self.sip_port}", "-s", account.name, "-au", account.name]
        return self._start(scenario, 0, [*words, "-ap", account.secret, "-m", "1"])

    def press_by_tones(self, key: str, *, number: str = "153") -> Sipper:
        """Start a caller whose telephone knows no RFC 4733: a key is two tones in the sound."""
        scenario = scenario_file("caller_until_bye").read_text()
        for events in (" 101", "    a=rtpmap:101 telephone-event/8000\n", "    a=fmtp:101 0-15\n"):
            assert events in scenario
            scenario = scenario.replace(events, "")
        path = self.folder / f"tones-{len(self.started)}.xml"
        path.write_text(scenario)
        words = [f"127.0.0.1:{self.sip_port}", "-s", number, "-key", "caller", "05320000101"]
        sounding = self.folder / "key"
        sounding.mkdir(exist_ok=True)
        write_key(sounding / "tone.alaw", key)
        return self._start(str(path.with_suffix("")), 1000, [*words, "-m", "1"], sounding=sounding)

    def listen(
        self,
        scenario: str = "callee_until_bye",
        *,
        milliseconds: int = 100,
        calls: int = 1,
        hertz: int = 440,
        port: int = 0,
    ) -> Sipper:
        """Start a telephone that is rung at `uri` and takes `calls` calls, at a `port` if given."""
        # With -aa it answers OPTIONS, too: whether it is there
        words = ["-m", str(calls), "-aa"]
        sipper = self._start(scenario, milliseconds, words, hertz, port=port)
        _wait_until_bound(sipper)
        return sipper

    def stop(self) -> None:
        """End all that still run."""
        for sipper in self.started:
            sipper.stop()

    def _start(
        self,
        scenario: str,
        milliseconds: int,
        words: list[str],
        hertz: int = 440,
        *,
        here: str = "127.0.0.1",
        port: int = 0,
        sounding: Path | None = None,
    ) -> Sipper:
        port, media = port or free_port(), free_port()
        log = self.folder / f"{Path(scenario).name}-{port}.log"
        command = [str(self.program), "-sf", str(scenario_file(scenario)), *words]
        command += ["-i", here, "-p", str(port), "-mi", "127.0.0.1"]
        command += ["-min_rtp_port", str(media), "-max_rtp_port", str(media + 400)]
        command += ["-d", str(milliseconds), "-trace_err", "-error_file", str(log), "-nostdin"]
        command += ["-trace_logs", "-log_file", str(log.with_suffix(".waits"))]
        if sounding is None:
            sounding = self.folder / f"{hertz}"
            sounding.mkdir(exist_ok=True)
            write_tone(sounding / "tone.alaw", hertz)
        process = subprocess.Popen(
            command, cwd=sounding, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, text=True
        )
        sipper = Sipper(process, port, log)
        self.started.append(sipper)
        return sipper


def _wait_until_bound(sipper: Sipper, seconds: float = SECONDS) -> None:
    """Wait until the telephone listens: an INVITE before that would be lost for half a second."""
    deadline = time.monotonic() + seconds
    while not _is_bound(sipper.port):
        assert sipper.process.poll() is None, sipper.log.read_text()
        assert time.monotonic() < deadline, "SIPp does not listen"
        time.sleep(0.01)


def _is_bound(port: int) -> bool:
    """Read it from the kernel: to try the port would take it from SIPp at that moment."""
    rows = Path("/proc/net/udp").read_text().splitlines()[1:]
    return any(row.split()[1].endswith(f":{port:04X}") for row in rows)


def write_tone(path: Path, hertz: int = 440) -> None:
    """Write two seconds of a tone as A-law at 8 kHz, for SIPp to send."""
    if not path.is_file():
        samples = (8000 * math.sin(2 * math.pi * hertz * n / 8000) for n in range(16000))
        path.write_bytes(bytes(alaw(int(sample)) for sample in samples))


KEY_TONES = {"1": (697, 1209), "5": (770, 1336), "9": (852, 1477), "0": (941, 1336)}
"""ITU-T Q.23, as far as the tests press them."""


def write_key(path: Path, key: str) -> None:
    """Write a key as its two tones for a quarter of a second, with silence around, as A-law."""
    low, high = KEY_TONES[key]
    wave = [
        4000 * (math.sin(2 * math.pi * low * n / 8000) + math.sin(2 * math.pi * high * n / 8000))
        for n in range(2000)
    ]
    samples = [0.0] * 4000 + wave + [0.0] * 10000
    path.write_bytes(bytes(alaw(int(sample)) for sample in samples))


def scenario_file(name: str) -> Path:
    """Find a scenario by its name, in the folder of its side; a path names its own file."""
    path = Path(f"{name}.xml")
    return path if path.is_absolute() else next(_SCENARIOS.rglob(path.name))


def alaw(sample: int) -> int:
    """Encode a 16-bit sample by ITU-T G.711."""
    value = min(abs(sample) >> 3, 0xFFF)
    segment = max(value.bit_length() - 5, 0)
    mantissa = value >> max(segment, 1) & 0x0F
    return (segment << 4 | mantissa) ^ (0xD5 if sample >= 0 else 0x55)
