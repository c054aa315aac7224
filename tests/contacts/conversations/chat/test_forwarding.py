"""A citizen who is gone reads the answer by SMS or e-mail, in the same conversation."""

from datetime import timedelta

import pytest
from tests import cast
from tests.contacts.conversations.chat.chats import TOKEN, begun, said
from tests.contacts.conversations.letters import answering, sms, taken_in

from alo153.archive.erasing import erase
from alo153.citizens.actions import recognize
from alo153.citizens.actions.erasing import ErasureReason
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import CannotReply, reply
from alo153.contacts.conversations.chat import queries
from alo153.contacts.conversations.chat.actions import forward_unread, leave, leave_address, see
from alo153.contacts.models import Chat, Conversation, Message
from alo153.core.actor import SYSTEM

pytestmark = pytest.mark.django_db
PHONE, MAIL = "+905320000101", "ayse@example.org"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
LATER = cast.AT + 3 * MINUTE


def reachable(address: str = PHONE) -> Conversation:
    """Begin a chat whose citizen has left an address."""
    conversation = begun()
    channel = Channel.EMAIL if "@" in address else Channel.SMS
    assert leave_address(token=TOKEN, channel=channel, address=address, at=cast.AT)
    return conversation


def answer(conversation: Conversation, text: str, after: timedelta = SECOND) -> Message:
    return reply(conversation=conversation, text=text, by=cast.staff("elif"), at=cast.AT + after)


def forwarded() -> list[Message]:
    return list(Message.objects.exclude(channel=Channel.CHAT).filter(direction="out"))


def test_what_nobody_has_seen_for_two_minutes_goes_in_one_message() -> None:
    conversation = reachable()
    answer(conversation, "Saat 18.00'de.")
    answer(conversation, "İzmit'te 19.00'da.", 2 * SECOND)
    forward_unread(conversation_id=conversation.pk, at=cast.AT + 2 * MINUTE)
    assert forwarded() == []  # there may be somebody who reads it still
    for _ in range(2):
        forward_unread(conversation_id=conversation.pk, at=LATER)
    [message] = forwarded()
    assert (message.channel, message.to, message.recipient) == ("sms", PHONE, "unverified")
    assert message.conversation == conversation
    assert "Saat 18.00'de.\n\nİzmit'te 19.00'da." in message.body
    assert "yazışmanızda size yanıt verdi" in message.body


def test_what_was_seen_stays_on_the_page() -> None:
    conversation = reachable()
    message = answer(conversation, "Saat 18.00'de.")
    see(chat=conversation.chat, read_to=message.created_at, at=cast.AT + 2 * SECOND)
    forward_unread(conversation_id=conversation.pk, at=LATER)
    assert forwarded() == []


def test_without_an_address_nothing_leaves() -> None:
    conversation = begun()
    answer(conversation, "Saat 18.00'de.")
    forward_unread(conversation_id=conversation.pk, at=LATER)
    assert forwarded() == []
    assert not leave_address(token="a-guess", channel=Channel.SMS, address=PHONE, at=cast.AT)


def test_a_long_answer_fits_an_sms_and_an_e_mail_has_all_of_it() -> None:
    conversation = reachable()
    answer(conversation, "Şöyle: " + "ığdır " * 800)
    forward_unread(conversation_id=conversation.pk, at=LATER)
    assert forwarded()[0].body.endswith("…")
    Chat.objects.update(away_channel="email", away_address=MAIL, forwarded_at=None)
    forward_unread(conversation_id=conversation.pk, at=LATER)
    [mail] = Message.objects.filter(channel=Channel.EMAIL)
    assert mail.subject.startswith("Yazışmanızdaki yanıtımız")
    assert mail.body.count("ığdır") == 800


def test_who_answers_the_e_mail_goes_on_in_the_same_conversation_and_is_answered_there() -> None:
    conversation = reachable(MAIL)
    answer(conversation, "Saat 18.00'de.")
    forward_unread(conversation_id=conversation.pk, at=LATER)
    [mail] = forwarded()
    letter, talk = taken_in(answering(mail, "Emin misiniz?"), at=LATER + MINUTE)
    assert talk == conversation
    talk.refresh_from_db()
    assert talk.state == "waiting"
    again = reply(conversation=talk, text="Evet.", by=cast.staff("elif"), at=LATER + 2 * MINUTE)
    assert (again.channel, again.to, again.answers) == ("email", MAIL, letter)
    # The page belongs to whoever has its token, and the address to whoever reads there
    chat = queries.of_token(TOKEN, at=LATER)
    assert chat is not None
    assert "Emin misiniz?" not in [each.body for each in queries.shown(chat)]


def test_an_absence_note_of_the_mailbox_takes_nobody_away_from_the_page() -> None:
    conversation = reachable(MAIL)
    answer(conversation, "Saat 18.00'de.")
    forward_unread(conversation_id=conversation.pk, at=LATER)
    [mail] = forwarded()
    note = answering(mail, "Yıllık izindeyim.", automatic=True)
    _, talk = taken_in(note, at=LATER + SECOND)
    assert talk == conversation
    again = reply(
        conversation=talk, text="Bir de 19.00'da.", by=cast.staff("elif"), at=LATER + MINUTE
    )
    assert again.channel == Channel.CHAT
    assert again in queries.shown(talk.chat)


def test_who_ended_the_page_gets_the_answer_by_sms_with_ten_seconds_to_take_it_back() -> None:
    conversation = reachable()
    leave(token=TOKEN, at=cast.AT + SECOND)
    conversation.refresh_from_db()
    assert conversation.state == "waiting"
    message = reply(
        conversation=conversation,
        text="Saat 18.00'de.",
        wait_seconds=10,
        by=cast.staff("elif"),
        at=cast.AT + MINUTE,
    )
    assert (message.channel, message.to, message.state) == ("sms", PHONE, "queued")
    assert message.recipient == "unverified"
    _, talk = taken_in(sms("Sağ olun"), channel=Channel.SMS, at=cast.AT + MINUTE)
    assert talk != conversation  # nothing has left yet that it could answer


def test_who_left_without_an_address_cannot_be_answered() -> None:
    conversation = begun()
    leave(token=TOKEN, at=cast.AT + SECOND)
    with pytest.raises(CannotReply) as refusal:
        answer(conversation, "Saat 18.00'de.")
    assert refusal.value.why == CannotReply.NO_ADDRESS


def test_a_chat_is_erased_with_whoever_has_its_address() -> None:
    conversation = reachable(MAIL)
    answer(conversation, "Saat 18.00'de.")
    citizen = recognize(full_name="Ayşe Işık", phone="", email=MAIL, by=SYSTEM, at=cast.AT)
    assert citizen
    erase(citizen, reason=ErasureReason.REQUEST, by=SYSTEM, at=LATER)
    assert {each.body for each in Message.objects.all()} == {"(silindi)"}
    assert list(Chat.objects.values_list("token_hash", "away_address")) == [(None, "")]
    assert said(at=LATER).conversation != conversation
