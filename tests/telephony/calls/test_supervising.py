"""Who hears whom on the real Asterisk: each telephone speaks a tone of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.telephony.programs.switchboards import Center, newcomer, until
from tests.telephony.programs.voices import Voice

from alo153.accounts.models import User
from alo153.calls import actions, queries
from alo153.calls.call_words import MonitoringMode
from alo153.calls.models import Call
from alo153.calls.models.monitoring import Monitoring
from alo153.calls.supervision.monitoring import actions as monitoring
from alo153.core import events
from alo153.core.clock import now

pytestmark = pytest.mark.telephony

LISTEN, WHISPER, BARGE = MonitoringMode


class Floor:
    """A citizen talks with Elif; Hakan's telephone is on. Each has a voice."""

    def __init__(self, center: Center, folder: Path) -> None:
        self.center = center
        self.citizen, self.agent, self.supervisor = Voice(440), Voice(1000), Voice(1750)
        self.elif_ = self._seat("elif", self.agent, folder)
        self.hakan = self._seat("hakan", self.supervisor, folder)
        actions.set_ready(user=self.elif_, at=now())
        center.sipp.call(self.citizen.scenario("caller_until_bye", folder))
        self.call = center.at("answered", center.rings_at(self.elif_))

    def _seat(self, name: str, voice: Voice, folder: Path) -> User:
        user = newcomer(name)
        self.center.seat(user, self.center.sipp.listen(voice.scenario("agent_answers", folder)))
        return user

    def ask(self, mode: MonitoringMode) -> None:
        """Let Hakan listen in a mode and wait until it is written down."""
        monitoring.supervise(agent=self.elif_, mode=mode, by=self.hakan, at=now())
        row = Monitoring.objects.filter(mode=mode, ended_at=None)
        until(row.exists, what=lambda: f"not {mode}: {self.center.switchboard.log}")

    def heard(self) -> dict[str, set[str]]:
        """Tell who hears whom, as names."""
        voices = {"citizen": self.citizen, "agent": self.agent, "supervisor": self.supervisor}
        names = {voice.hertz: name for name, voice in voices.items()}
        return {
            name: {names[hertz] for hertz in voice.hears(*voices.values())}
            for name, voice in voices.items()
        }

    def becomes(self, **heard: set[str]) -> None:
        """Wait until they hear one another so."""
        last: list[Any] = []

        def same() -> bool:
            last[:] = [self.heard()]
            return last[0] == heard

        until(same, what=lambda: f"{last} {self.center.switchboard.log}")

    def stop(self) -> None:
        for voice in (self.citizen, self.agent, self.supervisor):
            voice.stop()


@pytest.fixture
def floor(center: Center, tmp_path: Path) -> Iterator[Floor]:
    floor = Floor(center, tmp_path)
    yield floor
    floor.stop()


BOTH = {"citizen", "agent"}
ALONE: dict[str, set[str]] = {"citizen": {"agent"}, "agent": {"citizen"}, "supervisor": BOTH}


def names(call: Call) -> list[str]:
    return [event.name for event in events.history(call)]


def test_listen_whisper_barge_in_and_back_without_hanging_up(floor: Floor) -> None:
    floor.ask(LISTEN)
    floor.becomes(**ALONE)
    until(lambda: floor.center.session(floor.hakan).state == "supervising")
    floor.ask(WHISPER)
    floor.becomes(**ALONE | {"agent": {"citizen", "supervisor"}})
    floor.ask(BARGE)
    floor.becomes(citizen={"agent", "supervisor"}, agent={"citizen", "supervisor"}, supervisor=BOTH)
    floor.ask(LISTEN)
    floor.becomes(**ALONE)
    monitoring.stop_supervising(by=floor.hakan, at=now())
    until(lambda: floor.center.session(floor.hakan).state == "paused")
    floor.becomes(citizen={"agent"}, agent={"citizen"}, supervisor=set())
    assert names(floor.call)[-4:] == [
        "call.listened",
        "call.whispered",
        "call.barged",
        "call.listened",
    ]
    until(lambda: len(floor.center.channels()) == 2 and len(floor.center.bridges()) == 1)


def test_taking_over_leaves_the_supervisor_with_the_citizen(floor: Floor) -> None:
    floor.ask(LISTEN)
    monitoring.take_over(by=floor.hakan, at=now())
    floor.becomes(citizen={"supervisor"}, agent=set(), supervisor={"citizen"})
    until(lambda: floor.center.session(floor.elif_).state == "wrap_up")
    actions.hang_up(user=floor.hakan, at=now())
    call = floor.center.at("ended", floor.call)
    assert (call.agent, call.outcome, call.ended_by) == (floor.hakan, "answered", "agent")
    assert names(call)[-3:] == ["call.listened", "call.taken_over", "call.ended"]
    until(lambda: not floor.center.channels() and not floor.center.bridges())


def test_the_end_of_the_call_ends_the_listening(floor: Floor) -> None:
    floor.ask(WHISPER)
    actions.hang_up(user=floor.elif_, at=now())
    floor.center.at("ended", floor.call)
    until(lambda: not Monitoring.objects.filter(ended_at=None).exists())
    until(lambda: not floor.center.channels() and not floor.center.bridges())
    until(lambda: floor.center.session(floor.hakan).state == "paused")


def test_the_program_dies_while_somebody_whispers(floor: Floor) -> None:
    floor.ask(WHISPER)
    floor.becomes(**ALONE | {"agent": {"citizen", "supervisor"}})
    floor.center.switchboard.kill()
    floor.becomes(**ALONE | {"agent": {"citizen", "supervisor"}})
    floor.center.switchboard.start()
    floor.becomes(**ALONE | {"agent": {"citizen", "supervisor"}})
    floor.ask(LISTEN)
    floor.becomes(**ALONE)
    actions.hang_up(user=floor.elif_, at=now())
    until(lambda: not floor.center.channels() and not floor.center.bridges())


def test_who_took_over_goes_on_after_a_restart(floor: Floor) -> None:
    floor.ask(BARGE)
    monitoring.take_over(by=floor.hakan, at=now())
    until(lambda: "call.taken_over" in names(floor.call))
    floor.center.switchboard.kill()
    floor.center.switchboard.start()
    floor.becomes(citizen={"supervisor"}, agent=set(), supervisor={"citizen"})
    assert queries.call_at_hand(floor.hakan) == floor.call
    actions.hang_up(user=floor.hakan, at=now())
    assert floor.center.at("ended", floor.call).agent == floor.hakan
    until(lambda: not floor.center.channels() and not floor.center.bridges())
