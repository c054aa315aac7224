"""When a line leaves: asked by SMS and in the voice menu, answered from the same timetable."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django import Settings
from tests.contacts.conversations.letters import sms, taken_in
from tests.transport.live.vehicles import late, message
from tests.transport.published import MONDAY, keep_files_in, publish_town

from alo153.calls.menu.lookup_contract import Reply
from alo153.citizens.channel import Channel
from alo153.contacts.models import Conversation, Message
from alo153.core import clock
from alo153.core.ttl_cache import forget_cached
from alo153.intake import voice_menu
from alo153.intake.voice_menu import CityLookups
from alo153.switchboard.acd.turn.commands import LookUp
from alo153.transport import queries
from alo153.transport.live.protobuf import read

pytestmark = pytest.mark.django_db
State, Reason = Conversation.State, Conversation.CloseReason


@pytest.fixture(autouse=True)
def published(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    cache.clear()
    keep_files_in(tmp_path, settings)
    publish_town()
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    # A thread of the switchboard has a connection of its own; this test has one
    monkeypatch.setattr(voice_menu, "close_old_connections", lambda: None)
    yield
    cache.clear()
    forget_cached()


def wrote(text: str) -> Conversation:
    return taken_in(sms(text, sender="+905320000101"), channel=Channel.SMS, at=MONDAY)[1]


def told() -> str:
    answer = Message.objects.filter(purpose="keyword").order_by("pk").last()
    return answer.body if answer else ""


def spoken(code: str, **more: Any) -> Reply:
    asked = LookUp(call="a", ask=1, question="departures", number="", code=code, **more)
    return CityLookups().answer(asked)


class TestSms:
    @pytest.mark.parametrize("text", ["HAT 500", "hat 500.", "Hat: 500 Umuttepe", "HAT500"])
    def test_the_next_departures_are_told_at_once(self, text: str) -> None:
        conversation = wrote(text)
        assert "08:00 Gar, 09:00 Gar, 00:30 Gar" in told()
        assert told().startswith("500")
        assert (conversation.state, conversation.close_reason) == (State.CLOSED, Reason.KEYWORD)

    def test_which_stop_is_meant_is_asked(self) -> None:
        wrote("HAT 500 umuttepe")
        assert told().startswith("500, Umuttepe Kampüsü: 08:00 Gar")

    @pytest.mark.parametrize(
        "text", ["HAT 500 gelmedi", "HAT 999", "Hat çekmiyor", "HAT", "500", "Hat 500 şoförü kaba"]
    )
    def test_a_complaint_about_a_line_waits_for_a_person(self, text: str) -> None:
        assert wrote(text).state == State.WAITING
        assert not told()

    def test_without_a_timetable_a_person_reads_it(self) -> None:
        for feed in queries.feeds():
            feed.published_at = None
            feed.save()
        forget_cached()
        assert wrote("HAT 500").state == State.WAITING

    def test_a_timetable_that_cannot_be_read_costs_nobody_their_message(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object, **__: object) -> None:
            raise OSError

        monkeypatch.setattr(queries, "ask", broken)
        assert wrote("HAT 500").state == State.WAITING

    def test_delays_are_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made = message()
        late(made, "a1", 300)
        delays = read(made.SerializeToString(), at=MONDAY)
        monkeypatch.setattr(queries, "live_delays", lambda _: delays)
        wrote("HAT 500 umuttepe")
        assert "08:00 (+5) Gar" in told()


class TestVoiceMenu:
    def test_a_line_at_a_stop_is_said_in_digits_and_times(self) -> None:
        reply = spoken("500*1001")
        assert reply.word == "found"
        assert reply.sounds == (
            *("departures-of", "number-5", "number-0", "number-0"),
            *("pause", "number-8", "number-0", "number-0"),
            *("pause", "number-9", "number-0", "number-0"),
            *("pause", "number-0", "number-30"),
        )

    def test_as_late_as_it_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made = message()
        late(made, "a1", 300)
        delays = read(made.SerializeToString(), at=MONDAY)
        monkeypatch.setattr(queries, "live_delays", lambda _: delays)
        assert spoken("500*1001").sounds[4:8] == ("pause", "number-8", "number-0", "number-5")

    def test_where_the_line_does_not_stop_any_more_today_that_is_said(self) -> None:
        assert spoken("500*1002") == Reply(
            "found", sounds=("departures-none", "number-5", "number-0", "number-0")
        )

    @pytest.mark.parametrize("code", ["999*1001", "500*9999", "700*1001", "*", ""])
    def test_a_line_or_stop_that_is_none_is_unknown(self, code: str) -> None:
        assert spoken(code) == Reply("unknown")
