"""A center of its own for a bench: PostgreSQL, Asterisk and the switchboard, on free ports."""

from __future__ import annotations

import os
import resource
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from alo153.calls.menu import voice
from alo153.knowledge import sound
from alo153.launch import paths
from alo153.launch.debian import debs
from alo153.launch.programs import child_environment, postgres, processes
from alo153.launch.telephony import asterisk, music
from bench import yardstick
from bench.sippers import Sippers

PROMPTS = "bench"
"""The prompts of a bench: tones of a fifth of a second, for words cost time and say nothing."""
JOINED = "the switchboard has joined Asterisk"
RTP_PORTS = (10000, 14999)
NEVER_SECONDS = 7200
"""Callers of a storm send no sound, and are alive all the same."""
NO_LIMIT = 100_000
"""A storm comes from one address, with more calls at once than a center allows."""
_START_SECONDS = 60


class BenchError(RuntimeError):
    """Say in plain words why a bench cannot run here."""


@dataclass
class Center:
    """What runs for a bench."""

    folder: Path
    database_url: str
    phone: asterisk.Asterisk
    sipp: Sippers
    programs: dict[str, int] = field(default_factory=dict)
    """Process numbers by name."""
    switchboard: subprocess.Popen[bytes] | None = None
    survey: int = 0
    """Seconds a caller may stay after the talk to say how it was."""

    def start_switchboard(self) -> None:
        """Start the real program and wait until it has joined Asterisk."""
        log = self.folder / "switchboard.log"
        with log.open("wb") as out:
            self.switchboard = subprocess.Popen(
                [sys.executable, "-m", "alo153.switchboard"],
                env={**os.environ, **self.environment()},
                stdout=out,
                stderr=out,
            )
        self.programs["switchboard"] = self.switchboard.pid
        until(lambda: JOINED in log.read_text(), "the switchboard did not start")

    def stop_switchboard(self) -> None:
        """End the program; Asterisk continues."""
        if self.switchboard is not None:
            self.switchboard.terminate()
            self.switchboard.wait()
            self.switchboard = None
            del self.programs["switchboard"]

    def environment(self) -> dict[str, str]:
        """Return what our programs are told."""
        telephony = self.phone.telephony
        return {
            **child_environment.of_processes(database_url=self.database_url),
            "DATABASE_URL": self.database_url,
            "ALO153_ARI_URL": telephony.ari_url,
            "ALO153_ARI_PASSWORD": telephony.ari_password,
            "ALO153_AMI_USER": telephony.ami_user,
            "ALO153_AMI_PASSWORD": telephony.ami_password,
            "ALO153_RECORDING_SPOOL": str(self.phone.home / "spool/recording"),
            "ALO153_SECURITY_LOG": str(self.phone.home / "log/security.log"),
            "ALO153_QUEUE_LOG": str(self.phone.home / "log/queue_log"),
            "ALO153_CITY": PROMPTS,
            "ALO153_WRAP_UP_SECONDS": "0",
            "ALO153_SURVEY_SECONDS": str(self.survey),
        }


def until(
    question: Callable[[], object],
    reason: str | Callable[[], str],
    seconds: float = _START_SECONDS,
) -> None:
    """Ask until the answer is true. Raises BenchError with `reason`."""
    deadline = time.monotonic() + seconds
    while not question():
        if time.monotonic() > deadline:
            raise BenchError(reason() if callable(reason) else reason)
        time.sleep(0.05)


@contextmanager
def opened(*, survey: int = 0) -> Iterator[Center]:
    """Run a center as long as the block lasts. Raises BenchError, PostgresError, TelephonyError."""
    folder = paths.var() / "bench" / str(os.getpid())
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        database = stack.enter_context(_database(folder))
        phone = _asterisk(folder)
        process = stack.enter_context(_running(phone))
        sipp = Sippers(_sipp(), phone.telephony.sip_port, folder)
        stack.callback(sipp.stop)
        center = Center(folder, database.owner_url, phone, sipp, survey=survey)
        stack.callback(center.stop_switchboard)
        center.programs |= {"asterisk": process.pid, "postgres": postmaster(database)}
        fill(center.environment())
        yield center
    shutil.rmtree(folder)  # kept after an error: the logs say why


@contextmanager
def _database(folder: Path) -> Iterator[postgres.Server]:
    """Start a server that writes as safely as in production."""
    word = secrets.token_hex(12)
    words = postgres.Passwords(program=word, owner=word, admin=word)
    server = postgres.prepare(folder / "postgres", passwords=words)
    with postgres.started(server):
        yield server


def postmaster(server: postgres.Server) -> int:
    """Return the number of the server's parent process."""
    return int((server.data / "postmaster.pid").read_text().split()[0])


def fill(environment: Mapping[str, str], *, demo: bool = False) -> None:
    """Make the tables and load the city, as the first start does. Raises BenchError."""
    named = {**os.environ, **environment, "ALO153_CITY": child_environment.city()}
    words = [["migrate", "-v", "0"], ["load_city"], *([["load_demo"]] if demo else [])]
    for each in words:
        done = subprocess.run(
            [sys.executable, "-m", "alo153", *each],
            env=named,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BenchError(f"{each[0]} failed: {done.stderr[-400:]}")


def _asterisk(folder: Path) -> asterisk.Asterisk:
    telephony = asterisk.Telephony(
        ari_password=secrets.token_hex(8),
        ami_password=secrets.token_hex(8),
        city=PROMPTS,
        http_port=processes.free_port(),
        sip_port=processes.free_port(),
        rtp_start=RTP_PORTS[0],
        rtp_end=RTP_PORTS[1],
        rtp_timeout=NEVER_SECONDS,
        calls_at_once=NO_LIMIT,
        calls_from_number=NO_LIMIT,
    )
    found = asterisk.ensure(paths.var(), telephony, home=folder / "asterisk", env={})
    if not isinstance(found, asterisk.Asterisk):
        raise BenchError(f"a bench needs an Asterisk of its own: {found}")
    _write_prompts(found.sounds / PROMPTS)
    music.write(found.sounds / "music")
    found.prepare()
    yardstick.add_to(found.home / "etc")
    return found


def _write_prompts(folder: Path) -> None:
    folder.mkdir(parents=True)
    tone = 0.3 * np.sin(2 * np.pi * 440 * np.arange(3200) / 16000)
    for name in voice.ALL_SOUNDS:
        sound.write_all(tone, 16000, folder / name)


@contextmanager
def _running(phone: asterisk.Asterisk) -> Iterator[subprocess.Popen[bytes]]:
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(
        phone.command(),
        env=_environment_of(phone.environment),
        cwd="/",
        stdin=nowhere,
        stdout=nowhere,
        stderr=nowhere,
    )
    try:
        phone.wait_until_ready()
        yield process
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _environment_of(given: Mapping[str, str]) -> dict[str, str]:
    """Let Asterisk open as many sockets as this machine allows: four for a call of two legs."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return dict(given)


def _sipp() -> Path:
    reasons: list[str] = []
    program = debs.program("sipp", reasons.append)
    if program is None:
        raise BenchError(f"SIPp cannot be had: {' '.join(reasons)}")
    return program
