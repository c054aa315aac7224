"""The queue's name before a call, on a real Asterisk: the agent hears it, the citizen music."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.telephony.programs.played_sounds import Played, played
from tests.telephony.programs.switchboards import Center, until, write_city, write_tones

from alo153.calls.models import Call

pytestmark = pytest.mark.telephony
WATER = """
[skills]
[[queue]]
key = "general"
name = "General"
whisper = "General line."
[[queue]]
key = "water"
name = "Water"
whisper = "Water line."
"""
NUMBERS = """
[[number]]
key = "city"
name = "City"
dialed = ["153"]
[[number]]
key = "water"
name = "Water"
dialed = ["185"]
queue = "water"
"""


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Two numbers with a queue each; the whispers are tones of a second."""
    folder = tmp_path / "city"
    write_city(folder)
    write_tones(folder, ["queue-water", "queue-general"], seconds=1)
    (folder / "queues.toml").write_text(WATER)
    (folder / "numbers.toml").write_text(NUMBERS)
    return folder


@pytest.fixture
def center(idle_center: Center, city: Path) -> Center:
    idle_center.switchboard.start(ALO153_CITY=str(city))
    return idle_center


@pytest.fixture
def sounds(center: Center) -> Iterator[Played]:
    """Hear what is played, and to whom."""
    with played(center.asterisk.telephony) as listening:
        yield listening


def test_the_agent_alone_hears_the_queue_and_the_talk_begins_after_it(
    center: Center, sounds: Played
) -> None:
    center.agent("elif")
    center.sipp.call(number="185")
    call = center.at("answered", center.call())
    ((_, target, began),) = [each for each in sounds.targets if "queue-water" in each[0]]
    assert target.startswith("channel:offer-")
    assert center.sound_flows(call)
    assert call.answered_at is not None
    assert call.answered_at - began > timedelta(seconds=0.9), "it is heard to its end"


def test_a_call_of_the_usual_queue_is_connected_at_once(center: Center, sounds: Played) -> None:
    center.agent("elif")
    center.sipp.call()
    center.at("answered", center.call())
    assert not [each for each in sounds.heard if "queue-" in each]


def test_a_caller_who_gives_up_during_it_has_abandoned(
    center: Center, city: Path, sounds: Played
) -> None:
    write_tones(city, ["queue-water"], seconds=20)
    center.agent("elif")
    caller = center.sipp.call("caller_hangs_up", number="185")
    until(lambda: [each for each in sounds.heard if "queue-water" in each])
    caller.go_on()
    call = center.at("ended", center.call())
    assert (call.outcome, call.answered_at) == ("abandoned", None)
    assert Call.objects.count() == 1
