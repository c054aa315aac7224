"""Who a call goes to, on a real Asterisk: skills, overflow, hours, kept places, blocked numbers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests import cast
from tests.telephony.programs.switchboards import Center, closed_hours, until, write_city

from alo153.accounts.actions import set_skills
from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.models import BlockPolicy, Call, Command, Offer
from alo153.calls.supervision.blocked_numbers import actions as blocked_numbers
from alo153.city.rules.phone import parse
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

pytestmark = pytest.mark.telephony

AYSE = "05320000101"
HELP = """
[[queue]]
key = "help"
name = "Help"
"""


class City:
    """A city of one test: its queues, and prompts that are short tones."""

    def __init__(self, center: Center, folder: Path) -> None:
        self.center = center
        self._folder = folder
        write_city(folder)

    def opens(self, general: str, more: str = "", **settings: str) -> None:
        """Start the switchboard with these queues; the general one takes every call."""
        skills = '[skills]\nwater = "Water"\n'
        queue = f'[[queue]]\nkey = "general"\nname = "General"\n{general}\n'
        (self._folder / "queues.toml").write_text(skills + queue + more)
        self.center.switchboard.start(ALO153_CITY=str(self._folder), **settings)


@pytest.fixture
def city(idle_center: Center, tmp_path: Path) -> City:
    return City(idle_center, tmp_path / "city")


def skilled(center: Center, username: str, **skills: int) -> User:
    """Seat an agent and let a supervisor give them skills while they sit there."""
    user = center.agent(username, calls=2)
    set_skills(user=user, skills=skills, by=SYSTEM, at=now())
    until(lambda: not Command.objects.filter(done_at__isnull=True).exists())
    return user


def talked(center: Center, agent: User) -> Call:
    """Let a citizen call, talk with this agent and hang up."""
    caller = center.sipp.call("caller_hangs_up", caller=AYSE)
    call = center.at("answered", center.rings_at(agent))
    caller.go_on()
    return center.at("ended", call)


def names(call: Call) -> list[str]:
    return [event.name for event in events.history(call)]


def nothing_is_left(center: Center) -> None:
    until(lambda: not center.channels() and not center.bridges())


def test_the_skilled_agent_is_rung_and_after_a_while_the_beginner(city: City) -> None:
    center = city.center
    city.opens('skill = "water"\nlevels = [[0, 3], [2, 1]]')
    beginner = skilled(center, "elif", water=1)
    expert = skilled(center, "murat", water=4)
    first = talked(center, expert)
    assert (first.agent, first.outcome) == (expert, "answered")
    center.sipp.call()
    second = center.at("answered", center.rings_at(beginner))
    assert second.waited_seconds is not None
    assert second.waited_seconds >= 2
    why = {offer.call_id: offer for offer in Offer.objects.all()}
    assert (why[first.pk].rule, why[first.pk].level) == ("longest_idle", 3)
    assert (why[first.pk].rank, why[first.pk].among) == (2, 2)
    assert (why[second.pk].skill, why[second.pk].level) == ("water", 1)


def test_a_call_that_nobody_skilled_takes_overflows(city: City) -> None:
    center = city.center
    city.opens('skill = "water"\noverflow_after = 1\noverflow_to = "help"', HELP)
    helper = center.agent("zeynep")
    center.sipp.call()
    call = center.at("answered", center.rings_at(helper))
    assert call.queue == "help"
    assert Offer.objects.get().rule == "overflow"
    assert "call.moved" in names(call)


def test_a_closed_line_says_so_and_hangs_up(city: City) -> None:
    center = city.center
    city.opens(closed_hours())
    caller = center.sipp.call()
    assert caller.wait()
    call = center.at("ended", center.call())
    assert (call.outcome, call.ended_by, call.queued_at) == ("closed", "switchboard", None)
    nothing_is_left(center)


def test_another_line_stands_in_for_a_closed_one(city: City) -> None:
    center = city.center
    city.opens(closed_hours() + 'closed = "queue"\nclosed_to = "help"', HELP)
    agent = center.agent("elif")
    center.sipp.call()
    assert center.at("answered", center.rings_at(agent)).queue == "help"


def test_who_calls_again_about_an_open_case_reaches_the_same_agent(center: Center) -> None:
    cast.open_case(of="Ayşe Işık", at=now())
    assert cast.phone_of("Ayşe Işık").endswith(AYSE[1:])
    murat = center.agent("murat", calls=2)
    talked(center, murat)
    elif_ = center.agent("elif")
    actions.set_ready(user=murat, at=now())
    until(lambda: center.session(murat).state == "ready")
    earlier, later = center.session(elif_).idle_since, center.session(murat).idle_since
    assert earlier is not None
    assert later is not None
    assert earlier < later
    center.sipp.call(caller=AYSE)
    again = center.at("answered", center.rings_at(murat))
    assert again.agent == murat
    assert again.offers.get().rule == "preferred"


def test_a_caller_keeps_the_place_and_is_called_again_when_busy(city: City) -> None:
    center = city.center
    busy = center.sipp.listen("callee_busy")
    dial = f"PJSIP/local/sip:{{number}}@127.0.0.1:{busy.port}"
    city.opens("", ALO153_DIAL=dial)
    caller = center.sipp.press(" 1", caller=AYSE)
    call = center.at("queued", center.call())
    caller.go_on()
    call = center.at("place_kept", call)
    assert caller.wait(), "hung up by us"
    nothing_is_left(center)
    agent = center.agent("elif", calls=2)
    assert busy.wait()
    until(Call.objects.filter(pk=call.pk, tries=1).exists)
    citizen = center.sipp.listen("callee_hangs_up", port=busy.port)
    center.switchboard.kill()
    Call.objects.filter(pk=call.pk).update(call_again_at=now())
    center.switchboard.start()
    call = center.at("answered", call)
    citizen.go_on()
    assert call.tries == 1
    call = center.at("ended", call)
    assert citizen.wait()
    assert (call.outcome, call.ended_by, call.agent) == ("answered", "citizen", agent)
    assert [offer.rule for offer in call.offers.all()] == ["kept_place", "kept_place"]
    told = names(call)
    assert told[:3] == ["call.entered", "call.queued", "call.call_back_left"]
    assert told.count("call.not_reached") == 1
    assert told[-1] == "call.ended"
    nothing_is_left(center)


def test_a_blocked_caller_is_told_so(center: Center) -> None:
    supervisor = cast.staff("hakan")
    center.agent("elif")
    blocked_numbers.block_number(
        number=parse(AYSE, country="TR"),
        policy=BlockPolicy.REFUSE,
        reason="Telefonda tehdit etti.",
        until=now() + timedelta(hours=1),
        by=supervisor,
        at=now(),
    )
    caller = center.sipp.call(caller=AYSE)
    assert caller.wait()
    call = center.at("ended", center.call())
    assert (call.outcome, call.offers.count()) == ("blocked", 0)
    nothing_is_left(center)
