"""baresip: a SIP telephone that others wrote, lest SIPp and our code agree on a mistake."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from tests.parts.waiting import SECONDS

from alo153.calls.endpoints.phone_accounts import PhoneAccount
from alo153.knowledge import sound
from alo153.launch.debian import debs
from alo153.launch.programs.processes import free_port

RATE = 8000
FULL = 32768
WAV_HEAD = 44
# `module_app` comes after every `module`: an account names codecs and encryptions that are there
CONFIG = """
module_path {modules}
module g711.so
module aufile.so
module_app account.so
module_app menu.so
sip_listen 127.0.0.1:{port}
audio_source aufile,{spoken}
audio_player aufile,{heard}
audio_alert aufile,{spoken}
"""


ENCRYPTED = """
module srtp.so
sip_certificate {certificate}
sip_verify_server no
"""


def found() -> Path:
    """Return baresip; skips with the reason if it cannot be had."""
    reasons: list[str] = []
    program = debs.program("baresip", reasons.append)
    if program is None:
        pytest.skip(f"baresip: {reasons}")
    return program


class Baresip:
    """A telephone that runs; what it hears is in `heard` when it has ended."""

    def __init__(self, folder: Path) -> None:
        self.heard = folder / "heard.wav"
        self.log = folder / "baresip.log"

    def loudness(self) -> float:
        """Return how loud the loudest moment was that it has heard so far, 0 to 1."""
        written = self.heard.read_bytes()[WAV_HEAD:] if self.heard.is_file() else b""
        samples = np.frombuffer(written[: len(written) // 2 * 2], dtype="<i2")
        return float(np.abs(samples.astype(np.float64)).max(initial=0.0)) / FULL


@contextmanager
def baresip(program: Path, folder: Path, account: PhoneAccount, sip_port: int) -> Iterator[Baresip]:
    """Run a telephone that registers with an account by itself and picks up what rings."""
    line = (
        f"<{account.uri}>;auth_user={account.name};auth_pass={account.secret};regint=60"
        f';outbound="sip:127.0.0.1:{sip_port};transport=udp";answermode=auto;audio_codecs=pcma\n'
    )
    with _running(program, folder, line, free_port()) as phone:
        yield phone


@contextmanager
def encrypted_provider(
    program: Path, folder: Path, number: str, certificate: Path, *, dials: str = ""
) -> Iterator[tuple[Baresip, int]]:
    """Run a provider that takes calls to a number by TLS with SRTP alone; gives its port.

    With `dials`, an address, a citizen of that number calls there at once. baresip takes TLS at
    the port after the one for the other transports.
    """
    line = (
        f"<sip:{number}@127.0.0.1;transport=tls>;regint=0;answermode=auto"
        ";mediaenc=srtp-mand;audio_codecs=pcma\n"
    )
    port = free_port()
    more = ENCRYPTED.format(certificate=certificate)
    words = ("-e", f"/dial {dials}") if dials else ()
    with _running(program, folder, line, port, more, words) as provider:
        yield provider, port + 1


@contextmanager
def _running(
    program: Path,
    folder: Path,
    account: str,
    port: int,
    more: str = "",
    words: tuple[str, ...] = (),
) -> Iterator[Baresip]:
    folder.mkdir()
    phone = Baresip(folder)
    _write_tone(folder / "spoken.wav")
    root = Path("/") if program.is_relative_to("/usr/bin") else debs.root_of(debs.HOST)
    modules = root / "usr/lib/baresip/modules"
    facts = {"modules": modules, "port": port, "heard": phone.heard}
    config = CONFIG.format(spoken=folder / "spoken.wav", **facts)
    (folder / "config").write_text(config + more)
    (folder / "accounts").write_text(account)
    with phone.log.open("wb") as log:
        command = [str(program), "-f", str(folder), *words]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log)
        try:
            yield phone
        finally:
            process.terminate()
            process.wait(SECONDS)


def _write_tone(path: Path) -> None:
    sound.write(0.4 * np.sin(2 * np.pi * 700 * np.arange(20 * RATE) / RATE), path, RATE)
