"""A real Asterisk for the tests of a process, on free ports, without a trace of the test before."""

import os
import re
import secrets
import socket
import subprocess
from collections.abc import Callable, Iterator
from functools import cache

import httpx
import pytest
from tests.parts.telephone import spoken
from tests.parts.waiting import SECONDS, until

from alo153.calls.endpoints import beat
from alo153.launch import paths
from alo153.launch.programs.processes import free_port
from alo153.launch.telephony import asterisk as launch
from alo153.launch.telephony.asterisk import Asterisk, Telephony
from alo153.switchboard.asterisk.ari.client import AriAddress
from alo153.switchboard.fallback.members import QUEUE
from alo153.switchboard.runtime import heartbeat

ACCOUNTS = ("agent-", "guest-")
# Below those of `free_port`: where SIPp held the port beside a leg's, Asterisk went without RTCP
# for that leg, and told no packets
RTP_PORTS = range(10_000, 22_000, 400)
_held: list[socket.socket] = []


@pytest.fixture
def asterisk(asterisk_process: "running") -> Iterator[Asterisk]:
    """Return the Asterisk that runs for all tests; what a test leaves in it is taken away."""
    yield asterisk_process.asterisk
    clear(asterisk_process.asterisk)


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
    spoken.copy(found.telephony.city, found.sounds)
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
        self.process.wait(SECONDS)


@pytest.fixture
def ari_address(asterisk: Asterisk) -> AriAddress:
    """Where the Asterisk of the tests takes commands."""
    telephony = asterisk.telephony
    user, password = telephony.ari_user, telephony.ari_password
    return AriAddress(telephony.ari_url, user, password, timeout=SECONDS)


def clear(asterisk: Asterisk) -> None:
    """Take away calls, accounts of telephones, what programs told it, and who its queue rings.

    Asterisk answers before a channel is gone, so it is asked until there is none.
    """
    telephony = asterisk.telephony
    auth = (telephony.ari_user, telephony.ari_password)
    with _client(f"{telephony.ari_url}/ari/", auth) as ari:
        until(lambda: not _hang_up(ari), what="Asterisk keeps a call")
        for endpoint in ari.get("endpoints/PJSIP").json():
            if endpoint["resource"].startswith(ACCOUNTS):
                for kind in ("endpoint", "auth", "aor"):
                    place = f"asterisk/config/dynamic/res_pjsip/{kind}"
                    ari.delete(f"{place}/{endpoint['resource']}")
        for variable in (beat.VARIABLE, heartbeat.RESCUE):
            ari.post("asterisk/variable", params={"variable": variable, "value": ""})
    with _manager(asterisk) as manager:
        for member in _members(manager):
            removal = {"Action": "QueueRemove", "Queue": QUEUE, "Interface": f"PJSIP/{member}"}
            manager.get("/arawman", params=removal)
    os.truncate(asterisk.home / "log/queue_log", 0)  # the removals are in it, too


def rung_without_a_program(asterisk: Asterisk) -> dict[str, bool]:
    """Return the endpoints of agents whom Asterisk's own queue knows, and whether it rings them."""
    with _manager(asterisk) as manager:
        return {name: paused == "0" for name, paused in _members(manager).items()}


def _members(manager: httpx.Client) -> dict[str, str]:
    words = manager.get("/arawman", params={"Action": "QueueStatus", "Queue": QUEUE}).text
    member = r"^Location: PJSIP/(.*)\r$(?:\n.+)*?\nPaused: (.)"
    return dict(re.findall(member, words, re.MULTILINE))


def _manager(asterisk: Asterisk) -> httpx.Client:
    telephony = asterisk.telephony
    login = httpx.DigestAuth(telephony.ami_user, telephony.ami_password)
    return _client(telephony.ari_url, login)


def _client(url: str, auth: tuple[str, str] | httpx.Auth) -> httpx.Client:
    # Nothing here is encrypted, and reading certificates costs more than all that is asked
    return httpx.Client(base_url=url, auth=auth, timeout=SECONDS, trust_env=False, verify=False)


def _hang_up(ari: httpx.Client) -> list[str]:
    """Hang up what stands and return it."""
    kinds = ("channels", "bridges")
    found = [f"{kind}/{each['id']}" for kind in kinds for each in ari.get(kind).json()]
    for name in found:
        ari.delete(name)
    return found


def new_telephony(*, sip_address: str = "127.0.0.1", rtp_timeout: int = 60) -> Telephony:
    """Return settings with free ports and a password of their own."""
    first = rtp_start()
    return Telephony(
        ari_password=secrets.token_hex(8),
        ami_password=secrets.token_hex(8),
        ami_port=free_port(),
        http_port=free_port(),
        sip_address=sip_address,
        rtp_timeout=rtp_timeout,
        sip_port=free_port(),
        rtp_start=first,
        rtp_end=first + RTP_PORTS.step - 1,
    )


@cache
def rtp_start() -> int:
    """Hold ports for the sound of this process's calls, and return the first of them.

    Looked for by the number of the worker, and held as a name of the kernel's, which goes with the
    process: another run beside this one has workers of the same numbers.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for number in range(len(RTP_PORTS)):
        first = RTP_PORTS[(worker + number) % len(RTP_PORTS)]
        name = socket.socket(socket.AF_UNIX)
        try:
            name.bind(f"\0alo153-tests-rtp-{first}")
        except OSError:
            name.close()
        else:
            _held.append(name)
            return first
    raise AssertionError("no ports are left for the sound of calls")
