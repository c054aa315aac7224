"""A real clamd for the tests of a process, which knows the EICAR test file and nothing else."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.parts.waiting import SECONDS, until

from alo153.core.files import malware
from alo153.launch.debian import debs
from alo153.launch.programs.processes import free_port
from alo153.launch.testing import servers

# EICAR, https://www.eicar.org/download-anti-malware-testfile/; in two pieces, or every scanner
# of a developer's computer would take this file away
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LIMIT_MB = 1
_CONFIGURATION = """\
Foreground yes
LocalSocket {home}/clamd.ctl
TCPAddr 127.0.0.1
TCPSocket {port}
DatabaseDirectory {home}/signatures
StreamMaxLength {limit}M
MaxThreads 2
"""


class Clamd:
    """A scanner that can be frozen and killed."""

    def __init__(self, home: Path, root: Path) -> None:
        self.url, port = f"unix:{home}/clamd.ctl", free_port()
        self.tcp_url = f"tcp://127.0.0.1:{port}"
        signatures = home / "signatures"
        signatures.mkdir()
        # A body signature, for all kinds of files, anywhere in them
        (signatures / "eicar.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
        configuration = home / "clamd.conf"
        configuration.write_text(_CONFIGURATION.format(home=home, port=port, limit=LIMIT_MB))
        libraries = ":".join(map(str, debs.libraries(root)))
        self._process = subprocess.Popen(
            [root / "usr/sbin/clamd", "-c", configuration],
            env={**os.environ, "LD_LIBRARY_PATH": libraries},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )

    def freeze(self) -> None:
        """Let it stand still."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it without a word."""
        self._process.kill()
        self._process.wait(SECONDS)


@pytest.fixture(scope="session")
def clamd_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clamd]:
    """Run clamd; skips with the reason if it cannot be had."""
    try:
        root = servers.fetch_clamd()
    except debs.Unavailable as reason:
        pytest.skip(f"clamd: {reason}")
    scanner = Clamd(tmp_path_factory.mktemp("clamd"), root)
    yield scanner
    scanner.kill()


@pytest.fixture
def clamd(clamd_process: Clamd, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Clamd:
    """Return the scanner, which files are asked about."""
    monkeypatch.setattr(malware._Rest, "until", 0.0)
    settings.CLAMD_URL = clamd_process.url
    until(malware.answers)
    return clamd_process
