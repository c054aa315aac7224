"""Outgoing lists on a real Asterisk: announced, declined, put off, and never called twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from tests.calls.call_lists.lists import AYSE, FATMA, MEHMET, NOTICE, WITH_AGENT, begun
from tests.calls.menu.kocaeli import CITY
from tests.telephony.programs.played_sounds import Played, played
from tests.telephony.programs.sippers import Sipper
from tests.telephony.programs.switchboards import Center, until, write_city, write_tones

from alo153.calls.models import Call, CallList, ListAttempt, ListNumber
from alo153.contacts.models import OptOut

pytestmark = pytest.mark.telephony
ZEYNEP = "+905320000104"
ALL_DAY = {"begins": time.min, "ends": time.max}
ANNOUNCED = replace(NOTICE, **ALL_DAY)
WITH_AN_AGENT = replace(WITH_AGENT, **ALL_DAY)
QUEUES = """
[skills]
[[queue]]
key = "general"
name = "General"
[lists]
lines = 10
reserve_lines = 0
reserve_agents = 0
at_once = 2
"""
MENU = """
start = "welcome"
operator = "operator"
lists = ["notice"]
[nodes.welcome]
kind = "say"
say = ["greeting"]
next = "operator"
[nodes.operator]
kind = "queue"
[nodes.notice]
kind = "say"
say = ["list-greeting"]
next = "end"
[nodes.end]
kind = "choice"
say = ["list-end"]
keys = { 9 = "no-calls" }
wait = 0.2
otherwise = "goodbye"
[nodes.no-calls]
kind = "no_calls"
say = ["no-more-calls"]
next = "goodbye"
[nodes.goodbye]
kind = "hang_up"
say = ["list-goodbye"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A city whose lists say four short tones."""
    folder = tmp_path / "city"
    write_city(folder)
    shutil.copy(CITY / "voice.toml", folder)
    (folder / "queues.toml").write_text(QUEUES)
    (folder / "menu.toml").write_text(MENU)
    write_tones(folder, ["list-greeting", "list-end", "no-more-calls", "list-goodbye"])
    return folder


@pytest.fixture
def heard(idle_center: Center) -> Iterator[Played]:
    """Hear what is played."""
    with played(idle_center.asterisk.telephony) as listening:
        yield listening


def serve(center: Center, folder: Path, scenario: str, *, calls: int = 9) -> Sipper:
    """Start the switchboard of the city, whose numbers all ring at one telephone."""
    citizens = center.sipp.listen(scenario, calls=calls)
    dial = f"PJSIP/local/sip:{{number}}@127.0.0.1:{citizens.port}"
    center.switchboard.start(ALO153_CITY=str(folder), ALO153_DIAL=dial)
    return citizens


def states(center: Center, row: CallList, expected: dict[str, str]) -> None:
    """Wait until the numbers of a list stand so."""

    def found() -> dict[str, str]:
        return dict(ListNumber.objects.filter(call_list=row).values_list("number", "state"))

    until(lambda: found() == expected, what=lambda: f"{found()}: {center.switchboard.log[-3000:]}")


def test_an_announcement_is_heard_to_the_end(
    idle_center: Center, folder: Path, heard: Played
) -> None:
    serve(idle_center, folder, "callee_until_bye")
    row = begun(AYSE, plan=ANNOUNCED)
    states(idle_center, row, {AYSE: "reached"})
    call = Call.objects.get()
    assert (call.outcome, call.ended_by) == ("self_served", "switchboard")
    sounds = [sound.rpartition("/")[2] for sound in heard.heard]
    assert sounds == ["list-greeting", "list-end", "list-goodbye"]
    row.refresh_from_db()
    assert row.state == "done"


def test_key_nine_ends_such_calls(idle_center: Center, folder: Path, heard: Played) -> None:
    write_tones(folder, ["list-end"], seconds=10)
    citizen = serve(idle_center, folder, "callee_presses_nine")
    row = begun(AYSE, plan=ANNOUNCED)
    until(lambda: any(sound.endswith("list-end") for sound in heard.heard))
    citizen.go_on()
    states(idle_center, row, {AYSE: "opted_out"})
    assert [(each.channel, each.to) for each in OptOut.objects.all()] == [("phone", AYSE)]
    assert heard.heard[-2].endswith("no-more-calls")


def test_who_is_busy_is_called_again_later(idle_center: Center, folder: Path) -> None:
    serve(idle_center, folder, "callee_busy")
    row = begun(AYSE, plan=ANNOUNCED)
    until(lambda: ListNumber.objects.filter(tries=1).exists())
    number, attempt = ListNumber.objects.get(), ListAttempt.objects.get()
    assert (number.state, attempt.result) == ("waiting", "busy")
    assert number.next_at is not None
    assert attempt.ended_at is not None
    assert (number.next_at - attempt.ended_at).total_seconds() == 3600
    row.refresh_from_db()
    assert row.state == "running"


def test_a_list_for_agents_waits_while_none_is_free(idle_center: Center, folder: Path) -> None:
    serve(idle_center, folder, "callee_until_bye")
    with_agent = begun(AYSE, plan=WITH_AN_AGENT)
    # Whoever dials one has looked at the other
    states(idle_center, begun(MEHMET, plan=ANNOUNCED), {MEHMET: "reached"})
    states(idle_center, with_agent, {AYSE: "waiting"})
    agent = idle_center.agent("murat")
    call = until(lambda: Call.objects.filter(number=AYSE).first())
    call = idle_center.at("answered", call)
    assert call.agent == agent
    idle_center.hang_up(call)
    states(idle_center, with_agent, {AYSE: "reached"})


def test_killed_in_the_middle_it_calls_nobody_twice_and_forgets_nobody(
    idle_center: Center, folder: Path
) -> None:
    write_tones(folder, ["list-greeting"], seconds=3)
    serve(idle_center, folder, "callee_until_bye")
    row = begun(AYSE, MEHMET, FATMA, ZEYNEP, plan=ANNOUNCED)
    until(lambda: Call.objects.filter(menu_node="notice").count() == 2)
    idle_center.switchboard.kill()
    idle_center.switchboard.start()
    everybody = (AYSE, MEHMET, FATMA, ZEYNEP)
    states(idle_center, row, dict.fromkeys(everybody, "reached"))
    assert sorted(Call.objects.values_list("number", flat=True)) == sorted(everybody)
    assert ListAttempt.objects.count() == len(everybody)
