"""A leg that Asterisk kept after its call is ended by the next sweep."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from tests.telephony.calls.transfers import House
from tests.telephony.programs.hearing import AGENT, CITIZEN, COLLEAGUE, Hearing
from tests.telephony.programs.switchboards import until
from tests.telephony.programs.trunks import ari_of

from alo153.launch.telephony.asterisk import Asterisk
from alo153.switchboard.acd.state.state import citizen_leg
from alo153.switchboard.asterisk.ari.client import AriClient

pytestmark = pytest.mark.telephony


async def dial(asterisk: Asterisk, leg: str, phone: Hearing) -> None:
    """Let a leg ring that no call has, as one whose hang-up was lost."""
    async with AriClient(ari_of(asterisk)) as ari:
        endpoint = f"PJSIP/local/{phone.uri}"
        assert (await ari.channels.originate(leg, endpoint=endpoint, timeout=-1)).done


def test_a_leg_that_no_call_has_is_ended_and_a_talk_goes_on(house: House) -> None:
    call = house.talk()
    forgotten = house.telephone(COLLEAGUE, answers=False)
    asyncio.run(dial(house.center.asterisk, citizen_leg(str(uuid4())), forgotten))
    until(lambda: forgotten.called, what="does not ring")
    until(forgotten.ended.is_set, what="rings for ever")
    assert house.citizen.hears(AGENT)
    assert house.elifs_phone.hears(CITIZEN)
    house.silent_end(call)
