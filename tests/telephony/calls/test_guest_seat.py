"""A guest's mentor is rung once, hears every call, and is still there after a restart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.telephony.programs.switchboards import Center, newcomer, until
from tests.telephony.programs.voices import Voice

from alo153.calls import actions
from alo153.calls.models import Call
from alo153.calls.models.monitoring import Monitoring
from alo153.calls.supervision.guest_seats.actions import Invited, open_seat, take_seat
from alo153.core.clock import now

pytestmark = pytest.mark.telephony


@pytest.fixture
def voices() -> Iterator[tuple[Voice, Voice, Voice]]:
    """Return the voices of citizen, guest and mentor."""
    three = (Voice(440), Voice(1000), Voice(1750))
    yield three
    for voice in three:
        voice.stop()


def test_the_mentor_hears_call_after_call_also_over_a_restart(
    center: Center, tmp_path: Path, voices: tuple[Voice, Voice, Voice]
) -> None:
    citizen, guest_voice, mentor_voice = voices
    mentor, supervisor = newcomer("elif"), newcomer("hakan")
    invited = Invited(
        full_name="Deniz Aydın", mentor=mentor, from_at=now(), until=now() + timedelta(hours=1)
    )
    seat, code = open_seat(invited=invited, language="tr", by=supervisor, at=now())
    # The mentor's telephone takes one call only: it is rung once
    phone = center.sipp.listen(mentor_voice.scenario("callee_until_bye", tmp_path))
    center.seat(mentor, phone)
    take_seat(code=code, at=now())
    scenario = guest_voice.scenario("agent_answers", tmp_path)
    center.seat(seat.guest, center.sipp.listen(scenario, calls=2))
    until(lambda: center.session(mentor).state == "supervising")
    for number in ("05320000101", "05320000102"):
        actions.set_ready(user=seat.guest, at=now())
        center.sipp.call(citizen.scenario("caller_until_bye", tmp_path), caller=number)
        call = until(lambda: Call.objects.filter(answered_at__isnull=False, ended_at=None).first())
        until(lambda: mentor_voice.hears(citizen, guest_voice) == {440, 1000})
        assert mentor_voice.hertz not in citizen.hears(*voices) | guest_voice.hears(*voices)
        until(call.monitorings.exists)  # it is heard before it is written down
        assert (call.agent, call.monitorings.get().supervisor) == (seat.guest, mentor)
        actions.hang_up(user=seat.guest, at=now())
        center.at("ended", call)
        until(lambda: not Monitoring.objects.filter(ended_at=None).exists())
        center.switchboard.kill()
        center.switchboard.start()
    until(lambda: center.session(mentor).state == "supervising")
