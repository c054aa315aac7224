"""The Asterisk of a worker forgets each test, and no other worker has its ports."""

import multiprocessing

import httpx
import pytest
from tests.parts.telephone.asterisk import RTP_PORTS, clear, rtp_start
from tests.parts.waiting import SECONDS, until
from tests.telephony.programs.sippers import Sippers

from alo153.calls.endpoints import beat
from alo153.calls.endpoints.phone_accounts import PhoneAccount, agent_name, objects
from alo153.launch.telephony.asterisk import Asterisk
from alo153.switchboard.fallback.members import QUEUE

pytestmark = pytest.mark.telephony


def test_nothing_of_a_test_stays(asterisk: Asterisk, sipp: Sippers) -> None:
    telephony = asterisk.telephony
    login = httpx.DigestAuth(telephony.ami_user, telephony.ami_password)
    manager = httpx.Client(base_url=telephony.ari_url, auth=login, trust_env=False, timeout=SECONDS)
    auth = (telephony.ari_user, telephony.ari_password)
    ari = httpx.Client(
        base_url=f"{telephony.ari_url}/ari/", auth=auth, trust_env=False, timeout=SECONDS
    )

    def asked(action: str, **fields: str) -> str:
        return manager.get("/arawman", params={"Action": action, **fields}).text

    def left() -> dict[str, bool]:
        heard = ari.get("asterisk/variable", params={"variable": beat.VARIABLE}).json()
        return {
            "calls": bool(ari.get("channels").json()),
            "bridges": bool(ari.get("bridges").json()),
            "accounts": any(
                each["resource"] == agent_name(7) for each in ari.get("endpoints/PJSIP").json()
            ),
            "words": bool(heard["value"]),
            "members": "QueueMember" in asked("QueueStatus", Queue=QUEUE),
            "log": bool((asterisk.home / "log/queue_log").read_text()),
        }

    with manager, ari:
        for kind, fields in objects(agent_name(7), PhoneAccount(agent_name(7), "x").digest):
            items = [{"attribute": key, "value": value} for key, value in fields.items()]
            place = f"asterisk/config/dynamic/res_pjsip/{kind}/{agent_name(7)}"
            ari.put(place, json={"fields": items}).raise_for_status()
        ari.post("bridges").raise_for_status()
        said = {"variable": beat.VARIABLE, "value": "x"}
        ari.post("asterisk/variable", params=said).raise_for_status()
        asked("QueueAdd", Queue=QUEUE, Interface=f"PJSIP/{agent_name(7)}", MemberName="x")
        sipp.call()
        until(lambda: all(left().values()), what=lambda: str(left()))
        clear(asterisk)
        # Asterisk forgets the state of an endpoint a moment after its object
        until(lambda: not any(left().values()), what=lambda: str(left()))


def test_two_processes_never_share_the_ports_of_their_calls() -> None:
    mine, ours = rtp_start(), multiprocessing.get_context("fork").SimpleQueue()

    def look() -> None:
        rtp_start.cache_clear()
        ours.put(rtp_start())

    other = multiprocessing.get_context("fork").Process(target=look)
    other.start()
    other.join(30)
    assert ours.get() != mine
    assert mine in RTP_PORTS
