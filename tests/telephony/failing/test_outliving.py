"""What Asterisk kept after its call is ended by the next sweep, and a talk goes on meanwhile."""

from __future__ import annotations

import asyncio

import pytest
from tests.parts.waiting import COLD_SECONDS
from tests.telephony.calls.transfers import House
from tests.telephony.failing.losing import LosingDeletes
from tests.telephony.programs.hearing import AGENT, CITIZEN, COLLEAGUE, OUTSIDE, Hearing
from tests.telephony.programs.switchboards import until
from tests.telephony.programs.trunks import ari_of

from alo153.calls import actions
from alo153.calls.models import Call
from alo153.core.clock import now
from alo153.launch.telephony.asterisk import Asterisk
from alo153.switchboard.acd.state.leg_ids import citizen_leg
from alo153.switchboard.asterisk.ari.client import AriClient

pytestmark = pytest.mark.telephony


async def dial(asterisk: Asterisk, leg: str, phone: Hearing) -> None:
    """Let a telephone ring without a word to the program."""
    async with AriClient(ari_of(asterisk)) as ari:
        endpoint = f"PJSIP/local/{phone.uri}"
        assert (await ari.channels.originate(leg, endpoint=endpoint, timeout=-1)).done


def call_is_over(house: House, *others: Call) -> Call:
    """Let somebody call and give up in the line."""
    caller = house.telephone(COLLEAGUE)
    caller.call("05320000102")
    known = [other.pk for other in others]
    call = house.center.at("queued", until(Call.objects.exclude(pk__in=known).first))
    caller.hang_up()
    return house.center.at("ended", call)


def test_a_leg_whose_hang_up_was_lost_is_ended_and_a_talk_goes_on(house: House) -> None:
    talk = house.talk()
    over = call_is_over(house, talk)
    kept = house.telephone(OUTSIDE, answers=False)
    asyncio.run(dial(house.center.asterisk, citizen_leg(str(over.pk)), kept))
    until(lambda: kept.called, what="does not ring")
    until(kept.ended.is_set, what="rings for ever")
    assert house.citizen.hears(AGENT)
    assert house.elifs_phone.hears(CITIZEN)
    house.silent_end(talk)


def test_a_citizen_and_a_bridge_that_asterisk_kept_are_not_left_there(house: House) -> None:
    """Asterisk does nothing of what it is told at the end of the talk: all of it stays."""
    center = house.center
    with LosingDeletes(center.asterisk.telephony.http_port) as way:
        center.switchboard.stop()
        center.switchboard.start(ALO153_ARI_URL=way.url)
        talk = house.talk()
        way.loses = True
        actions.hang_up(user=house.elif_, at=now())
        talk = center.at("ended", talk)
        until(lambda: len(way.lost) == 3, what=lambda: f"lost so far: {way.lost}")
        way.loses = False
        assert len(center.channels()) == 2
        assert len(center.bridges()) == 1
        until(house.citizen.ended.is_set, COLD_SECONDS, "the citizen stays on the line")
        house.nothing_stays(talk)
