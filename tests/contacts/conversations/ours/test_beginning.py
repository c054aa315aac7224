"""Somebody of the staff writes first: bounded, at decent hours, to who takes it, and revocable."""

from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from tests import cast
from tests.contacts.conversations.letters import AYSE, LETTER, answering, sms, taken_in
from tests.contacts.outside import Outside

from alo153.accounts.policy import NotPermitted
from alo153.archive.erasing import erase
from alo153.cases.telling import messages
from alo153.citizens.actions import recognize, verify_identity
from alo153.citizens.actions.erasing import ErasureReason
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen
from alo153.contacts import frame, unsubscribing
from alo153.contacts.actions import opt_out, sending
from alo153.contacts.conversations.actions import (
    CannotBegin,
    CannotReply,
    begin,
    reply,
    take_reply_back,
)
from alo153.contacts.conversations.ways import Way, ways_of, ways_to_begin
from alo153.contacts.models import Conversation, Message
from alo153.core.actor import SYSTEM
from alo153.core.models import Event
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
PHONE = "+905320000101"
SECOND = timedelta(seconds=1)
EVENING = cast.AT + timedelta(hours=12)
"""Ten at night."""
MORNING = cast.AT + timedelta(hours=22)
"""Eight o'clock."""


def ayse(*, verified: bool = True) -> Citizen:
    known = recognize(phone=PHONE, email=AYSE, full_name="Ayşe Işık", by=SYSTEM, at=cast.AT)
    if verified:
        verify_identity(kind=Channel.EMAIL, value=AYSE, by=SYSTEM, at=cast.AT)
        verify_identity(kind=Channel.PHONE, value=PHONE, by=SYSTEM, at=cast.AT)
    return known


def way(citizen: Citizen, channel: Channel) -> Way:
    return next(each for each in ways_to_begin(citizen) if each.channel == channel)


def begun(channel: Channel = Channel.EMAIL, *, who: str = "elif", **citizen: Any) -> Conversation:
    known = ayse(**citizen)
    return begin(
        citizen=known, way=way(known, channel), subject="Durak", by=cast.staff(who), at=cast.AT
    )


def said(talk: Conversation, **more: Any) -> Message:
    return reply(
        conversation=talk,
        text="Durağınız taşındı.",
        by=cast.staff("elif"),
        **{"at": cast.AT, **more},
    )


def left(message: Message, at: datetime = cast.AT) -> list[str]:
    outside = Outside(None)
    with patch.object(sending, "adapter_for", return_value=outside):
        sending.send(message_id=message.pk, now=lambda: at)
    return [letter.subject for letter in outside.letters]


def test_the_first_words_leave_under_their_own_subject_and_wait_for_nobody() -> None:
    talk = begun()
    message = said(talk)
    talk.refresh_from_db()
    assert (message.to, message.purpose, message.recipient) == (AYSE, "first", "citizen")
    assert (talk.state, talk.waiting_since, talk.first_answered_at) == ("answered", None, None)
    assert left(message) == ["Durak"]
    assert Event.objects.filter(name="conversation.begun").count() == 1


def test_below_a_persons_letter_nothing_is_said_of_reminders() -> None:
    message = said(begun())
    words = frame.as_it_leaves(message)
    assert "Siz yazmadan size e-posta göndermemizi istemiyor musunuz?" in words
    assert "atırlatma" not in words
    assert words.endswith(f"\n{unsubscribing.link_of(message)}")


def test_who_answers_goes_on_in_the_same_talk() -> None:
    talk = begun()
    message = said(talk)
    left(message)
    answer, same = taken_in(answering(message), at=cast.AT + SECOND)
    assert same == talk
    assert (answer.answers, same.state) == (message, "waiting")
    second = said(same, at=cast.AT + 2 * SECOND)
    assert (second.purpose, second.subject) == ("reply", "Re: Durak")


def test_by_sms_an_answer_comes_back_there_too() -> None:
    talk = begun(Channel.SMS)
    left(said(talk))
    _, same = taken_in(sms("Nereye?", sender=PHONE), channel=Channel.SMS, at=cast.AT + SECOND)
    assert same == talk


def test_it_can_be_taken_back_and_written_anew() -> None:
    talk, elif_ = begun(), cast.staff("elif")
    message = said(talk, wait_seconds=10)
    back = take_reply_back(conversation=talk, message_id=message.pk, by=elif_, at=cast.AT)
    assert back == "Durağınız taşındı."
    assert not talk.messages.exists()
    assert said(talk).purpose == "first"


