"""Programs that tests start: as a process of their own, or forked from a warm one.

A start of Python, Django and all of our modules takes two seconds of a core, a fork a hundredth.
What is forked is as much of a process as what is started: it has its own session, environment and
log, its own exit code, and may be killed and stopped (`test_programs.py` compares them).
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
MOST_BYTES = 200_000
"""Of a request: environment variables above all."""
MOST_FILES = 16
_WARM_SECONDS = 120.0


class Forked:
    """A forked program, which answers as `subprocess.Popen` does."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self.returncode: int | None = None
        self.pid: int = self._hear()["pid"]

    def poll(self) -> int | None:
        """Return the exit code, or None while it runs."""
        if self.returncode is None:
            self._line.setblocking(False)
            try:
                self._end()
            except BlockingIOError:
                return None
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return the exit code. Raises subprocess.TimeoutExpired."""
        if self.returncode is None:
            self._line.settimeout(timeout)
            try:
                self._end()
            except TimeoutError:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0) from None
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended: whoever forked it may know that before we hear."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _end(self) -> None:
        self.returncode = self._hear()["code"]
        self._line.close()

    def _hear(self) -> dict[str, int]:
        words = self._line.recv(MOST_BYTES)
        # Who forks is gone, and its programs with it
        return json.loads(words) if words else {"code": -signal.SIGKILL}


type Program = subprocess.Popen[bytes] | Forked


def begin(
    module: str, *words: str, environment: Mapping[str, str], log: Path, cold: bool = False
) -> Program:
    """Start `python -m module words`, whose output goes to the end of `log`.

    Warm unless `cold`: only the real start of a program is proved by a cold one.
    """
    with log.open("ab") as output:
        if not cold:
            return fork(warm(), [module, *words], environment, [output.fileno(), output.fileno()])
        return subprocess.Popen(
            [sys.executable, "-m", module, *words],
            env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def fork(
    address: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    output: Sequence[int],
    passed: Sequence[int] = (),
) -> Forked:
    """Ask for a program with its two outputs, and more descriptors that keep their numbers."""
    line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    line.connect(address)
    asked = {
        "command": list(command),
        "environment": dict(environment),
        "folder": str(Path.cwd()),
        "passed": list(passed),
    }
    socket.send_fds(line, [json.dumps(asked).encode()], [*output, *passed])
    return Forked(line)


@cache
def warm() -> str:
    """Start the process that forks, once for this one, and return its address; it ends with us."""
    address = f"\0alo153-tests-{os.getpid()}-{secrets.token_hex(8)}"
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "DATABASE_URL" and not name.startswith(("ALO153_", "PYTEST_"))
    }
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.parts.processes.warm", address[1:]],
        cwd=PROJECT,
        env={
            **environment,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "ALO153_DEVELOPMENT": "1",
            "ALO153_VAR": os.environ.get("ALO153_VAR", str(PROJECT / "var")),
            "OPENBLAS_NUM_THREADS": "1",  # a process with threads cannot be forked safely
        },
        stdin=subprocess.PIPE,
        start_new_session=True,
    )
    _servers[address] = server
    _wait_for(address, server)
    return address


_servers: dict[str, subprocess.Popen[bytes]] = {}


def warm_process() -> int:
    """Return the number of the process that forks."""
    return _servers[warm()].pid


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _WARM_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as line:
            try:
                line.connect(address)
            except ConnectionRefusedError:
                time.sleep(0.02)
            else:
                return
    raise AssertionError("the process that forks did not start")
