"""baresip: a SIP telephone that others wrote, lest SIPp and our code agree on a mistake."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from tests.parts.waiting import SECONDS

from alo153.calls.endpoints.phone_accounts import PhoneAccount
from alo153.knowledge import sound
from alo153.launch.debian import debs
from alo153.launch.programs.processes import free_port

RATE = 8000
FULL = 32768
WAV_HEAD = 44
CONFIG = """
module_path {modules}
module account.so
module g711.so
module aufile.so
module menu.so
sip_listen 127.0.0.1:{port}
audio_source aufile,{spoken}
audio_player aufile,{heard}
audio_alert aufile,{spoken}
"""


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
    folder.mkdir()
    phone = Baresip(folder)
    _write_tone(folder / "spoken.wav")
    root = Path("/") if program.is_relative_to("/usr/bin") else debs.root_of(debs.HOST)
    modules = root / "usr/lib/baresip/modules"
    (folder / "config").write_text(
        CONFIG.format(
            modules=modules,
            port=free_port(),
            spoken=folder / "spoken.wav",
            heard=phone.heard,
        )
    )
    (folder / "accounts").write_text(
        f"<{account.uri}>;auth_user={account.name};auth_pass={account.secret};regint=60"
        f';outbound="sip:127.0.0.1:{sip_port};transport=udp";answermode=auto;audio_codecs=pcma\n'
    )
    with phone.log.open("wb") as log:
        process = subprocess.Popen(
            [str(program), "-f", str(folder)], stdin=subprocess.PIPE, stdout=log, stderr=log
        )
        try:
            yield phone
        finally:
            process.terminate()
            process.wait(SECONDS)


def _write_tone(path: Path) -> None:
    sound.write(0.4 * np.sin(2 * np.pi * 700 * np.arange(20 * RATE) / RATE), path, RATE)
