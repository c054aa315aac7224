"""At night nobody is signed in: a caller leaves a message; in an emergency they hear so."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import cast
from tests.telephony.ears import ears
from tests.telephony.switchboards import Center, until, write_prompts, write_tones

from alo153.core import events
from alo153.core.clock import now
from alo153.switchboard import voice
from alo153.switchboard.closings import actions as closings
from alo153.switchboard.messages import queries as messages
from alo153.switchboard.models import Call

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
    write_prompts(folder)
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
    with ears(center.asterisk.telephony) as listening:
        caller = center.sipp.call("caller_hangs_up", milliseconds=7000)
        call = center.at("queued", center.call())
        assert caller.wait(20)
    asked = [sound for sound in listening.heard if sound.endswith("fallback-message")]
    assert [sound.partition("/")[2] for sound in asked] == ["en/fallback-message"]
    call = center.at("ended", call)
    assert (call.outcome, call.agent) == ("message_left", None)
    assert call.waited_seconds is not None
    assert call.waited_seconds > 3, "with the time before the message"
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
    until(lambda: _outcome_of_a_call(center) == "closed", what="callers are still taken")
    closings.open_lines(by=cast.staff("hakan"), at=now())
    (city / "queues.toml").write_text(QUEUES)
    until(lambda: "queued" in _fate_of_a_call(center), what="no caller is taken")


def _outcome_of_a_call(center: Center) -> str | None:
    return _called(center, milliseconds=1500).outcome


def _fate_of_a_call(center: Center) -> list[str]:
    call = _called(center, milliseconds=2500)
    return [event.name.removeprefix("call.") for event in events.history(call)]


def _called(center: Center, *, milliseconds: int) -> Call:
    """Let somebody call and hang up, and return the call once its end is written."""
    before = Call.objects.count()
    center.sipp.call("caller_hangs_up", milliseconds=milliseconds).process.wait(20)
    until(lambda: Call.objects.filter(ended_at__isnull=False).count() > before)
    return Call.objects.latest("entered_at")
