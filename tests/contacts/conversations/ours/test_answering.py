"""An agent answers what citizens write: once, in ten seconds, in the way it came."""

from datetime import datetime
from unittest.mock import patch
from uuid import uuid4

import pytest
from tests import cast
from tests.contacts.conversations.letters import AYSE, HOUR, LETTER, answering, sms, taken_in
from tests.contacts.outside import Outside

from alo153.archive.erasing import erase
from alo153.channels.contract import PermanentFailure
from alo153.citizens.actions import recognize
from alo153.citizens.actions.erasing import ErasureReason
from alo153.citizens.channel import Channel
from alo153.contacts.actions import sending
from alo153.contacts.conversations.actions import (
    CannotReply,
    HeldByColleague,
    close,
    give_back,
    reopen,
    reply,
    take,
    take_reply_back,
)
from alo153.contacts.models import Conversation, Message, MessageFile
from alo153.core import live
from alo153.core.actor import SYSTEM

pytestmark = pytest.mark.django_db
State = Conversation.State


def sent(message: Message, outside: Outside, at: datetime) -> None:
    with patch.object(sending, "adapter_for", return_value=outside):
        sending.send(message_id=message.pk, now=lambda: at)


def test_an_answer_goes_to_whoever_wrote_under_their_own_subject() -> None:
    _, conversation = taken_in()
    elif_ = cast.staff("elif")
    message = reply(conversation=conversation, text="  Ekip yolda. ", by=elif_, at=cast.AT)
    assert (message.to, message.subject, message.body) == (
        AYSE,
        "Re: Sokağımızda çukur var",
        "Ekip yolda.",
    )
    outside = Outside(None)
    sent(message, outside, cast.AT)
    [letter] = outside.letters
    assert (letter.answers, letter.is_personal) == ((LETTER.reference,), True)


def test_an_answer_that_waits_can_be_taken_back_and_the_citizen_waits_on() -> None:
    _, conversation = taken_in()
    elif_ = cast.staff("elif")
    message = reply(
        conversation=conversation, text="Ekip yolda.", wait_seconds=10, by=elif_, at=cast.AT + HOUR
    )
    at = cast.AT + HOUR
    text = take_reply_back(conversation=conversation, message_id=message.pk, by=elif_, at=at)
    assert text == "Ekip yolda."
    conversation.refresh_from_db()
    assert (conversation.state, conversation.waiting_since) == (State.WAITING, cast.AT)
    assert conversation.first_answered_at is None
    assert not conversation.messages.filter(purpose="reply").exists()
    again = take_reply_back(conversation=conversation, message_id=uuid4(), by=elif_, at=at)
    assert again is None


def test_the_page_hears_that_an_answer_has_left(monkeypatch: pytest.MonkeyPatch) -> None:
    _, conversation = taken_in()
    message = reply(conversation=conversation, text="Yolda.", by=cast.staff("elif"), at=cast.AT)
    told: list[str] = []
    monkeypatch.setattr(live, "publish", lambda *topics: told.extend(topics))
    sent(message, Outside(None), cast.AT)
    assert f"conversation:{conversation.pk}" in told


def test_what_has_left_is_not_taken_back() -> None:
    _, conversation = taken_in()
    elif_ = cast.staff("elif")
    message = reply(conversation=conversation, text="Ekip yolda.", by=elif_, at=cast.AT)
    sent(message, Outside(None), cast.AT)
    at = cast.AT + HOUR
    back = take_reply_back(conversation=conversation, message_id=message.pk, by=elif_, at=at)
    assert back is None
    conversation.refresh_from_db()
    assert conversation.state == State.ANSWERED


def test_an_answer_that_did_not_arrive_lets_the_conversation_wait_again() -> None:
    _, conversation = taken_in()
    elif_ = cast.staff("elif")
    message = reply(conversation=conversation, text="Ekip yolda.", by=elif_, at=cast.AT)
    sent(message, Outside(PermanentFailure("smtp 550", wrong_address=True)), cast.AT + HOUR)
    conversation.refresh_from_db()
    assert (conversation.state, conversation.waiting_since) == (State.WAITING, cast.AT + HOUR)
    assert conversation.assignee == elif_


