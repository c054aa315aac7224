"""A caller in the voice menu of the real Asterisk: keys, prompts, status, who is put through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests import cast
from tests.switchboard.menu.kocaeli import CITY
from tests.telephony.ears import Ears, ears
from tests.telephony.switchboards import Center, center, until, write_tones

from alo153.core import events
from alo153.launch import prompts

__all__ = ["center"]
pytestmark = pytest.mark.telephony


@pytest.fixture
def menu(center: Center) -> Iterator[Ears]:
    """Let the center speak Kocaeli's menu, each prompt as a short tone, and hear it."""
    names = [prompt.name for prompt in prompts.read(CITY)]
    write_tones(center.asterisk.sounds / "kocaeli", names)
    center.switchboard.stop()
    center.switchboard.start(ALO153_CITY="kocaeli", ALO153_SOUNDS=str(center.asterisk.sounds))
    with ears(center.asterisk.telephony) as listening:
        yield listening


def heard(menu: Ears, *names: str) -> None:
    """Wait until these were heard, in this order, perhaps with others between."""

    def all_heard() -> bool:
        sounds = iter(list(menu.heard))
        return all(f"kocaeli/{name}" in sounds for name in names)

    until(all_heard, what=lambda: f"heard only {menu.heard}")


def test_nought_during_the_welcome_puts_the_caller_through(center: Center, menu: Ears) -> None:
    agent = center.agent("elif")
    center.sipp.press(" 0", milliseconds=300)
    call = center.at("answered", center.rings_at(agent))
    assert call.recorded
    assert "kocaeli/main-menu" not in menu.heard


def test_nine_during_the_notice_and_the_call_is_not_recorded(center: Center, menu: Ears) -> None:
    center.sipp.press(" 9 ", milliseconds=400)
    heard(menu, "greeting", "not-recorded", "main-menu")
    call = center.call()
    until(lambda: not type(call).objects.get().recorded)
    assert "call.recording_refused" in [event.name for event in events.history(call)]


def test_the_status_of_a_case_is_heard_by_its_code(center: Center, menu: Ears) -> None:
    case = cast.open_case()
    center.sipp.press(f" 9 1 {case.tracking_code}      ", milliseconds=900, hangs_up=True)
    digits = [f"number-{digit}" for digit in case.tracking_code]
    heard(menu, "enter-code", "status-of", *digits[:3], "pause", *digits[3:6], "status-at-unit")
    call = center.at("ended", center.call())
    assert (call.outcome, call.interaction.disposition) == ("self_served", "self_served")
