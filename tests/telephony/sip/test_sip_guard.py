"""Wrong passwords at the real Asterisk: counted, slowed, and nobody else is hindered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from tests.parts.telephone.asterisk import new_telephony, running
from tests.parts.waiting import SECONDS
from tests.telephony.programs.registering import register
from tests.telephony.programs.switchboards import Center, newcomer, until

from alo153.calls import actions
from alo153.calls.models import Call, SipAttempt
from alo153.core.clock import now
from alo153.launch import paths
from alo153.launch.telephony import asterisk as launch
from alo153.launch.telephony.asterisk import Asterisk

pytestmark = pytest.mark.telephony

SCANNER = "127.0.0.9"
CONTACT = "sip:guest@127.0.0.1:9"


@pytest.fixture(autouse=True)
def forgotten(asterisk: Asterisk) -> Iterator[None]:
    """Let the next test begin with a scanner that Asterisk does not know."""
    yield
    telephony = asterisk.telephony
    auth = (telephony.ari_user, telephony.ari_password)
    path = f"{telephony.ari_url}/ari/asterisk/config/dynamic/res_pjsip/acl/slowed-{SCANNER}"
    httpx.delete(path, auth=auth, trust_env=False, timeout=SECONDS)


def test_who_guesses_passwords_is_counted_and_turned_away(center: Center) -> None:
    port = center.asterisk.telephony.sip_port
    account = actions.provision_guest(at=now())
    until(lambda: register(port, account, CONTACT) == 200)
    # SIPp sends again what a full machine kept it from reading the answer to
    center.sipp.register_wrongly(account.name, here=SCANNER, times=5).wait()
    seen = until(lambda: SipAttempt.objects.filter(slowed_until__gt=now()).first())
    assert (seen.address, seen.slowed) == (SCANNER, 1)
    assert seen.tries >= 5
    until(lambda: register(port, account, CONTACT, here=SCANNER) == 403)


def test_an_agent_beside_a_scanner_is_not_hindered(center: Center) -> None:
    agent = newcomer("elif")
    center.seat(agent, center.sipp.listen("agent_answers"))
    account = actions.provision_guest(at=now())
    until(lambda: register(center.asterisk.telephony.sip_port, account, CONTACT) == 200)
    center.sipp.register_wrongly(account.name, here="127.0.0.1", times=6).wait()
    center.sipp.register_wrongly(account.name, here=SCANNER, times=6).wait()
    until(lambda: SipAttempt.objects.filter(slowed_until__gt=now()).exists())
    assert [row.address for row in SipAttempt.objects.all()] == [SCANNER]
    actions.set_ready(user=agent, at=now())
    center.sipp.call()
    assert center.at("answered", center.rings_at(agent)).agent == agent


def test_the_slowing_ends_by_itself(center: Center) -> None:
    port = center.asterisk.telephony.sip_port
    account = actions.provision_guest(at=now())
    until(lambda: register(port, account, CONTACT) == 200)
    center.sipp.register_wrongly(account.name, here=SCANNER, times=5).wait()
    until(lambda: register(port, account, CONTACT, here=SCANNER) == 403)
    SipAttempt.objects.update(slowed_until=now())
    until(lambda: register(port, account, CONTACT, here=SCANNER) == 200)


def test_a_browser_of_a_citizen_is_in_one_call_at_a_time(center: Center) -> None:
    port = center.asterisk.telephony.sip_port
    account = actions.provision_guest(at=now())
    until(lambda: register(port, account, CONTACT) == 200)
    center.speak_plainly(account.name)
    first = center.sipp.call_as(account)
    call = center.at("queued", center.call())
    assert center.sipp.call_as(account, "guest_is_busy").wait()
    center.clear()
    assert first.wait()
    center.at("ended", call)
    center.sipp.call_as(account)
    until(lambda: Call.objects.filter(ended_at__isnull=True).exists())


def test_only_sip_is_open_to_the_world(tmp_path: Path) -> None:
    telephony = new_telephony(sip_address="0.0.0.0")
    found = launch.ensure(paths.var(), telephony, home=tmp_path, env={})
    if not isinstance(found, Asterisk):
        pytest.skip(f"Asterisk: {found}")
    found.prepare()
    with running(found) as asterisk:
        places = listening(asterisk.process.pid)
    open_to_all = {port for address, port in places if not address.startswith("127.")}
    assert open_to_all == {telephony.sip_port}
    assert ("127.0.0.1", telephony.http_port) in places


def listening(pid: int) -> set[tuple[str, int]]:
    """List where a process waits for connections (TCP)."""
    inodes = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed meanwhile
            inodes |= set(re.findall(r"socket:\[(\d+)\]", str(link.readlink())))
    rows = Path("/proc/net/tcp").read_text().splitlines()[1:]
    rows += Path("/proc/net/tcp6").read_text().splitlines()[1:]
    fields = [row.split() for row in rows]
    return {_place(row[1]) for row in fields if row[3] == "0A" and row[9] in inodes}


def _place(text: str) -> tuple[str, int]:
    address, _, port = text.partition(":")
    numbers = [str(byte) for byte in reversed(bytes.fromhex(address[-8:]))]
    return ".".join(numbers), int(port, 16)
