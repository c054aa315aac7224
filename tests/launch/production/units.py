"""A stand-in for systemd: runs the units of a folder as their files say, for one user."""

import os
import shlex
import signal
import socketserver
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

_STOP_SECONDS = 90
"""TimeoutStopSec: after this systemd kills (systemd-system.conf(5))."""
# `systemctl WORDS` tells the test, which runs the programs: what they cost is the test's
_SYSTEMCTL = f"""#!{sys.executable}
import socket, sys
line = socket.socket(socket.AF_UNIX)
line.connect(sys.argv[0] + ".socket")
line.sendall((" ".join(sys.argv[1:]) + chr(10)).encode())
sys.exit(line.makefile().readline().strip() or 0)
"""


class Ended(NamedTuple):
    """A unit that was stopped, and the exit code of its program."""

    name: str
    code: int


class Systemd:
    """Start and stop the units in `folder`; each leads a session, its control group."""

    def __init__(self, folder: Path, logs: Path) -> None:
        self.folder = folder
        self.logs = logs
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.ended: list[Ended] = []
        self.started: list[str] = []

    def obey(self, words: list[str]) -> None:
        """Do what `systemctl` was told."""
        verb, names = words[0], [word for word in words[1:] if not word.startswith("-")]
        known: dict[str, list[Callable[[str], None]]] = {
            "daemon-reload": [],
            "enable": [self.start] if "--now" in words else [],
            "start": [self.start],
            "stop": [self.stop],
            "restart": [self.stop, self.start],
        }
        for name in names:
            for act in known[verb]:
                act(name)

    def settings(self, name: str) -> dict[str, str]:
        """Return the section `[Service]` of a unit."""
        text = (self.folder / f"{name}.service").read_text()
        section = text.split("[Service]")[1].split("[Install]")[0]
        pairs = (line.partition("=") for line in section.splitlines() if "=" in line)
        return {key: value for key, _, value in pairs}

    def start(self, name: str) -> None:
        """Run a unit's command with the environment of its file and nothing of ours."""
        unit = self.settings(name)
        lines = Path(unit["EnvironmentFile"]).read_text().splitlines()
        given = {key: value for key, _, value in (line.partition("=") for line in lines)}
        with (self.logs / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                shlex.split(unit["ExecStart"]),
                cwd=unit["WorkingDirectory"],
                env={"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin", **given},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.started.append(name)

    def stop(self, name: str) -> None:
        """Send the unit's KillSignal to all its processes, and wait for its program to end."""
        process = self.running.pop(name)
        ending = signal.Signals[self.settings(name).get("KillSignal", "SIGTERM")]
        os.killpg(process.pid, ending)
        self.ended.append(Ended(name, process.wait(_STOP_SECONDS)))

    def words(self) -> str:
        """Return the ends of all logs, for a test that fails."""
        logs = sorted(self.logs.glob("*.log"))
        return "\n".join(f"{log.stem}: {log.read_text(errors='replace')[-1500:]}" for log in logs)


class _Listener(socketserver.ThreadingUnixStreamServer):
    systemd: Systemd


class _Order(socketserver.StreamRequestHandler):
    server: _Listener

    def handle(self) -> None:
        words = self.rfile.readline().decode().split()
        try:
            self.server.systemd.obey(words)
        except Exception as reason:  # whoever ordered it hears why
            self.wfile.write(f"{' '.join(words)}: {reason!r}\n".encode())


@contextmanager
def systemd(folder: Path, systemctl: Path, logs: Path) -> Iterator[Systemd]:
    """Let the program `systemctl` start and stop units; all that run end with the block."""
    manager = Systemd(folder, logs)
    systemctl.write_text(_SYSTEMCTL)
    systemctl.chmod(0o755)
    with _Listener(f"{systemctl}.socket", _Order) as listener:
        listener.systemd = manager
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield manager
        finally:
            listener.shutdown()
            thread.join()
            for name in [*manager.running]:
                manager.stop(name)
