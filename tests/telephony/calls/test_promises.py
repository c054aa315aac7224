"""A caller chooses when to be called, on a real Asterisk; the program is killed meanwhile."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.calls.menu.kocaeli import CITY
from tests.telephony.programs.switchboards import Center, until, write_city, write_tones

from alo153.calls.floor import promises
from alo153.calls.models import Call, Command
from alo153.calls.supervision.call_backs import actions as call_backs
from alo153.city import numbers
from alo153.contacts.models import Message
from alo153.core.clock import now

pytestmark = pytest.mark.telephony
AYSE = "05320000101"
QUEUES = """
[skills]
[[queue]]
key = "general"
name = "General"
[[window]]
key = "day"
name = "Day"
begins = "00:00"
ends = "23:59"
capacity = 5
said = { tr = ["Bugün", "Yarın"] }
"""
MENU = """
start = "welcome"
operator = "operator"
[nodes.welcome]
kind = "say"
say = ["greeting"]
next = "when"
[nodes.when]
kind = "window"
offer = ["call-back-when"]
otherwise = "operator"
[nodes.operator]
kind = "queue"
"""


@pytest.fixture
def center(idle_center: Center, tmp_path: Path) -> Center:
    """A city where callers may choose to be called tomorrow."""
    folder = tmp_path / "city"
    write_city(folder)
    shutil.copy(CITY / "voice.toml", folder)
    (folder / "queues.toml").write_text(QUEUES)
    (folder / "menu.toml").write_text(MENU)
    # Who calls is known before the greeting ends; the key ends what is offered
    write_tones(folder, ["greeting"], seconds=2)
    write_tones(folder, ["call-back-when", "window-day-tomorrow"], seconds=10)
    idle_center.switchboard.start(ALO153_CITY=str(folder))
    return idle_center


@pytest.fixture
def promised(center: Center) -> Call:
    """Ayşe chose tomorrow, and the program was killed after she hung up."""
    caller = center.sipp.press(" 1", caller=AYSE)
    call = until(lambda: Call.objects.filter(menu_node="when").first())
    caller.go_on()
    call = center.at("place_kept", call)
    assert caller.wait(), "hung up by us"
    assert call.call_by is not None
    assert call.call_by - call.call_again_at == timedelta(hours=23, minutes=59)
    assert call.call_again_at > call.entered_at
    center.switchboard.kill()
    return call


def test_the_citizen_is_called_in_the_hours_that_were_chosen(
    center: Center, promised: Call
) -> None:
    citizen = center.sipp.listen("callee_hangs_up")
    begins = now()
    Call.objects.update(call_again_at=begins, queued_at=begins, call_by=begins + timedelta(hours=1))
    dial = f"PJSIP/local/sip:{{number}}@127.0.0.1:{citizen.port}"
    center.switchboard.start(ALO153_DIAL=dial)
    agent = center.agent("elif")
    call = center.at("answered", promised)
    citizen.go_on()
    call = center.at("ended", call)
    assert (call.outcome, call.agent) == ("answered", agent)
    assert not Message.objects.filter(purpose="call_back").exists()


def test_hours_that_pass_without_anybody_are_told_by_sms(center: Center, promised: Call) -> None:
    Call.objects.update(call_again_at=now() - timedelta(hours=2), call_by=now())
    center.switchboard.start()
    call = center.at("promise_missed", promised)
    message = until(lambda: Message.objects.filter(purpose="call_back").first())
    assert message.to == call.number == "+905320000101"
    assert call.ended_at is None, "the place in line is kept"


def test_a_wish_of_the_portal_is_promised_once_and_taken_back(
    center: Center, tmp_path: Path, settings: Settings
) -> None:
    # The page reads the same city as the switchboard
    settings.CITIES_DIR, settings.CITY = tmp_path, "city"
    number = numbers.parse("+905320000102")
    (slot, *_) = promises.free("general", now())
    asked = [
        call_backs.ask(number=number, queue="general", window=slot.id, at=now()) for _ in range(2)
    ]
    call = until(lambda: Call.objects.filter(number=number.value, call_by__isnull=False).first())
    until(lambda: all(Command.objects.get(pk=each.pk).done_at for each in asked))
    assert {Command.objects.get(pk=each.pk).error for each in asked} == {"", "promised_already"}
    call_backs.withdraw(call=call, by=None, at=now())
    assert center.at("ended", call).outcome == "canceled"
    assert promises.free("general", now())
