"""SIPp as callers and telephones of a bench; what it noted is read back from its log."""

from __future__ import annotations

import math
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from alo153.launch.programs import processes

SCENARIOS = Path(__file__).parent / "sipp"
SOUND = '<nop><action><exec rtp_stream="tone.alaw,-1,8"/></action></nop>'
_END_SECONDS = 15


@dataclass(frozen=True)
class Note:
    """One line that a scenario logged: a word, what it is about, and the instant."""

    word: str
    about: str
    call: str
    at: float


@dataclass
class Sipper:
    """A SIPp that runs."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def wait(self, seconds: float) -> bool:
        """Wait for the end of all its calls; True if each went as written."""
        try:
            return self.process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            return False

    def complaint(self) -> str:
        """Return the last thing that it said went wrong, or nothing."""
        errors = self.log.with_name("err.log")
        lines = errors.read_text(errors="replace").splitlines() if errors.is_file() else []
        return lines[-1].rpartition("\t")[2].strip() if lines else ""

    def stop(self) -> None:
        """Take no new call, and end."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGUSR1)
            if not self.wait(_END_SECONDS):
                self.process.kill()
        self.process.wait()

    def end(self) -> None:
        """End at once, in the middle of its calls."""
        self.process.kill()
        self.process.wait()

    def notes(self) -> Iterator[Note]:
        """Read what it noted, in order."""
        lines = self.log.read_text().splitlines() if self.log.is_file() else []
        for words in (line.split() for line in lines):
            call = words[2] if re.fullmatch(r"[0-9a-f-]{36}", words[2]) else ""
            yield Note(words[0], words[1], call, float(words[-1]))


@dataclass
class Sippers:
    """Starts SIPp against one Asterisk, each with files of its own in `folder`."""

    program: Path
    sip_port: int
    folder: Path
    started: list[Sipper] = field(default_factory=list)

    def call(self, number: str, *, calls: int, rate: int, sound: bool = False) -> Sipper:
        """Let so many callers dial `number`, `rate` a second."""
        words = [f"127.0.0.1:{self.sip_port}", "-s", number, "-m", str(calls), "-r", str(rate)]
        return self._start("caller", [*words, "-l", str(calls)], _sound(sound))

    def telephones(
        self, *, ring: int, talk: tuple[int, int], sound: bool = False, port: int = 0
    ) -> Sipper:
        """Start telephones at one port: they ring, talk and hang up after a drawn time."""
        facts = {"ring": str(ring), "least": str(talk[0]), "most": str(talk[1])}
        return self._start("agent", [], facts | _sound(sound), port=port)

    def register(self, accounts: dict[str, str], port: int) -> bool:
        """Register telephones, name to secret, that are rung at `port`."""
        rows = [
            f"{name};[authentication username={name} password={secret}]"
            for name, secret in accounts.items()
        ]
        table = self.folder / "accounts.csv"
        table.write_text("\n".join(["SEQUENTIAL", *rows]) + "\n")
        table.chmod(0o600)
        words = [f"127.0.0.1:{self.sip_port}", "-inf", str(table), "-m", str(len(rows))]
        done = self._start("register", [*words, "-r", "50"], {"port": str(port)}).wait(60)
        table.unlink()
        return done

    def stop(self) -> None:
        """End all that still run."""
        for sipper in self.started:
            sipper.stop()

    def _start(
        self, scenario: str, words: list[str], facts: Mapping[str, str], *, port: int = 0
    ) -> Sipper:
        port, media = processes.free_port(port), processes.free_port()
        folder = self.folder / f"{scenario}-{time.monotonic_ns()}"
        folder.mkdir(parents=True)
        (folder / "scenario.xml").write_text(_filled(scenario, facts))
        write_tone(folder / "tone.alaw")
        command = [str(self.program), "-sf", "scenario.xml", *words, "-nostdin"]
        command += ["-i", "127.0.0.1", "-p", str(port), "-mi", "127.0.0.1", "-mp", str(media)]
        command += ["-trace_logs", "-log_file", "notes.log", "-trace_err", "-error_file", "err.log"]
        with (folder / "out.log").open("wb") as out:
            process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=out)
        sipper = Sipper(process, port, folder / "notes.log")
        self.started.append(sipper)
        return sipper


def _filled(scenario: str, facts: Mapping[str, str]) -> str:
    text = (SCENARIOS / f"{scenario}.xml").read_text()
    for name, value in facts.items():
        text = text.replace(f"{{{{ {name} }}}}", value)
    return text


def _sound(wanted: bool) -> dict[str, str]:
    return {"sound": SOUND if wanted else ""}


def write_tone(path: Path) -> None:
    """Write two seconds of 440 Hz as A-law at 8 kHz."""
    samples = (8000 * math.sin(2 * math.pi * 440 * n / 8000) for n in range(16000))
    path.write_bytes(bytes(_alaw(int(sample)) for sample in samples))


def _alaw(sample: int) -> int:
    """Encode a 16-bit sample by ITU-T G.711."""
    value = min(abs(sample) >> 3, 0xFFF)
    segment = max(value.bit_length() - 5, 0)
    mantissa = value >> max(segment, 1) & 0x0F
    return (segment << 4 | mantissa) ^ (0xD5 if sample >= 0 else 0x55)
