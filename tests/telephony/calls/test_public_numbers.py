"""Several public numbers on a real Asterisk: what was dialed decides the menu and the queue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.calls.menu.kocaeli import CITY
from tests.telephony.programs.played_sounds import Played, played
from tests.telephony.programs.switchboards import Center, until, write_city, write_tones

from alo153.calls.models import Call
from alo153.launch.telephony import prompts

pytestmark = pytest.mark.telephony
SOCIAL_LINE = "+902625550141"
ALWAYS_OPEN = """
[skills]
[[queue]]
key = "general"
name = "General"
[[queue]]
key = "social"
name = "Social"
"""


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Kocaeli's numbers and menu, each prompt as a short tone, and queues that never close."""
    folder = tmp_path / "city"
    write_city(folder)
    for name in ("numbers.toml", "menu.toml", "voice.toml"):
        shutil.copy(CITY / name, folder)
    (folder / "queues.toml").write_text(ALWAYS_OPEN)
    write_tones(folder, [prompt.name for prompt in prompts.read(CITY)])
    return folder


@pytest.fixture
def center(idle_center: Center, city: Path) -> Center:
    idle_center.switchboard.start(ALO153_CITY=str(city))
    return idle_center


@pytest.fixture
def menu(center: Center) -> Iterator[Played]:
    """Hear what is played."""
    with played(center.asterisk.telephony) as listening:
        yield listening


def heard(menu: Played) -> set[str]:
    return {sound.rpartition("/")[2] for sound in menu.heard}


def number_of(center: Center) -> tuple[str, str, str]:
    call = center.at("queued", center.call())
    return call.public_number, call.called, call.queue


def test_the_line_for_social_support_is_a_number_of_its_own(center: Center, menu: Played) -> None:
    center.sipp.call(number=SOCIAL_LINE)
    assert number_of(center) == ("social-line", SOCIAL_LINE, "social")
    assert "social-greeting" in heard(menu)
    assert "main-menu" not in heard(menu)


def test_a_provider_that_writes_our_account_into_the_request_says_the_number_in_to(
    center: Center, menu: Played
) -> None:
    center.sipp.call(number="alo153-account", to="02625550141")
    assert number_of(center) == ("social-line", "02625550141", "social")
    assert "social-greeting" in heard(menu)


def test_a_number_that_nobody_knows_hears_the_first_menu(center: Center, menu: Played) -> None:
    center.sipp.call(number="+902625550199")
    assert number_of(center) == ("153", "+902625550199", "general")
    assert "main-menu" in heard(menu)


def test_a_program_killed_during_the_greeting_knows_the_number_again(
    center: Center, city: Path, menu: Played
) -> None:
    write_tones(city, ["social-greeting"], seconds=20)
    center.sipp.call(number=SOCIAL_LINE)
    until(lambda: "social-greeting" in heard(menu))
    call = until(Call.objects.first)
    center.switchboard.kill()
    assert call.queued_at is None
    center.switchboard.start()
    assert number_of(center) == ("social-line", SOCIAL_LINE, "social")
