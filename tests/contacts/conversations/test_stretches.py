"""What is written up to its answer is one contact, with its channel and what it came to."""

import secrets
from dataclasses import replace
from unittest.mock import patch
from uuid import uuid4

import pytest
from tests import cast
from tests.contacts.conversations.letters import AYSE, HOUR, LETTER, answering, sms, taken_in
from tests.contacts.outside import Outside
from tests.contacts.way import open_case, receipt_of

from alo153.channels.contract import PermanentFailure
from alo153.citizens.channel import Channel
from alo153.contacts.actions import log_information, sending
from alo153.contacts.conversations.actions import close, hand_on, reopen, reply, take_reply_back
from alo153.contacts.conversations.chat.actions import leave, say
from alo153.contacts.models import Conversation, Interaction, Message
from alo153.core import events
from alo153.core.actor import Actor

pytestmark = pytest.mark.django_db
Reason, State = Conversation.CloseReason, Conversation.State


def leaves(message: Message, problem: Exception | None = None) -> None:
    with patch.object(sending, "adapter_for", return_value=Outside(problem)):
        sending.send(message_id=message.pk, now=lambda: cast.AT + HOUR)


def test_what_is_written_and_answered_is_one_contact() -> None:
    _, conversation = taken_in(sms("Su yok"), channel=Channel.SMS)
    taken_in(sms("Hâlâ yok"), channel=Channel.SMS, at=cast.AT + HOUR / 2)
    [contact] = Interaction.objects.all()
    assert (contact.channel, contact.direction, contact.address) == ("sms", "in", "+905320000101")
    assert (contact.started_at, contact.answered_at, contact.ended_at) == (cast.AT, None, None)
    elif_ = cast.staff("elif")
    leaves(reply(conversation=conversation, text="Geliyoruz.", by=elif_, at=cast.AT + HOUR / 2))
    contact.refresh_from_db()
    answered = (contact.agent, contact.answered_at, contact.ended_at)
    assert answered == (elif_, cast.AT + HOUR, cast.AT + HOUR)
    assert [event.name for event in events.history(contact)] == [
        "interaction.started",
        "interaction.answered",
        "interaction.ended",
    ]


def test_who_writes_again_after_the_answer_turns_to_us_once_more() -> None:
    _, conversation = taken_in()
    ours = reply(conversation=conversation, text="Yolda.", by=cast.staff("elif"), at=cast.AT)
    leaves(ours)
    taken_in(answering(ours), at=cast.AT + 2 * HOUR)
    first, second = Interaction.objects.order_by("pk")
    conversation.refresh_from_db()
    assert (first.ended_at, second.ended_at) == (cast.AT + HOUR, None)
    assert conversation.interaction == second


def test_who_writes_before_the_answer_has_left_is_still_waiting() -> None:
    _, conversation = taken_in(sms("Su yok"), channel=Channel.SMS)
    ours = reply(conversation=conversation, text="Yolda.", by=cast.staff("elif"), at=cast.AT)
    taken_in(sms("Elektrik de yok"), channel=Channel.SMS, at=cast.AT)
    leaves(ours)
    assert Interaction.objects.get().ended_at is None


@pytest.mark.parametrize("taken_back", [True, False])
def test_an_answer_that_did_not_leave_ends_nothing(taken_back: bool) -> None:
    _, conversation = taken_in()
    elif_ = cast.staff("elif")
    ours = reply(conversation=conversation, text="Yolda.", by=elif_, at=cast.AT)
    if taken_back:
        take_reply_back(conversation=conversation, message_id=ours.pk, by=elif_, at=cast.AT)
    else:
        leaves(ours, PermanentFailure("smtp 550"))
    assert Interaction.objects.get().ended_at is None


def test_what_an_answer_settled_that_is_taken_back_waits_again() -> None:
    _, conversation = taken_in()
    elif_ = cast.staff("elif")
    ours = reply(conversation=conversation, text="Yolda.", by=elif_, at=cast.AT)
    close(conversation=conversation, reason=Reason.SETTLED, by=elif_, at=cast.AT)
    take_reply_back(conversation=conversation, message_id=ours.pk, by=elif_, at=cast.AT)
    conversation.refresh_from_db()
    assert (conversation.state, conversation.waiting_since) == (State.WAITING, cast.AT)
    assert (conversation.close_reason, conversation.closed_at) == ("", None)


