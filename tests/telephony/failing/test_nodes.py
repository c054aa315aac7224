"""Two real Asterisks, each with its switchboard, share one line through one PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.parts.telephone.asterisk import new_telephony, running
from tests.telephony.programs.sippers import Sippers
from tests.telephony.programs.switchboards import (
    PROMPTS,
    Center,
    Switchboard,
    until,
    write_prompts,
    write_tones,
)

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.call_words import MonitoringMode
from alo153.calls.endpoints.node_names import Address
from alo153.calls.menu import voice
from alo153.calls.models import AgentStateSpan, Call, Node, Offer, SharedCall
from alo153.calls.models.monitoring import Monitoring
from alo153.calls.supervision.monitoring import actions as monitoring
from alo153.core.clock import now
from alo153.launch import paths
from alo153.launch.telephony import asterisk as launch
from alo153.launch.telephony.asterisk import Asterisk, Telephony

pytestmark = pytest.mark.telephony
NAMES = ("east", "west")
PORTS_EACH = 200


@dataclass
class Place:
    """One node: its Asterisk, and the center as it is seen from there."""

    process: running
    center: Center


@pytest.fixture
def places(
    transactional_db: None,
    sipp_program: Path,
    tmp_path_factory: pytest.TempPathFactory,
    settings: Settings,
    cold: bool,
) -> Iterator[dict[str, Place]]:
    """Run two nodes that know each other."""
    telephonies = _telephonies()
    settings.NODES = telephonies["east"].nodes
    settings.NODE_SOCKETS = {name: f"ws://{name}/ws" for name in NAMES}
    found: dict[str, Place] = {}
    try:
        for name, telephony in telephonies.items():
            home = tmp_path_factory.mktemp(name)
            found[name] = _start(name, telephony, home, sipp_program, cold=cold)
        until(lambda: Node.objects.count() == len(NAMES))
        yield found
    finally:
        for place in found.values():
            place.center.sipp.stop()
            place.center.switchboard.stop_if_running()
            place.process.process.kill()
            place.process.process.wait()


def _telephonies() -> dict[str, Telephony]:
    plain = {name: new_telephony() for name in NAMES}
    nodes = {name: Address("127.0.0.1", each.sip_port) for name, each in plain.items()}
    return {
        name: replace(
            each,
            node=name,
            nodes=nodes,
            node_secret="known at both nodes",
            rtp_start=each.rtp_start + PORTS_EACH * number,
            rtp_end=each.rtp_start + PORTS_EACH * (number + 1) - 1,
        )
        for number, (name, each) in enumerate(plain.items())
    }


def _start(name: str, telephony: Telephony, home: Path, sipp_program: Path, *, cold: bool) -> Place:
    asterisk = launch.ensure(paths.var(), telephony, home=home, env={})
    if not isinstance(asterisk, Asterisk):
        pytest.skip(f"Asterisk: {asterisk}")
    asterisk.prepare()
    write_prompts(asterisk.sounds / PROMPTS)
    write_tones(asterisk.sounds / telephony.city, voice.FALLBACK)
    sippers = Sippers(sipp_program, telephony.sip_port, home)
    switchboard = Switchboard(asterisk, home, cold=cold)
    place = Place(running(asterisk), Center(asterisk, switchboard, sippers))
    nodes = (f"{node}={at.host}:{at.port}" for node, at in telephony.nodes.items())
    sockets = (f"{node}=ws://{node}/ws" for node in telephony.nodes)
    switchboard.start(
        ALO153_NODE=name,
        ALO153_WRAP_UP_SECONDS="2",
        ALO153_NODES=" ".join(nodes),
        ALO153_NODE_SOCKETS=" ".join(sockets),
    )
    return place


def was_in_wrap_up(agent: User) -> None:
    """Wait until the record knows that an agent had time after a talk: two seconds pass unseen."""
    until(AgentStateSpan.objects.filter(agent=agent, state="wrap_up").exists)


@pytest.mark.cold
def test_a_caller_is_answered_at_the_other_node_and_served_when_that_dies(
    places: dict[str, Place],
) -> None:
    east, west = places["east"].center, places["west"].center
    elif_ = east.agent("elif", milliseconds=200)
    assert east.session(elif_).node == "east"

    west.sipp.call("caller_until_bye")
    call = west.at("answered", west.rings_at(elif_))
    assert (call.node, call.agent) == ("west", elif_)
    until(lambda: west.session(elif_).state == "talking")
    assert west.sound_flows(call)
    assert east.sound_flows(call)
    assert not SharedCall.objects.exists()
    offer = Offer.objects.get()
    assert (offer.rank, offer.among, offer.result) == (1, 1, "answered")

    places["east"].center.switchboard.kill()
    assert west.sound_flows(call)
    murat = west.agent("murat")
    assert west.session(murat).node == "west"

    places["east"].process.process.kill()
    assert west.rings_at(murat) == call
    until(lambda: west.session(murat).state == "talking")
    assert west.sound_flows(call)
    west.hang_up(call)
    call = west.at("ended", call)
    assert (call.outcome, call.agent) == ("answered", murat)


def test_the_own_node_of_an_agent_knows_when_the_talk_is_over(places: dict[str, Place]) -> None:
    east, west = places["east"].center, places["west"].center
    elif_ = east.agent("elif", milliseconds=200, calls=3)
    west.sipp.call("caller_until_bye")
    call = west.at("answered", west.rings_at(elif_))
    east.hang_up_telephone(elif_)
    call = west.at("ended", call)
    assert (call.outcome, call.ended_by) == ("answered", "agent")
    was_in_wrap_up(elif_)

    west.sipp.call("caller_until_bye")
    call = west.at("answered", west.rings_at(elif_))
    assert west.sound_flows(call)
    east.switchboard.kill()
    east.switchboard.start()
    east.sipp.call("caller_until_bye", caller="05320000102")
    other = east.at("queued", until(lambda: Call.objects.filter(node="east").first()))
    until(lambda: east.session(elif_).state == "ready")
    assert west.sound_flows(call)
    assert not other.offers.exists(), "who talks in a call of another node is not rung"
    west.hang_up(call)
    west.at("ended", call)
    assert east.rings_at(elif_) == other


def test_who_is_at_the_other_node_listens_is_asked_and_takes_the_call(
    places: dict[str, Place],
) -> None:
    east, west = places["east"].center, places["west"].center
    elif_ = east.agent("elif", milliseconds=200)
    murat = west.agent("murat", milliseconds=200)
    west.sipp.call("caller_until_bye")
    call = west.at("answered", west.rings_at(murat))

    hakan = east.agent("hakan", milliseconds=200)
    assert east.session(hakan).node == "east"
    monitoring.supervise(agent=murat, mode=MonitoringMode.LISTEN, by=hakan, at=now())
    until(Monitoring.objects.filter(supervisor=hakan, call=call, ended_at=None).exists)
    until(lambda: east.session(hakan).state == "supervising")
    monitoring.stop_supervising(by=hakan, at=now())
    until(lambda: east.session(hakan).state == "ready")

    actions.consult(user=murat, colleague=elif_, at=now())
    until(lambda: west.session(elif_).state == "talking")
    # Her own node knows that she has taken it; that of the call, which transfers it, not always yet
    until(call.legs.filter(agent=elif_, joined_at__isnull=False).exists)
    actions.complete_transfer(user=murat, at=now())
    was_in_wrap_up(murat)
    until(lambda: west.sound_flows(call), what="two legs are left, and sound between them")
    assert east.sound_flows(call)
    west.hang_up(call)
    assert west.at("ended", call).agent == elif_
    was_in_wrap_up(elif_)