def test_quiet_hours_hold_it_back_and_it_can_be_taken_back_until_they_end() -> None:
    here = cast.city()
    here.quiet_hours = {"begins": "21:00", "ends": "08:00"}
    here.save(update_fields=["quiet_hours"])
    forget_cached()
    talk = begun()
    message = said(talk)
    assert left(message, EVENING) == []
    message.refresh_from_db()
    assert (message.state, message.due_at, message.attempts) == ("queued", MORNING, 0)
    elif_ = cast.staff("elif")
    assert take_reply_back(conversation=talk, message_id=message.pk, by=elif_, at=EVENING)


def test_who_wants_only_what_is_owed_is_not_written_to() -> None:
    talk = begun(Channel.SMS)
    message = said(talk)
    opt_out(channel=Channel.SMS, to=PHONE, by=SYSTEM, at=cast.AT)
    assert left(message) == []
    message.refresh_from_db()
    assert message.state == "withheld"
    with pytest.raises(CannotReply) as refused:
        said(talk)
    assert refused.value.why == CannotReply.OPTED_OUT


def test_an_address_that_nobody_has_proved_is_a_stranger_until_it_answers() -> None:
    talk = begun(verified=False)
    assert talk.citizen is None
    message = said(talk)
    assert message.recipient == "unverified"
    # And still it stands with whom it was written to, and is erased with them
    known = Citizen.objects.get()
    shown = messages.of_citizen(cast.staff("elif"), known)
    assert [told.message for told in shown] == [message]
    erase(known, reason=ErasureReason.REQUEST, by=SYSTEM, at=cast.AT)
    message.refresh_from_db()
    assert "taşındı" not in message.body


def test_nobody_is_written_to_by_a_way_that_is_not_theirs_or_is_off(settings: Any) -> None:
    known, elif_ = ayse(), cast.staff("elif")
    other = Way(Channel.EMAIL, "mehmet@example.org")
    with pytest.raises(CannotBegin):
        begin(citizen=known, way=other, subject="", by=elif_, at=cast.AT)
    settings.SMS_URL = ""
    assert {each.channel for each in ways_to_begin(known)} == {"email"}


@pytest.mark.parametrize("name", ["selin", "okan"])
def test_who_answers_no_citizen_begins_with_none(name: str) -> None:
    with pytest.raises(NotPermitted):
        begun(who=name)


def test_about_what_is_confidential_few_begin_and_its_words_are_sealed() -> None:
    known, meral = ayse(), cast.staff("meral")
    asked = {"citizen": known, "way": way(known, Channel.EMAIL), "confidential": True}
    with pytest.raises(NotPermitted):
        begin(**asked, subject="Zümrüt", by=cast.staff("elif"), at=cast.AT)
    talk = begin(**asked, subject="Zümrüt", by=meral, at=cast.AT)
    message = reply(conversation=talk, text="Leylak.", by=meral, at=cast.AT)
    kept = [*Conversation.objects.values_list("subject"), *Message.objects.values_list("body")]
    assert not {"Zümrüt", "Leylak."} & {str(words) for [words] in kept}
    [subject] = left(message)
    assert "Zümrüt" not in subject
    assert str(talk.pk) in subject


def test_with_somebody_who_is_kept_apart_few_read_it() -> None:
    known = ayse()
    Citizen.objects.filter(pk=known.pk).update(apart=True)
    known.refresh_from_db()
    mail = way(known, Channel.EMAIL)
    with pytest.raises(NotPermitted):
        begin(citizen=known, way=mail, subject="", by=cast.staff("elif"), at=cast.AT)


class TestOtherWaysOfAnAnswer:
    def test_a_letter_of_who_is_known_can_be_answered_by_sms(self) -> None:
        ayse()
        _, talk = taken_in(LETTER)
        assert talk.citizen
        assert [(each.channel, each.to) for each in ways_of(talk, at=cast.AT)] == [
            ("email", AYSE),
            ("sms", PHONE),
        ]
        message = said(talk, by_channel="sms")
        assert (message.channel, message.to) == ("sms", PHONE)

    def test_what_was_not_verified_is_not_offered(self) -> None:
        ayse()
        Citizen.objects.get().identities.filter(kind=Channel.PHONE).update(verified_at=None)
        _, talk = taken_in(LETTER)
        assert [each.channel for each in ways_of(talk, at=cast.AT)] == ["email"]

    def test_the_letter_of_a_stranger_stays_as_it_is(self) -> None:
        _, talk = taken_in(LETTER)
        assert [each.channel for each in ways_of(talk, at=cast.AT)] == ["email"]
