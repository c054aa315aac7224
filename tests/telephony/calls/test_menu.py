"""A caller in the voice menu of the real Asterisk: keys, prompts, status, who is put through."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from pytest_django import Settings
from tests import cast
from tests.calls.menu.kocaeli import CITY
from tests.knowledge.written import content
from tests.telephony.programs.played_sounds import Played, played
from tests.telephony.programs.sippers import Sipper
from tests.telephony.programs.switchboards import Center, until, write_tones
from tests.transport.published import keep_files_in, publish_last_bus

from alo153.cases.rules import codes
from alo153.contacts.models import Message
from alo153.core import clock, events
from alo153.knowledge import actions as knowledge
from alo153.knowledge.articles import actions as articles
from alo153.knowledge.articles import spoken
from alo153.knowledge.articles.content import Words
from alo153.knowledge.models import Announcement, ArticleUse, Voice, Wording
from alo153.launch.telephony import prompts

pytestmark = pytest.mark.telephony
WORDED = "announcements/in-another-language"
AWAITS_KEY = (
    *("recording-notice", "ar/for-arabic", "enter-code", "after-status", "en/main-menu"),
    *("information", "enter-line", "enter-stop", "after-information"),
)
"""The last sound before the menu waits for a key."""
TO_THE_CODE = ("recording-notice", "main-menu", "enter-code")
TO_THE_INFORMATION = ("recording-notice", "main-menu", "information")


@pytest.fixture
def center(idle_center: Center) -> Center:
    """Let the center speak Kocaeli's menu, each prompt as a short tone.

    Those at which a key is pressed are long, and the key ends them: nobody comes too late.
    """
    sounds = idle_center.asterisk.sounds
    write_tones(sounds / "kocaeli", [prompt.name for prompt in prompts.read(CITY)])
    write_tones(sounds / "kocaeli", AWAITS_KEY, seconds=10)
    idle_center.switchboard.start(ALO153_CITY="kocaeli", ALO153_SOUNDS=str(sounds))
    return idle_center


@pytest.fixture
def menu(center: Center) -> Iterator[Played]:
    """Hear what is played."""
    with played(center.asterisk.telephony) as listening:
        yield listening


def heard(menu: Played, *names: str) -> None:
    """Wait until these were heard, in this order, perhaps with others between."""

    def all_heard() -> bool:
        sounds = iter(list(menu.heard))
        return all(f"kocaeli/{name}" in sounds for name in names)

    until(all_heard, what=lambda: f"heard only {menu.heard}")


def presses(menu: Played, caller: Sipper, *cues: str) -> None:
    """Let a caller press the next keys at each of these sounds, which come one after another."""
    for number in range(1, len(cues) + 1):
        heard(menu, *cues[:number])
        caller.go_on()


def test_nought_during_the_welcome_puts_the_caller_through(center: Center, menu: Played) -> None:
    agent = center.agent("elif")
    write_tones(center.asterisk.sounds / "kocaeli", ["greeting"], seconds=20)
    presses(menu, center.sipp.press(" 0"), "greeting")
    call = center.at("answered", center.rings_at(agent))
    assert "kocaeli/main-menu" not in menu.heard
    # Nobody told them that calls are recorded
    assert not call.recorded
    told = [event.name for event in events.history(call)]
    assert "call.recording_notice_missed" in told
    assert "call.recording_started" not in told


def test_nine_during_the_notice_and_the_call_is_not_recorded(center: Center, menu: Played) -> None:
    presses(menu, center.sipp.press(" 9"), "recording-notice")
    heard(menu, "greeting", "not-recorded", "main-menu")
    call = center.call()
    until(lambda: not type(call).objects.get().recorded)
    assert "call.recording_refused" in [event.name for event in events.history(call)]


def test_the_status_of_a_case_is_heard_by_its_code(center: Center, menu: Played) -> None:
    case = cast.open_case()
    caller = center.sipp.press(f" 9 1 {case.tracking_code}", hangs_up=True)
    presses(menu, caller, *TO_THE_CODE, "after-status")
    digits = [f"number-{digit}" for digit in case.tracking_code]
    heard(menu, "enter-code", "status-of", *digits[:3], "pause", *digits[3:6], "status-at-unit")
    call = center.at("ended", center.call())
    assert (call.outcome, call.interaction.disposition) == ("self_served", "self_served")


def test_wrong_codes_end_at_an_agent(center: Center, menu: Played) -> None:
    wrong = codes.new_code(lambda below: 7)
    caller = center.sipp.press(f" 9 1 {wrong} {wrong} {wrong}")
    presses(menu, caller, *TO_THE_CODE, "enter-code", "enter-code")
    heard(menu, *["status-unknown"] * 2, "status-trouble", "next-in-line")
    assert center.at("queued", center.call()).queued_at


def test_the_details_go_to_the_registered_telephone(center: Center, menu: Played) -> None:
    case = cast.open_case()
    caller = center.sipp.press(f" 9 1 {case.tracking_code} 1", caller="05329990000")
    presses(menu, caller, *TO_THE_CODE, "after-status")
    heard(menu, "details-sent", "goodbye")
    message = Message.objects.get(purpose="status")
    assert message.to == cast.phone_of("Ayşe Işık")
    call = center.at("ended", center.call())
    assert (call.outcome, call.ended_by) == ("self_served", "switchboard")


def test_one_who_does_nothing_is_put_through(center: Center, menu: Played) -> None:
    center.switchboard.stop()
    center.switchboard.start(ALO153_MENU_SECONDS="3")
    center.sipp.call()
    call = center.at("queued", center.call())
    # Not at once, and not after the two minutes that are usual
    assert 2 < (call.queued_at - call.entered_at).total_seconds() < 120
    assert "kocaeli/please-hold" not in menu.heard[:3]


def test_a_caller_hears_what_is_announced_in_the_own_district(center: Center, menu: Played) -> None:
    cast.open_case()
    sounds = {}
    for district in ("izmit", "gebze"):
        made = announce(district)
        sounds[district] = f"kocaeli/{made.sound}"
    write_tones(center.asterisk.sounds / "kocaeli", [s.partition("/")[2] for s in sounds.values()])
    center.sipp.call(caller="05320000101")
    heard(menu, "own-case", sounds["izmit"].partition("/")[2], "main-menu")
    assert sounds["gebze"] not in menu.heard


def test_a_number_that_the_network_vouches_for_hears_how_its_open_case_stands(
    center: Center, menu: Played
) -> None:
    """The key holds from the greeting on."""
    case = cast.open_case()
    presses(menu, center.sipp.press(" 7", caller="05320000101"), "greeting")
    heard(menu, "greeting", "status-at-unit")
    assert "kocaeli/status-of" not in menu.heard, "the code is not said"
    call = center.call()
    steps = until(lambda: type(call).objects.get().menu_path[1:] and type(call).objects.get())
    way = [(step["key"], step["about"]) for step in steps.menu_path]
    assert way == [("7", ""), ("", f"case:{case.pk}")]


def test_arabic_is_a_key_and_says_what_is_announced_in_it(center: Center, menu: Played) -> None:
    made = announce("gebze", ar="انقطاع في المياه")
    Announcement.objects.update(district=None)
    write_tones(center.asterisk.sounds / "kocaeli", [made.sound, WORDED])
    caller = center.sipp.press(" 9 6", caller="05320000101")
    presses(menu, caller, "recording-notice", "ar/for-arabic")
    heard(menu, made.sound, "ar/for-arabic", WORDED, "ar/main-menu")
    call = center.call()
    until(lambda: type(call).objects.get().language == "ar")


def announce(district: str, **wordings: str) -> Announcement:
    made = knowledge.announce(
        text="Su kesintisi var.",
        wordings=wordings,
        district=cast.district(district),
        begins_at=clock.now() - timedelta(hours=1),
        ends_at=clock.now() + timedelta(hours=1),
        spoken=True,
        on_portal=True,
        by=cast.staff("elif"),
        at=clock.now(),
    )
    Announcement.objects.filter(pk=made.pk).update(voice=Voice.READY, heard=made.sound)
    Wording.objects.update(voice=Voice.READY, heard=WORDED)
    return made


def test_english_is_spoken_until_the_agent(center: Center, menu: Played) -> None:
    presses(menu, center.sipp.press(" 9 5 0"), "recording-notice", "main-menu", "en/main-menu")
    heard(menu, "en/main-menu", "en/next-in-line")
    call = center.at("queued", center.call())
    until(lambda: type(call).objects.get().language == "en")


def test_an_article_is_heard_in_its_spoken_form(center: Center, menu: Played) -> None:
    words = Words(question="Saatler?", answer="08:30", spoken="Sekiz buçukta açılır.")
    hours = content(slug="iletisim-merkezi-saatleri", words={"tr": words})
    article = articles.write_article(content=hours, seen=0, by=cast.staff("hakan"), at=clock.now())
    sound = spoken.sound_of(article.texts.get())
    write_tones(center.asterisk.sounds / "kocaeli", [sound])
    caller = center.sipp.press(" 9 8 2", hangs_up=True)
    presses(menu, caller, *TO_THE_INFORMATION, "after-information")
    heard(menu, "information", sound, "after-information")
    call = center.at("ended", center.call())
    assert call.outcome == "self_served"
    assert ArticleUse.objects.get(article=article).shown == 1


def test_the_next_departure_of_a_line_at_a_stop_is_heard(
    center: Center, menu: Played, tmp_path: Path, settings: Settings
) -> None:
    center.switchboard.stop()
    center.switchboard.start(ALO153_VAR=str(tmp_path))
    keep_files_in(tmp_path / "files", settings)
    publish_last_bus()
    caller = center.sipp.press(" 9 8 1 500# 1001#", hangs_up=True)
    presses(menu, caller, *TO_THE_INFORMATION, "enter-line", "enter-stop", "after-information")
    line = ("number-5", "number-0", "number-0")
    time = ("number-20", "number-3", "number-50", "number-9")
    heard(menu, "departures-of", *line, "pause", *time, "after-information")
    assert center.at("ended", center.call()).outcome == "self_served"


def test_a_restart_in_the_menu_puts_the_caller_in_line(center: Center, menu: Played) -> None:
    presses(menu, center.sipp.press(" 9"), "recording-notice")
    heard(menu, "main-menu")
    until(lambda: not type(center.call()).objects.get().recorded)
    center.switchboard.kill()
    center.switchboard.start()
    assert not center.at("queued", center.call()).recorded


def test_a_database_that_does_not_answer_keeps_no_caller(center: Center, menu: Played) -> None:
    """Announcements are left out, the status is not told, and an agent is."""
    center.switchboard.stop()
    center.switchboard.start(ALO153_MENU_LOOKUP_SECONDS="2")
    case = cast.open_case()
    with psycopg.connect(center.database_url) as stuck:
        stuck.execute("LOCK TABLE cases_case, knowledge_announcement IN ACCESS EXCLUSIVE MODE")
        presses(menu, center.sipp.press(f" 9 1 {case.tracking_code}"), *TO_THE_CODE)
        heard(menu, "not-recorded", "main-menu", "enter-code", "status-trouble")
        assert center.at("queued", center.call()).queued_at
