"""An SMS that asks by a keyword is answered at once, the way it came, and waits for nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db.models import QuerySet
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.letters import HOUR, sms, taken_in
from tests.contacts.way import open_case

from alo153.cases.rules import codes
from alo153.cases.telling import timeline
from alo153.citizens.channel import Channel
from alo153.contacts import machine_limits, recipient_limits
from alo153.contacts.conversations.actions import reply
from alo153.contacts.models import Conversation, Message, OptOut
from alo153.core.database.sealed_text import unseal_row
from alo153.core.models import Event
from alo153.intake import wrong_codes

pytestmark = pytest.mark.django_db
OWN, OTHER = "+905320000101", "+905329990000"
State, Reason = Conversation.State, Conversation.CloseReason


@pytest.fixture(autouse=True)
def counts() -> Iterator[None]:
    """Begin with nobody's tries counted."""
    cache.clear()
    yield
    cache.clear()


def wrote(text: str, *, sender: str = OWN, at: datetime = cast.AT + HOUR) -> Conversation:
    """Let somebody write; return the conversation that their message is in."""
    return taken_in(sms(text, sender=sender), channel=Channel.SMS, at=at)[1]


def answers(to: str = OWN) -> QuerySet[Message]:
    return Message.objects.filter(purpose="keyword", to=to).order_by("created_at")


def told(to: str = OWN) -> str:
    """Return what the last answer says to who gets it."""
    last = answers(to).last()
    if last is None:
        return ""
    unseal_row(last)
    return last.body


def left(message: Message) -> None:
    """Let a message have left."""
    at = message.created_at
    Message.objects.filter(pk=message.pk).update(state="sent", sent_at=at, claimed_at=at)


class TestStatus:
    @pytest.mark.parametrize("text", ["DURUM {}", "durum {}", "Durum: {}.", "DURUM{}"])
    def test_who_has_code_and_number_hears_how_it_stands(self, text: str) -> None:
        case = open_case(Channel.SMS)
        conversation = wrote(text.format(codes.display(case.tracking_code)))
        assert timeline.where_it_stands(case).title in told()
        assert case.link_key in told()
        answer = answers().get()
        assert (answer.conversation, answer.channel) == (conversation, Channel.SMS)
        assert (conversation.state, conversation.close_reason) == (State.CLOSED, Reason.KEYWORD)
        assert timeline.for_staff(case)[-1].name == "case.asked_about"

    def test_it_is_one_contact_that_needed_nobody(self) -> None:
        case = open_case(Channel.SMS)
        contact = wrote(f"DURUM {case.tracking_code}").interaction
        assert contact
        assert (contact.disposition, contact.agent, contact.channel) == ("self_served", None, "sms")
        assert contact.ended_at == contact.started_at
        assert contact in case.interactions.all()

    def test_nobody_learns_from_the_answer_whether_a_code_is_one(self) -> None:
        case = open_case(Channel.SMS)
        wrote(f"DURUM {case.tracking_code}", sender=OTHER)
        of_somebody = told(OTHER)
        wrote(f"DURUM {codes.new_code()}", sender=OTHER)
        assert told(OTHER) == of_somebody
        wrote("Durum 12 34 56", sender=OTHER)
        assert told(OTHER) == of_somebody
        assert not Event.objects.filter(name="case.asked_about").exists()

    def test_a_confidential_case_says_nothing_and_its_conversation_is_kept_from_others(
        self,
    ) -> None:
        case = confidential.opened()
        conversation = wrote(f"DURUM {case.tracking_code}", sender=confidential.PHONE)
        wrote(f"DURUM {codes.new_code()}", sender=OTHER)
        assert told(confidential.PHONE) == told(OTHER)
        conversation.refresh_from_db()
        assert conversation.confidential

    def test_words_behind_it_are_a_letter_to_people(self) -> None:
        for text in ("Durum çok kötü, su yok", "DURUM", "Durum 3 gündür aynı", "Ne durumdayız?"):
            assert wrote(text).state == State.WAITING
        assert not answers().exists()

    def test_the_citizens_next_words_go_on_with_it_and_are_about_the_case(self) -> None:
        case = open_case(Channel.SMS)
        asked = wrote(f"DURUM {case.tracking_code}")
        left(answers().get())
        more = wrote("Ne zaman biter?", at=cast.AT + 2 * HOUR)
        assert (more, more.state, more.close_reason) == (asked, State.WAITING, "")
        assert case.conversations.get().conversation == asked

    def test_a_talk_with_an_agent_is_not_interrupted(self) -> None:
        talk = wrote("Su yok")
        left(reply(conversation=talk, text="Ekip yolda.", by=cast.staff("elif"), at=cast.AT + HOUR))
        assert wrote("ret", at=cast.AT + 2 * HOUR) != talk
        left(answers().get())
        assert wrote("Sağ olun", at=cast.AT + 3 * HOUR) == talk
        talk.refresh_from_db()
        assert talk.state == State.WAITING


