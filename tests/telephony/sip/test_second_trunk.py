"""The first line to the network fails, and the whole switchboard goes on by the second.

All programs are there: a switchboard that hears Asterisk tell things twice, its record, and two
providers. Of a call that failed over nothing stays behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.parts.telephone.asterisk import new_telephony
from tests.telephony.calls.transfers import House, done
from tests.telephony.programs.hearing import AGENT, CITIZEN, OUTSIDE, Hearing
from tests.telephony.programs.sippers import Sippers
from tests.telephony.programs.switchboards import (
    PROMPTS,
    Center,
    Switchboard,
    until,
    write_city,
    write_prompts,
    write_tones,
)
from tests.telephony.programs.trunks import on_the_way

from alo153.calls import actions
from alo153.calls.models import Call, CallLeg
from alo153.city.rules.phone import parse
from alo153.core.clock import now
from alo153.launch.programs.processes import free_port
from alo153.launch.telephony.asterisk import Asterisk
from alo153.launch.telephony.trunk_config import NAMES, Trunk

pytestmark = pytest.mark.telephony

FATMA = parse("0532 000 01 03", country="TR")
INTERPRETER = parse("0262 000 02 02", country="TR")
BOTH_LINES = " ".join(f"PJSIP/{{number}}@{name}" for name in NAMES)
NOBODY = "nobody, and OPTIONS says so"
FAILURES = ("callee_refuses_503", "callee_refuses_500", "callee_silent", NOBODY)


@pytest.fixture(params=FAILURES)
def failing(request: pytest.FixtureRequest, sipp: Sippers) -> int:
    """Return the port of a first line that takes no call."""
    # Each OPTIONS is a call to SIPp
    name = request.param
    return free_port() if name == NOBODY else sipp.listen(name, calls=500).port


@pytest.fixture
def two_lines(
    failing: int, transactional_db: None, asterisk: Asterisk, sipp: Sippers, tmp_path: Path
) -> Iterator[House]:
    """Elif and a citizen; who is called outside is reached by the second line alone."""
    own = new_telephony()
    outside = Hearing(OUTSIDE, own.sip_port)
    # A place is kept only for a number that the network checked
    ports = (failing, outside.port)
    trunks = tuple(Trunk(host=f"127.0.0.1:{port}", screened=True) for port in ports)
    write_city(tmp_path / "city")
    with on_the_way(asterisk, replace(own, trunks=trunks), tmp_path) as ours:
        write_prompts(ours.sounds / PROMPTS)
        switchboard = Switchboard(ours, tmp_path)
        switchboard.start(ALO153_DIAL=BOTH_LINES, ALO153_CITY=str(tmp_path / "city"))
        house = House(Center(ours, switchboard, sipp), outside)
        try:
            yield house
        finally:
            for phone in house.phones:
                phone.stop()
            switchboard.stop_if_running()


def test_who_is_called_by_the_second_line_is_talked_with(two_lines: House) -> None:
    house = two_lines
    actions.dial_call_back(user=house.elif_, number=FATMA, reference="relay:4", at=now())
    until(lambda: house.outside.hears(AGENT) and house.elifs_phone.hears(OUTSIDE))
    until(lambda: house.center.session(house.elif_).state == "talking")
    house.outside.hang_up()
    call = house.nothing_stays(house.center.call())
    assert (call.outcome, call.ended_by, call.agent) == ("answered", "citizen", house.elif_)
    assert call.answered_at is not None
    until(lambda: house.center.session(house.elif_).state == "wrap_up")


def test_a_citizen_whose_place_is_kept_is_called_back_by_the_second_line(
    two_lines: House, tmp_path: Path
) -> None:
    house = two_lines
    # Who calls is known before the greeting ends
    write_tones(tmp_path / "city", ["greeting"], seconds=2)
    actions.set_paused(user=house.elif_, reason="meal", at=now())
    until(lambda: house.center.session(house.elif_).state == "paused")
    network = replace(house.center.sipp, sip_port=house.center.asterisk.telephony.sip_port)
    caller = network.press(" 1", caller="05320000101")
    call = house.center.at("queued", house.center.call())
    caller.go_on()
    call = house.center.at("place_kept", call)
    assert caller.wait(), "hung up by us"
    until(lambda: not house.center.channels())
    actions.set_ready(user=house.elif_, at=now())
    until(lambda: house.outside.hears(AGENT) and house.elifs_phone.hears(OUTSIDE))
    assert house.outside.called.endswith("5320000101")
    house.outside.hang_up()
    call = house.nothing_stays(call)
    assert (call.outcome, call.ended_by, call.agent) == ("answered", "citizen", house.elif_)
    assert call.tries == 0, "the line failed, and not the citizen"
    until(lambda: house.center.session(house.elif_).state == "wrap_up")


def test_who_is_asked_by_the_second_line_joins_the_talk(two_lines: House) -> None:
    house = two_lines
    call = house.talk()
    assert done(actions.consult(user=house.elif_, number=INTERPRETER, at=now())) == ""
    until(lambda: house.outside.hears(AGENT) and house.elifs_phone.hears(OUTSIDE))
    assert done(actions.make_conference(user=house.elif_, at=now())) == ""
    until(lambda: house.citizen.hears(AGENT, OUTSIDE) and house.outside.hears(CITIZEN, AGENT))
    house.silent_end(call)
    assert joined(call) == [INTERPRETER.value]


def test_112_is_reached_by_the_second_line(two_lines: House) -> None:
    house = two_lines
    call = house.talk()
    assert done(actions.hand_over_emergency(user=house.elif_, call=call, note="", at=now())) == ""
    until(lambda: house.citizen.hears(AGENT, OUTSIDE) and house.outside.hears(CITIZEN, AGENT))
    assert (house.outside.called, house.outside.caller) == ("112", "05320000101")
    assert done(actions.complete_transfer(user=house.elif_, at=now())) == ""
    until(lambda: house.citizen.hears(OUTSIDE))
    house.silent_end(call)
    assert joined(call) == ["112"]


def joined(call: Call) -> list[str]:
    """List the numbers outside that joined a call."""
    legs = CallLeg.objects.filter(call=call, kind="outside", joined_at__isnull=False)
    return [leg.number for leg in legs]
