"""The program dies or hangs: who waits is rescued, who talks goes on, another program leads."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.parts.waiting import COLD_SECONDS, Stopwatch
from tests.telephony.load.houses import report
from tests.telephony.programs.switchboards import READY, Center, Switchboard, until

from alo153.calls import actions
from alo153.calls.models import Call
from alo153.core.clock import now
from alo153.switchboard.runtime.heartbeat import RESCUE

pytestmark = pytest.mark.telephony

LONGEST_RESCUE_SECONDS = 30
"""Fifteen are promised. A slow core may take twice as long; without a rescue they wait for good."""


def test_it_needs_neither_django_nor_a_database() -> None:
    code = "import sys, alo153.switchboard.runtime.watchdog; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def call_from(number: str) -> Call:
    return until(lambda: Call.objects.filter(number=number).first())


@pytest.mark.cold
def test_who_waits_is_served_in_the_fallback_and_who_talks_goes_on(
    center: Center, watchdog: Path
) -> None:
    elif_, murat = center.agent("elif", calls=2), center.agent("murat")
    center.sipp.call(caller="05320000101")
    first = center.at("answered", center.rings_at(elif_))
    center.sipp.call(caller="05320000102")
    talk = center.at("answered", center.rings_at(murat))
    waiting = center.sipp.call(caller="05320000103")
    wait = center.at("queued", call_from("+905320000103"))
    center.switchboard.kill()
    died = Stopwatch()
    until(lambda: "1 callers sent on" in watchdog.read_text(), what=watchdog.read_text)
    until(lambda: place_of(wait, center) == ("fallback", "Queue"))
    assert died.seconds < LONGEST_RESCUE_SECONDS
    assert center.sound_flows_between(first)
    center.hang_up(first)
    until(lambda: talks(wait, center), what="elif does not answer")
    assert center.sound_flows_between(wait)
    assert center.sound_flows_between(talk)
    center.hang_up(wait)
    assert waiting.wait()
    center.switchboard.start()
    wait, first = center.at("ended", wait), center.at("ended", first)
    assert (wait.outcome, wait.agent) == ("answered", elif_)
    assert (first.outcome, first.agent) == ("answered", elif_)
    assert center.session(murat).state == "talking"
    assert center.sound_flows_between(talk)


def talks(call: Call, center: Center) -> bool:
    """Say whether a caller is in a room with somebody."""
    rooms = [bridge["channels"] for bridge in center.bridges()]
    return any(call.channel in room and len(room) == 2 for room in rooms)


def place_of(call: Call, center: Center) -> tuple[str, str]:
    """Say where the dialplan has a caller: context and application."""
    plans = {channel["id"]: channel["dialplan"] for channel in center.channels()}
    return plans[call.channel]["context"], plans[call.channel]["app_name"]


def test_who_comes_in_at_the_moment_of_the_death_is_answered_in_the_fallback(
    center: Center, watchdog: Path, record_property: Callable[[str, object], None]
) -> None:
    """Asterisk gave the call to a program that did not read of it any more."""
    center.switchboard.signal(signal.SIGSTOP)
    caller = center.sipp.call()
    [leg] = until(lambda: [leg for leg in center.channels() if is_given_away(leg)])
    center.switchboard.kill()
    died = Stopwatch()
    here = Call(channel=leg["id"])
    until(lambda: place_of(here, center)[0] == "fallback", what=watchdog.read_text)
    rescued = died.seconds
    report(record_property, rescued=rescued)
    assert rescued < LONGEST_RESCUE_SECONDS
    center.hears_a_message()
    center.hang_up(here)
    assert caller.wait()
    center.switchboard.start()
    call = center.at("ended", center.call())
    assert (call.number, call.outcome) == ("+905320000101", "message_left")


def is_given_away(leg: dict[str, Any]) -> bool:
    """Say whether the dialplan gave a leg to the program, which has not answered it."""
    return (leg["dialplan"]["app_name"], leg["state"]) == ("Stasis", "Ring")


def test_somebody_on_hold_comes_back_to_the_agent(center: Center, watchdog: Path) -> None:
    agent = center.agent("elif")
    center.sipp.call()
    talk = center.at("answered", center.rings_at(agent))
    actions.hold(user=agent, at=now())
    until(lambda: Call.objects.filter(held_at__isnull=False).exists())
    center.switchboard.kill()
    until(lambda: "1 resumed" in watchdog.read_text(), what=watchdog.read_text)
    assert center.sound_flows(talk)


@pytest.mark.cold
def test_a_program_that_hangs_is_deposed_by_the_standby_and_does_nothing_when_it_wakes(
    center: Center, watchdog: Path, standby: Switchboard
) -> None:
    agent = center.agent("elif")
    center.sipp.call(caller="05320000101")
    talk = center.at("answered", center.rings_at(agent))
    center.sipp.call(caller="05320000102")
    until(lambda: Call.objects.filter(queued_at__isnull=False).count() == 2)
    center.switchboard.signal(signal.SIGSTOP)
    stopped = Stopwatch()
    standby.wait_until_joined()
    assert stopped.seconds < LONGEST_RESCUE_SECONDS
    center.switchboard.signal(signal.SIGCONT)
    assert center.switchboard.wait() == 1
    assert center.sound_flows_between(talk)
    other = center.agent("murat")
    served = center.at("answered", center.rings_at(other))
    assert served.number == "+905320000102"
    assert standby.stop() == 0


def test_a_program_that_was_frozen_and_has_no_successor_goes_on(
    center: Center, watchdog: Path
) -> None:
    """A machine that is moved stands still for seconds: the program has not died of it."""
    agent = center.agent("elif")
    center.sipp.call(caller="05320000101")
    talk = center.at("answered", center.rings_at(agent))
    center.sipp.call(caller="05320000102")
    wait = center.at("queued", call_from("+905320000102"))
    center.switchboard.signal(signal.SIGSTOP)
    until(lambda: "1 callers sent on" in watchdog.read_text(), what=watchdog.read_text)
    center.switchboard.signal(signal.SIGCONT)
    center.switchboard.wait_until_joined(1)
    assert "takes the calls over anew" in center.switchboard.log
    until(lambda: place_of(wait, center)[1] == "Stasis", what="not taken back")
    assert center.sound_flows_between(talk)
    center.hang_up(talk)
    center.at("ended", talk)
    other = center.agent("murat")
    assert center.at("answered", center.rings_at(other)) == wait
    assert center.switchboard.stop() == 0


def test_a_program_that_returns_in_the_middle_of_a_rescue_waits_until_it_is_done(
    center: Center,
) -> None:
    busy = center.agent("elif")
    center.sipp.call(caller="05320000101")
    center.at("answered", center.rings_at(busy))
    center.sipp.call(caller="05320000102")
    wait = center.at("queued", call_from("+905320000102"))
    center.switchboard.kill()
    center.tell(RESCUE, "claimed")
    center.switchboard.begin()
    until(lambda: "callers are being rescued" in center.switchboard.log, COLD_SECONDS)
    assert center.switchboard.log.count(READY) == 1
    center.send_into_the_fallback(wait)
    until(lambda: place_of(wait, center) == ("fallback", "Queue"))
    center.tell(RESCUE, "")
    center.switchboard.wait_until_joined(1)
    until(lambda: place_of(wait, center)[1] == "Stasis", what="not taken back")
    assert Call.objects.get(pk=wait.pk).ended_at is None
    other = center.agent("murat")
    assert center.at("answered", center.rings_at(other)) == wait
