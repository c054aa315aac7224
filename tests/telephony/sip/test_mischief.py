"""Callers, telephones and strangers that misbehave: nothing crashes, and nothing is left behind."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.parts.telephone.asterisk import new_telephony, running
from tests.telephony.programs.switchboards import Center, until
from tests.telephony.sip.mischief import TORTURES, Stranger

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.models import AgentSession, Call, Offer
from alo153.core.clock import now
from alo153.launch import paths
from alo153.launch.telephony import asterisk as launch
from alo153.launch.telephony import music
from alo153.launch.telephony.asterisk import Asterisk

# In one process: these tests share an Asterisk of their own
pytestmark = [pytest.mark.telephony, pytest.mark.xdist_group("mischief")]

DEAD_SECONDS = 8
"""After so long without sound a leg is taken for dead here; SIPp may get no core for some."""
NO_ACK_SECONDS = 45
"""RFC 3261 lets a call stand for 64 times half a second without an ACK."""


@pytest.fixture(scope="module")
def asterisk_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running]:
    """Run an Asterisk that notices early when nobody sends sound any more."""
    telephony = new_telephony(rtp_timeout=DEAD_SECONDS)
    found = launch.ensure(paths.var(), telephony, home=tmp_path_factory.mktemp("odd"), env={})
    if not isinstance(found, Asterisk):
        pytest.skip(f"Asterisk: {found}")
    music.write(found.sounds / "music")
    found.prepare()
    with running(found) as process:
        yield process


@pytest.fixture
def stranger(center: Center) -> Iterator[Stranger]:
    """Somebody with a raw socket."""
    somebody = Stranger(center.asterisk.telephony.sip_port)
    yield somebody
    somebody.close()


def nothing_is_left(center: Center, seconds: float = 20) -> None:
    """Wait until Asterisk is empty and the record has an end for everything."""
    until(lambda: not center.channels(), seconds, lambda: f"left: {center.channels()}")
    until(lambda: not center.bridges(), what=lambda: f"left: {center.bridges()}")
    until(lambda: not Call.objects.filter(ended_at__isnull=True).exists())
    until(lambda: not Offer.objects.filter(ended_at__isnull=True).exists())
    until(lambda: not AgentSession.objects.filter(state__in=("ringing", "talking")).exists())
    assert "Traceback" not in center.switchboard.log


def a_call_works(center: Center, agent: User | None = None) -> None:
    """Let an ordinary call go through from the first ring to the end."""
    before = set(Call.objects.values_list("pk", flat=True))
    agent = agent or center.agent("murat")
    caller = center.sipp.call("caller_hangs_up", caller="05320000109")
    call = until(lambda: Call.objects.exclude(pk__in=before).select_related("interaction").first())
    assert center.at("answered", call).agent == agent
    caller.go_on()
    assert caller.wait()
    nothing_is_left(center)


@pytest.mark.parametrize("scenario", ["caller_byes_at_once", "caller_takes_back", "caller_changes"])
def test_a_caller_who_knows_not_what_it_wants(center: Center, scenario: str) -> None:
    agent = center.agent("elif", calls=20)
    center.sipp.call(scenario, calls=5, milliseconds=400).wait()
    nothing_is_left(center)
    actions.set_paused(user=agent, reason="break", at=now())
    until(lambda: center.session(agent).state == "paused")
    a_call_works(center)


def test_a_caller_who_never_confirms_the_answer_is_let_go(center: Center) -> None:
    center.agent("elif")
    assert center.sipp.call("caller_never_acks", calls=3).wait()
    until(lambda: Call.objects.count() == 3)
    nothing_is_left(center, NO_ACK_SECONDS)
    a_call_works(center)


def test_a_caller_who_vanishes_is_noticed_by_the_silence(center: Center) -> None:
    agent = center.agent("elif")
    assert center.sipp.call("caller_vanishes", milliseconds=1500).wait()
    call = center.at("ended", center.call())
    assert (call.outcome, call.ended_by) in {("answered", "citizen"), ("abandoned", "citizen")}
    nothing_is_left(center)
    until(lambda: center.session(agent).state in {"wrap_up", "ready"})


@pytest.mark.parametrize("telephone", ["callee_busy", "callee_refuses_480", "callee_refuses_603"])
def test_a_telephone_that_refuses_is_passed_over(center: Center, telephone: str) -> None:
    refusing = center.agent("elif", telephone)
    a_call_works(center)
    assert center.session(refusing).state == "not_answering"
    assert Offer.objects.get(agent=refusing).result in {"rejected", "no_answer", "unreachable"}


def test_an_agent_who_picks_up_and_drops_at_once_leaves_nothing(center: Center) -> None:
    center.agent("elif", "callee_drops")
    caller = center.sipp.call()
    until(lambda: Offer.objects.filter(result="answered").exists())
    assert caller.wait()
    nothing_is_left(center)
    a_call_works(center)


def test_odd_and_broken_messages_harm_nobody(center: Center, stranger: Stranger) -> None:
    agent = center.agent("elif", milliseconds=200)
    caller = center.sipp.call(milliseconds=0)
    call = center.at("answered", center.rings_at(agent))
    for text in TORTURES.values():
        stranger.send(text)
    assert center.sound_flows(call)
    actions.hang_up(user=agent, at=now())
    assert caller.wait()
    a_call_works(center)


@pytest.mark.parametrize("method", ["OPTIONS", "REGISTER"])
def test_a_flood_hinders_no_call(center: Center, stranger: Stranger, method: str) -> None:
    agent = center.agent("elif")
    stranger.flood(method, 5000)
    a_call_works(center, agent)
