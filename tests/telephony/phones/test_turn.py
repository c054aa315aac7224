"""A browser behind a network that lets no sound through talks by a TURN server, a real coturn."""

import subprocess
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Browser
from tests.telephony.programs.browsers import GUEST, PhonePage, Scenes, push, serving, site
from tests.telephony.programs.listening import listening

from alo153.calls.endpoints.phone_accounts import PhoneAccount, guest_name, new_secret
from alo153.calls.endpoints.turn_servers import credentials
from alo153.launch.debian import debs
from alo153.launch.programs.processes import free_port
from alo153.launch.telephony.asterisk import Asterisk
from alo153.switchboard.asterisk.ari import events
from alo153.switchboard.asterisk.ari.client import AriAddress

pytestmark = [pytest.mark.telephony, pytest.mark.journey]
SECRET = "between-us-and-coturn"
# The Asterisk of the tests listens on loopback alone, but offers this machine's other address, from
# which nothing comes back: a TURN server lets only whom the browser named send to it.
ONLY_RELAYED = r"""
const Open = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Open {
  constructor(config) { super({ ...config, iceTransportPolicy: "relay" }); }
  setRemoteDescription({ type, sdp }) {
    const candidate = /(a=candidate:\S+ 1 udp \d+ )\S+/gi;
    const here = sdp.replaceAll(candidate, (_, before) => `${before}127.0.0.1`);
    return super.setRemoteDescription({ type, sdp: here });
  }
};
"""
START_SECONDS = 60.0


@pytest.fixture(params=["udp", "tcp"])
def turn_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Run coturn on loopback, reached by UDP, or by TCP where no UDP gets out."""
    reasons: list[str] = []
    program = debs.program("turnserver", reasons.append)
    if program is None:
        pytest.skip(f"coturn: {reasons}")
    port, log = free_port(), tmp_path / "turn.log"
    words = ["-n", "--no-cli", "--no-tls", "--no-dtls", "--realm", "alo153"]
    words += ["--listening-ip", "127.0.0.1", "--relay-ip", "127.0.0.1", "--allow-loopback-peers"]
    words += ["--listening-port", str(port), "--use-auth-secret", "--static-auth-secret", SECRET]
    words += ["--log-file", str(log), "--simple-log", "--pidfile", str(tmp_path / "turn.pid")]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT}
    process = subprocess.Popen([str(program), *words], **quiet)
    try:
        _wait_until_it_listens(request.param, port, process, log)
        yield f"turn:127.0.0.1:{port}?transport={request.param}"
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _wait_until_it_listens(
    transport: str, port: int, process: subprocess.Popen[Any], log: Path
) -> None:
    deadline = time.monotonic() + START_SECONDS
    here = f":{port:04X} "
    while here not in Path(f"/proc/net/{transport}").read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, "coturn does not listen"
        time.sleep(0.02)


def test_sound_goes_by_the_turn_server_with_a_password_that_ends_by_itself(
    turn_url: str,
    ari_address: AriAddress,
    asterisk: Asterisk,
    scenes: Scenes,
    script: Path,
) -> None:
    until = datetime.now(UTC) + timedelta(hours=1)
    ice = [credentials("guest", [turn_url], SECRET, until=until)]

    async def call(browser: Browser) -> None:
        account = PhoneAccount(guest_name(uuid4().hex[:12]), new_secret())
        page_of_guest = site(GUEST, account, asterisk, script)
        page_of_guest.account["ice"] = ice  # type: ignore[assignment]
        with serving(page_of_guest) as address:
            async with listening(ari_address) as listener:
                await push(listener.ari, account)
                guest = await PhonePage.open(browser, address, script=ONLY_RELAYED)
                await guest.press("dial")
                start = await listener.next(events.StasisStart)
                await listener.ari.channels.answer(start.channel.id)
                await guest.reaches("talking")
                await listener.ari.channels.start_moh(start.channel.id)
                await guest.hears_and_speaks()

    scenes.play(call)
