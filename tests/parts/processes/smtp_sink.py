"""Postfix's own `smtp-sink`, the mail server behind ours: it writes down what it takes.

smtp-sink(1); whoever needs one starts it at the port that a server hands its letters on to.
"""

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.parts.waiting import SECONDS, until

from alo153.launch.debian import debs
from alo153.launch.programs import owner
from alo153.launch.testing import servers

_NOBODY = 65534


@dataclass
class Sink:
    """What a running sink took."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def taken(self) -> list[EmailMessage]:
        """Return the mails, oldest first; `X-Mail-Args` and `X-Rcpt-Args` hold the envelope."""
        files = sorted(self.folder.glob("mail.*"), key=lambda file: file.stat().st_mtime_ns)
        return [_read(file) for file in files]


@contextmanager
def smtp_sink(folder: Path, port: int, *options: str) -> Iterator[Sink]:
    """Run it with further `options`, say ``-f RCPT``: it refuses each recipient for good."""
    root = servers.fetch_mail()
    number = _NOBODY if os.geteuid() == 0 else os.geteuid()
    if os.geteuid() == 0:
        os.chown(folder, number, number)
    libraries = [root / "usr/lib/postfix", *debs.libraries(root)]
    command = owner.command([folder, root], number)
    command += [str(root / "usr/sbin/smtp-sink"), "-4", "-a", "-d", f"{folder}/mail."]
    process = subprocess.Popen(
        [*command, *options, f"127.0.0.1:{port}", "10"],
        env={**os.environ, "LD_LIBRARY_PATH": ":".join(map(str, libraries))},
    )
    try:
        until(lambda: _answers(port))
        yield Sink(folder, process)
    finally:
        process.kill()
        process.wait(SECONDS)


def _read(file: Path) -> EmailMessage:
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
            return line.recv(4) == b"220 "
    except OSError:
        return False