class TestLimits:
    def test_wrong_codes_are_counted_and_then_nothing_is_told(self) -> None:
        case = open_case(Channel.SMS)
        for _ in range(wrong_codes.OF_A_NUMBER):
            wrong_codes.count(OWN, way=Channel.SMS)
        wrote(f"DURUM {case.tracking_code}")
        assert "Bir saat sonra" in told()
        wrote(f"DURUM {case.tracking_code}", sender=OTHER)
        assert "Bir saat sonra" not in told(OTHER)

    def test_somebody_elses_number_counts_as_a_wrong_code(self) -> None:
        case = open_case(Channel.SMS)
        before = wrong_codes.OF_A_NUMBER - 1
        for _ in range(before):
            wrong_codes.count(OTHER, way=Channel.SMS)
        assert not wrong_codes.are_too_many(OTHER, way=Channel.SMS)
        wrote(f"DURUM {case.tracking_code}", sender=OTHER)
        assert wrong_codes.are_too_many(OTHER, way=Channel.SMS)

    def test_a_number_hears_so_much_an_hour_and_waits_for_nobody(self) -> None:
        case = open_case(Channel.EMAIL)
        most = recipient_limits.UNVERIFIED[0].most
        for _ in range(most + 3):
            assert wrote(f"DURUM {case.tracking_code}").state == State.CLOSED
        assert answers().count() == most

    def test_over_all_the_rest_waits_for_people_and_the_log_says_so(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(machine_limits, "MOST", {"keyword": 2})
        numbers = [f"+90532999{n:04}" for n in range(5)]
        states = [wrote("DURUM 1", sender=each).state for each in numbers]
        assert states == [State.CLOSED] * 2 + [State.WAITING] * 3
        [line] = [each for each in caplog.messages if "keyword" in each]
        assert "2" in line
        assert not any(each in line for each in numbers)
        later = cast.AT + HOUR + timedelta(minutes=61)
        assert wrote("DURUM 1", sender="+905329991111", at=later).state == State.CLOSED


class TestStop:
    @pytest.mark.parametrize("text", ["RET", "ret", " Ret. ", "STOP"])
    def test_who_wants_no_more_is_told_once(self, text: str) -> None:
        conversation = wrote(text)
        assert OptOut.objects.get().to == OWN
        assert "KABUL" in told()
        assert conversation.close_reason == Reason.KEYWORD
        wrote(text)
        assert answers().count() == 1

    def test_who_wants_them_again_says_so(self) -> None:
        wrote("RET")
        wrote("kabul", at=cast.AT + 2 * HOUR)
        assert not OptOut.objects.exists()
        assert "RET" in told()

    def test_a_yes_to_somebody_is_a_letter(self) -> None:
        assert wrote("Kabul").state == State.WAITING

    def test_a_complaint_that_begins_with_the_word_is_a_letter(self) -> None:
        assert wrote("Ret cevabınızı kabul etmiyorum").state == State.WAITING
        assert not OptOut.objects.exists()


def test_the_event_names_the_keyword_and_holds_no_code() -> None:
    case = open_case(Channel.SMS)
    wrote(f"DURUM {case.tracking_code}")
    [event] = Event.objects.filter(name="message.received")
    assert event.data["keyword"] == "status"
    assert case.tracking_code not in str(event.data)


def test_a_message_of_which_a_part_is_missing_is_read_by_people() -> None:
    part = replace(sms("RET"), complete=False)
    assert taken_in(part, channel=Channel.SMS)[1].state == State.WAITING
