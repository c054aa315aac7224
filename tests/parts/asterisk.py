"""A real Asterisk for the tests, on free ports in a temporary folder."""

import os
import secrets
import subprocess
from collections.abc import Callable, Iterator

import httpx
import pytest

from alo153.launch import asterisk as launch
from alo153.launch import paths, prompts
from alo153.launch.asterisk import Asterisk, Telephony
from alo153.launch.processes import free_port
from alo153.switchboard.ari.client import AriAddress


@pytest.fixture(scope="session")
def asterisk(asterisk_process: "running") -> Asterisk:
    """Return the Asterisk that runs for all tests."""
    return asterisk_process.asterisk


@pytest.fixture
def restart_asterisk(asterisk_process: "running") -> Callable[[], None]:
    """Return what kills Asterisk and starts it again."""
    return asterisk_process.restart


@pytest.fixture(scope="session")
def asterisk_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator["running"]:
    """Run a real Asterisk with our configuration; skips with the reason if there is none."""
    found = launch.ensure(
        paths.var(), new_telephony(), home=tmp_path_factory.mktemp("asterisk"), env={}
    )
    if not isinstance(found, Asterisk):
        pytest.skip(f"Asterisk: {found}")
    prompts.make(found.telephony.city, found.sounds)
    found.prepare()
    with running(found) as process:
        yield process


class running:
    """Run an Asterisk as long as the block lasts; `restart` kills and starts it."""

    def __init__(self, asterisk: Asterisk) -> None:
        self.asterisk = asterisk
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            self.asterisk.command(),
            env=self.asterisk.environment,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.asterisk.wait_until_ready()
        return process

    def restart(self) -> None:
        """Kill Asterisk without a word and start it again: calls and accounts are lost."""
        self.process.kill()
        self.process.wait()
        self.process = self._start()

    def __enter__(self) -> "running":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(15)


@pytest.fixture
def ari_address(asterisk: Asterisk) -> Iterator[AriAddress]:
    """Where the Asterisk of the tests takes commands; what a test leaves behind is removed."""
    telephony = asterisk.telephony
    yield AriAddress(telephony.ari_url, telephony.ari_user, telephony.ari_password)
    auth = (telephony.ari_user, telephony.ari_password)
    with httpx.Client(base_url=f"{telephony.ari_url}/ari/", auth=auth) as http:
        for kind in ("channels", "bridges"):
            for left in http.get(kind).json():
                http.delete(f"{kind}/{left['id']}")


def new_telephony(*, sip_address: str = "127.0.0.1", rtp_timeout: int = 60) -> Telephony:
    """Return settings with free ports and a password of their own."""
    # Below those of `free_port`: where SIPp held the port beside a leg's, Asterisk went without
    # RTCP for that leg, and told no packets
    first = 10000 + os.getpid() % 30 * 400
    return Telephony(
        ari_password=secrets.token_hex(8),
        ami_password=secrets.token_hex(8),
        ami_port=free_port(),
        http_port=free_port(),
        sip_address=sip_address,
        rtp_timeout=rtp_timeout,
        sip_port=free_port(),
        rtp_start=first,
        rtp_end=first + 399,
    )
