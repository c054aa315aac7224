"""What citizens write comes in once, goes on with what it answers, and waits for an answer."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.letters import (
    AYSE,
    HOUR,
    LETTER,
    answering,
    came,
    photo,
    sms,
    taken_in,
)
from tests.contacts.way import open_case, receipt_of

from alo153.cases.models import CaseConversation
from alo153.cases.rules import codes
from alo153.cases.telling import timeline
from alo153.cases.telling.messages import of_citizen
from alo153.channels.inbound import InboundFile
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen, Identity
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions import close, reply
from alo153.contacts.models import Conversation, Message

pytestmark = pytest.mark.django_db
State, CloseReason = Conversation.State, Conversation.CloseReason


def left(message: Message) -> Message:
    """Let a message have left."""
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.SENT, sent_at=cast.AT, claimed_at=cast.AT
    )
    return message


def test_a_letter_of_a_stranger_waits_and_costs_nobody_a_record() -> None:
    before = Citizen.objects.count()
    message, conversation = taken_in()
    assert (conversation.state, conversation.waiting_since) == (State.WAITING, cast.AT)
    assert (conversation.address, conversation.name) == (AYSE, "Ayşe Işık")
    assert (conversation.subject, conversation.citizen) == ("Sokağımızda çukur var", None)
    assert message.body == LETTER.new_text
    assert Citizen.objects.count() == before
    assert list(queries.waiting(cast.staff("elif"))) == [conversation]


def test_a_letter_that_comes_twice_is_one() -> None:
    taken_in()
    assert came(at=cast.AT + HOUR) is None
    assert Message.objects.filter(direction="in").count() == 1


def test_a_letter_with_an_endless_name_is_one_and_goes_on_too() -> None:
    endless = f"<{'x' * 400}@posta>"
    _, conversation = taken_in(replace(LETTER, reference=endless))
    assert came(replace(LETTER, reference=endless)) is None
    more = replace(LETTER, reference="<iki@posta>", answers=(endless,), text="Ek.")
    assert taken_in(more)[1] == conversation


def test_the_name_of_a_letter_alone_drops_nobody_elses() -> None:
    taken_in()
    other = replace(LETTER, text="Bambaşka bir söz.", new_text="Bambaşka bir söz.")
    assert came(other)
    assert came(replace(LETTER, sender="baska@example.org"))
    assert Message.objects.filter(direction="in").count() == 3


def test_an_answer_goes_on_with_its_conversation() -> None:
    _, conversation = taken_in()
    elif_ = cast.staff("elif")
    ours = reply(conversation=conversation, text="Ekip yolda.", by=elif_, at=cast.AT + HOUR)
    conversation.refresh_from_db()
    assert conversation.state == State.ANSWERED
    message, same = taken_in(answering(ours), at=cast.AT + 2 * HOUR)
    assert (same, message.answers) == (conversation, ours)
    assert (same.state, same.waiting_since) == (State.WAITING, cast.AT + 2 * HOUR)
    assert (same.assignee, same.first_answered_at) == (elif_, cast.AT + HOUR)


def test_a_second_letter_to_ones_own_first_goes_on_with_it() -> None:
    _, conversation = taken_in()
    more = replace(LETTER, reference="<iki@posta>", answers=(LETTER.reference,), text="Ek.")
    assert taken_in(more)[1] == conversation


def test_another_letter_without_a_name_begins_anew() -> None:
    _, conversation = taken_in()
    more = replace(LETTER, reference="<iki@posta>", text="Başka konu.", new_text="Başka konu.")
    assert taken_in(more)[1] != conversation


def test_somebody_else_who_got_our_letter_does_not_write_in_the_citizens_name() -> None:
    case = open_case(Channel.EMAIL)
    receipt = receipt_of(case)
    _, first = taken_in(answering(receipt))
    message, second = taken_in(answering(receipt, sender="komsu@example.org"))
    assert second != first
    assert message.answers == receipt
    assert {link.conversation for link in case.conversations.all()} == {first, second}


def test_short_messages_are_one_talk_for_three_days() -> None:
    _, first = taken_in(sms("Su yok"), channel=Channel.SMS)
    _, same = taken_in(sms("Hâlâ yok"), channel=Channel.SMS, at=cast.AT + timedelta(days=2))
    _, later = taken_in(sms("Yine yok"), channel=Channel.SMS, at=cast.AT + timedelta(days=6))
    assert first == same != later
    assert same.waiting_since == cast.AT


class TestCases:
    def test_an_answer_to_a_receipt_is_about_its_case(self) -> None:
        case = open_case(Channel.EMAIL)
        _, conversation = taken_in(answering(receipt_of(case)))
        assert CaseConversation.objects.get(case=case).conversation == conversation
        told = [step.name for step in timeline.for_staff(case)]
        assert told[-2:] == ["case.conversation_linked", "case.written_about"]
        taken_in(answering(receipt_of(case), "Bir şey daha."))
        told = [step.name for step in timeline.for_staff(case)]
        assert told[-2:] == ["case.written_about", "case.written_about"]

    def test_who_answers_what_only_they_got_is_known_from_then_on(self) -> None:
        case = open_case(Channel.EMAIL)
        _, before = taken_in()
        assert before.citizen is None
        taken_in(answering(receipt_of(case)))
        assert Identity.objects.get(kind="email", value=AYSE).verified_at == cast.AT
        _, after = taken_in(replace(LETTER, reference="<uc@posta>", text="Yeni konu."))
        assert after.citizen == case.reporter

    def test_the_talk_in_which_an_address_is_proved_is_their_citizens(self) -> None:
        case, elif_ = open_case(Channel.EMAIL), cast.staff("elif")
        _, talk = taken_in()
        answer = reply(conversation=talk, text="Ekip yolda.", by=elif_, at=cast.AT)
        _, same = taken_in(answering(answer))
        assert (same, same.citizen) == (talk, case.reporter)
        assert case.reporter
        told = {each.message.conversation for each in of_citizen(elif_, case.reporter)}
        assert talk in told

    def test_a_code_ties_a_letter_to_the_case_of_its_own_citizen_alone(self) -> None:
        case = open_case(Channel.EMAIL)
        named = f"{codes.display(case.tracking_code)} ne oldu?"
        _, theirs = taken_in(replace(LETTER, subject=named))
        _, strangers = taken_in(replace(LETTER, subject=named, sender="baska@example.org"))
        assert [link.conversation for link in case.conversations.all()] == [theirs]
        assert strangers.state == State.WAITING

    def test_an_sms_answers_what_was_last_sent_to_the_number(self) -> None:
        case = open_case(Channel.SMS)
        receipt = left(receipt_of(case))
        message, conversation = taken_in(sms("Ne zaman?"), channel=Channel.SMS, at=cast.AT + HOUR)
        assert message.answers == receipt
        assert case.conversations.get().conversation == conversation

    def test_what_is_about_a_confidential_case_is_read_by_few(self) -> None:
        case = confidential.opened()
        elif_ = cast.staff("elif")
        left(receipt_of(case))
        _, conversation = taken_in(sms("Tamam", sender=confidential.PHONE), channel=Channel.SMS)
        conversation.refresh_from_db()
        assert conversation.confidential
        assert conversation not in queries.waiting(elif_)


class TestMachines:
    def test_a_machine_is_not_answered_and_reopens_nothing(self) -> None:
        _, conversation = taken_in(replace(LETTER, automatic=True))
        assert (conversation.state, conversation.close_reason) == (
            State.CLOSED,
            CloseReason.AUTOMATIC,
        )

    def test_an_out_of_office_answer_leaves_its_conversation_as_it_was(self) -> None:
        _, conversation = taken_in()
        ours = reply(conversation=conversation, text="Yolda.", by=cast.staff("elif"), at=cast.AT)
        _, same = taken_in(answering(ours, "İzindeyim.", automatic=True), at=cast.AT + HOUR)
        assert (same, same.state) == (conversation, State.ANSWERED)

    def test_what_nobody_wants_stays_closed(self) -> None:
        _, conversation = taken_in()
        close(conversation=conversation, reason=CloseReason.SPAM, by=cast.staff("elif"), at=cast.AT)
        more = replace(LETTER, reference="<iki@posta>", text="Ucuz!", new_text="Ucuz!")
        _, same = taken_in(more, at=cast.AT + HOUR)
        assert (same, same.state) == (conversation, State.CLOSED)
        fire = replace(LETTER, reference="<uc@posta>", text="Yangın var!", new_text="Yangın var!")
        _, same = taken_in(fire, at=cast.AT + 2 * HOUR)
        assert (same, same.state) == (conversation, State.WAITING)


class TestFiles:
    def test_a_photo_is_cleaned_and_any_other_file_stays_as_it_came(self) -> None:
        strange = InboundFile(name="liste.xyz", content_type="image/png", content=b"\0\1 x")
        message, _ = taken_in(replace(LETTER, files=(photo(), strange)))
        first, second = message.files.all()
        assert (first.name, first.content_type, first.needs_care) == (
            "cukur.png",
            "image/jpeg",
            False,
        )
        assert (second.name, second.content_type, second.needs_care) == ("liste.xyz", "", True)
        with second.file.open() as kept:
            assert kept.read() == strange.content

    def test_a_letter_without_words_and_sender_gets_in(self) -> None:
        empty = replace(LETTER, reference="", sender="", sender_name="", text="", new_text="")
        first, _ = taken_in(replace(empty, complete=False))
        second, _ = taken_in(empty)
        assert first.conversation != second.conversation
        assert not first.complete