@pytest.mark.parametrize(("reason", "came_to"), [(Reason.SPAM, "unwanted"), (Reason.SETTLED, None)])
def test_what_is_closed_says_whether_it_was_unwanted(reason: Reason, came_to: str | None) -> None:
    _, conversation = taken_in()
    elif_ = cast.staff("elif")
    close(conversation=conversation, reason=reason, by=elif_, at=cast.AT + HOUR)
    contact = Interaction.objects.get()
    assert (contact.disposition, contact.agent) == (came_to, elif_)
    assert contact.ended_at == cast.AT + HOUR
    reopen(conversation=conversation, by=elif_, at=cast.AT + 2 * HOUR)
    assert Interaction.objects.count() == 1  # nobody turned to us


def test_what_somebody_said_of_it_is_kept() -> None:
    _, conversation = taken_in()
    elif_, topic = cast.staff("elif"), cast.topic("planli-su-kesintisi")
    contact = Interaction.objects.get()
    log_information(interaction=contact, topic=topic, by=Actor.staff(elif_.pk), at=cast.AT)
    close(conversation=conversation, reason=Reason.SPAM, by=elif_, at=cast.AT)
    contact.refresh_from_db()
    assert (contact.disposition, contact.topic) == ("information", topic)


def test_what_a_machine_wrote_and_what_nobody_wants_is_no_contact() -> None:
    taken_in(replace(LETTER, automatic=True))
    assert not Interaction.objects.exists()
    unwanted = replace(LETTER, reference="", sender="spam@example.org")
    _, spam = taken_in(unwanted)
    close(conversation=spam, reason=Reason.SPAM, by=cast.staff("elif"), at=cast.AT)
    taken_in(replace(unwanted, text="Yine"), at=cast.AT + HOUR)
    assert Interaction.objects.count() == 1


def test_an_answer_to_a_receipt_is_a_contact_about_its_case() -> None:
    case = open_case(Channel.EMAIL)
    before = case.interactions.count()
    taken_in(answering(receipt_of(case)), at=cast.AT + HOUR)
    contact = Interaction.objects.get(channel="email")
    assert (contact.disposition, contact.topic) == ("case", case.topic)
    assert contact.citizen == case.reporter
    assert case.interactions.count() == before + 1
    conversation = Conversation.objects.get()
    hand_on(conversation=conversation, by=cast.staff("elif"), at=cast.AT + HOUR)
    taken_in(answering(receipt_of(case), sender=AYSE), at=cast.AT + 2 * HOUR)
    assert case.interactions.count() == before + 2


def test_a_chat_is_one_contact_to_its_end() -> None:
    token, elif_ = secrets.token_urlsafe(32), cast.staff("elif")
    say(token=token, text="Su yok", key=uuid4(), at=cast.AT)
    conversation = Conversation.objects.get()
    reply(conversation=conversation, text="Nerede?", by=elif_, at=cast.AT)
    say(token=token, text="Çınar Sokak", key=uuid4(), at=cast.AT)
    contact = Interaction.objects.get()
    assert (contact.channel, contact.agent, contact.ended_at) == ("chat", elif_, None)
    reply(conversation=conversation, text="Geliyoruz.", by=elif_, at=cast.AT)
    leave(token=token, at=cast.AT + HOUR)
    contact.refresh_from_db()
    assert (contact.answered_at, contact.ended_at) == (cast.AT, cast.AT + HOUR)
    assert contact.disposition is None


def test_who_leaves_a_chat_unanswered_was_lost() -> None:
    token = secrets.token_urlsafe(32)
    say(token=token, text="Su yok", key=uuid4(), at=cast.AT)
    leave(token=token, at=cast.AT + HOUR)
    assert Interaction.objects.get().disposition == "abandoned"
