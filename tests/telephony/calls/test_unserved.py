"""At night nobody is signed in: a caller leaves a message; in an emergency they hear so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests import cast
from tests.telephony.programs.played_sounds import played
from tests.telephony.programs.switchboards import (
    Center,
    closed_hours,
    until,
    write_city,
    write_tones,
)

from alo153.calls.media.voice_messages import queries as messages
from alo153.calls.menu import voice
from alo153.calls.models import Call
from alo153.calls.supervision.closings import actions as closings
from alo153.core import events
from alo153.core.clock import now

pytestmark = pytest.mark.telephony
SPEAKS_ENGLISH = """start = "english"
operator = "operator"
[nodes.english]
kind = "language"
language = "en"
next = "operator"
[nodes.operator]
kind = "queue"
"""
VOICE = """language = "tr"
[languages.en.prompts]
"""
QUEUES = """[skills]
[[queue]]
key = "general"
name = "Genel"
"""


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """A city whose lines wait one second for somebody to sign in."""
    folder = tmp_path / "city"
    write_city(folder)
    write_tones(folder / "en", voice.needed("en"))
    (folder / "menu.toml").write_text(SPEAKS_ENGLISH)
    (folder / "voice.toml").write_text(VOICE)
    (folder / "queues.toml").write_text(QUEUES + "unattended_after = 1\n")
    return folder


@pytest.fixture
def center(idle_center: Center, city: Path) -> Center:
    """Let the center serve that city."""
    idle_center.switchboard.start(ALO153_CITY=str(city))
    return idle_center


def test_at_night_a_caller_leaves_a_message_and_the_record_says_how_long_they_waited(
    center: Center, city: Path
) -> None:
    with played(center.asterisk.telephony) as listening:
        caller = center.sipp.call("caller_hangs_up")
        call = center.at("queued", center.call())
        center.hears_a_message()
        caller.go_on()
        assert caller.wait()
    asked = [sound for sound in listening.heard if sound.endswith("fallback-message")]
    assert [sound.partition("/")[2] for sound in asked] == ["en/fallback-message"]
    call = center.at("ended", call)
    assert (call.outcome, call.agent) == ("message_left", None)
    assert call.queued_at
    assert call.asked_at
    assert call.ended_at
    assert call.asked_at - call.queued_at >= timedelta(seconds=1)
    waited = (call.ended_at - call.queued_at).total_seconds()
    # Asterisk's log of the queue knows whole seconds
    assert call.waited_seconds == pytest.approx(waited, abs=1), "with the time before the message"
    told = [event.name for event in events.history(call)]
    assert [name for name in told if "recording" not in name] == [
        "call.entered",
        "call.language_chosen",
        "call.queued",
        "call.message_asked",
        "call.ended",
    ]
    assert messages.waiting().get().call == call


def test_an_emergency_reaches_the_running_switchboard_and_a_changed_file_does_too(
    center: Center, city: Path
) -> None:
    cast.staff("hakan")
    closings.close_lines(reason="Yangın", by=cast.staff("hakan"), at=now())
    until(lambda: _called(center).outcome == "closed", what="callers are still taken")
    closings.open_lines(by=cast.staff("hakan"), at=now())
    until(lambda: _called(center).queued_at, what="no caller is taken")
    (city / "queues.toml").write_text(QUEUES + closed_hours())
    until(lambda: _called(center).outcome == "closed", what="the changed file is not read")


def _called(center: Center) -> Call:
    """Let somebody call who hangs up when they are in line, and return the call at its end."""
    before = set(Call.objects.values_list("pk", flat=True))
    caller = center.sipp.call("caller_hangs_up")
    decided = Call.objects.exclude(pk__in=before).exclude(queued_at=None, ended_at=None)
    call = until(decided.first)
    if call.ended_at is None:
        caller.go_on()
    return center.at("ended", call)