@pytest.mark.parametrize(
    ("text", "why"), [("  \n", CannotReply.EMPTY), ("a" * 20_001, CannotReply.TOO_LONG)]
)
def test_no_empty_or_endless_answer_leaves(text: str, why: str) -> None:
    _, conversation = taken_in()
    with pytest.raises(CannotReply) as refusal:
        reply(conversation=conversation, text=text, by=cast.staff("elif"), at=cast.AT)
    assert refusal.value.why == why
    assert refusal.value.excess == (1 if why == CannotReply.TOO_LONG else 0)


def test_an_sms_that_is_too_long_is_refused_with_its_excess() -> None:
    _, conversation = taken_in(sms("Su yok"), channel=Channel.SMS)
    with pytest.raises(CannotReply) as refusal:
        reply(conversation=conversation, text="ş" * 2000, by=cast.staff("elif"), at=cast.AT)
    assert refusal.value.excess > 0


def test_who_cannot_be_told_cannot_be_answered() -> None:
    _, conversation = taken_in(sms("Su yok", sender=""), channel=Channel.SMS)
    with pytest.raises(CannotReply) as refusal:
        reply(conversation=conversation, text="Geliyoruz.", by=cast.staff("elif"), at=cast.AT)
    assert refusal.value.why == CannotReply.NO_ADDRESS


def test_two_agents_do_not_answer_the_same_citizen() -> None:
    _, conversation = taken_in()
    elif_, murat = cast.staff("elif"), cast.staff("murat")
    take(conversation=conversation, by=elif_, at=cast.AT)
    with pytest.raises(HeldByColleague):
        reply(conversation=conversation, text="Ekip yolda.", by=murat, at=cast.AT)
    with pytest.raises(HeldByColleague):
        take(conversation=conversation, by=murat, at=cast.AT)
    take(conversation=conversation, over_from=elif_.pk, by=murat, at=cast.AT)
    give_back(conversation=conversation, by=murat, at=cast.AT)
    reply(conversation=conversation, text="Ekip yolda.", by=elif_, at=cast.AT)
    conversation.refresh_from_db()
    assert conversation.assignee == elif_


def test_who_writes_again_after_the_end_finds_somebody_who_is_here() -> None:
    _, conversation = taken_in()
    elif_ = cast.staff("elif")
    ours = reply(conversation=conversation, text="Ekip yolda.", by=elif_, at=cast.AT)
    done = Conversation.CloseReason.SETTLED
    close(conversation=conversation, reason=done, by=elif_, at=cast.AT + HOUR)
    _, same = taken_in(answering(ours), at=cast.AT + 2 * HOUR)
    assert (same, same.state, same.assignee) == (conversation, State.WAITING, None)
    assert (same.closed_at, same.close_reason) == (None, "")


def test_what_was_taken_for_unwanted_can_be_opened_again() -> None:
    _, conversation = taken_in()
    elif_ = cast.staff("elif")
    spam = Conversation.CloseReason.SPAM
    close(conversation=conversation, reason=spam, by=elif_, at=cast.AT)
    reopen(conversation=conversation, by=elif_, at=cast.AT + HOUR)
    conversation.refresh_from_db()
    assert (conversation.state, conversation.assignee) == (State.WAITING, elif_)


def test_nothing_of_a_person_who_is_erased_is_left_in_their_conversations() -> None:
    citizen = recognize(email=AYSE, full_name="Ayşe Işık", by=SYSTEM, at=cast.AT)
    message, conversation = taken_in()
    reply(conversation=conversation, text="Sayın Ayşe Işık.", by=cast.staff("elif"), at=cast.AT)
    erase(citizen, reason=ErasureReason.REQUEST, by=SYSTEM, at=cast.AT + HOUR)
    row = Conversation.objects.values().get(pk=conversation.pk)
    rows = [row, *Message.objects.filter(conversation=conversation).values()]
    assert "ayşe" not in str(rows).lower()
    assert AYSE not in str(rows)
    message.refresh_from_db()
    assert not message.arrival.raw
    assert not MessageFile.objects.exists()
