"""After a written conversation its citizen is asked for a mark, in the channel that they use."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.channels.social.opened import opened
from tests.channels.social.shapes import whatsapp_message
from tests.contacts.conversations.chat import chats
from tests.contacts.conversations.letters import HOUR, LETTER, sms, taken_in
from tests.contacts.conversations.social.talks import DAY, posted, talk_of

from alo153.calls.models import BlockPolicy
from alo153.calls.supervision.blocked_numbers import actions as blocked_numbers
from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.contacts.actions import opt_out
from alo153.contacts.conversations.actions import close, reopen, reply
from alo153.contacts.models import Conversation, Interaction, Message
from alo153.core.actor import SYSTEM
from alo153.quality import actions
from alo153.quality.actions import rating
from alo153.quality.actions.counting import count_all
from alo153.quality.queries import voice

pytestmark = pytest.mark.django_db
CloseReason = Conversation.CloseReason
NUMBER = "+905320000101"
AT = cast.AT


def texted() -> Conversation:
    _, talk = taken_in(sms("Su yok", sender=NUMBER), channel=Channel.SMS)
    return talk


def ended(
    talk: Conversation,
    *,
    text: str = "Geliyoruz.",
    reason: CloseReason = CloseReason.SETTLED,
    at: datetime = AT,
) -> Conversation:
    """Answer a conversation, if there are words, and close it."""
    elif_ = cast.staff("elif")
    if text:
        reply(conversation=talk, text=text, by=elif_, at=at)
        talk.messages.filter(direction="out").delete()
    close(conversation=talk, reason=reason, by=elif_, at=at)
    talk.refresh_from_db()
    return talk


def asked(at: datetime = AT + HOUR) -> list[Message]:
    """Ask as the worker does, and return the questions."""
    for job in ProcrastinateJob.objects.filter(task_name=rating.RATING_JOB):
        rating.ask_rating(**job.args, at=at)
    return list(Message.objects.filter(purpose=rating.PURPOSE))


def test_whoever_wrote_an_sms_is_asked_by_sms() -> None:
    ended(texted())
    [question] = asked()
    assert (question.channel, question.to, question.recipient) == ("sms", NUMBER, "citizen")
    assert "/feedback/" in question.body


def test_an_e_mail_gets_an_e_mail() -> None:
    _, talk = taken_in()
    ended(talk)
    [question] = asked()
    assert (question.channel, question.to) == ("email", "ayse@example.org")
    assert question.subject == "Görüşmemiz nasıldı?"


def test_a_social_channel_is_used_while_it_takes_our_words() -> None:
    with opened(Channel.WHATSAPP):
        told = whatsapp_message(timestamp=str(int(AT.timestamp())))
        ended(talk_of(posted(Channel.WHATSAPP, told)))
        assert asked(AT + DAY) == []
        [question] = asked(AT + HOUR)
        assert question.channel == Channel.WHATSAPP


def test_nobody_is_asked_twice_within_thirty_days() -> None:
    ended(texted())
    assert len(asked()) == 1
    for days, questions in ((29, 1), (31, 2)):
        later = AT + timedelta(days=days)
        _, talk = taken_in(sms("Yine yok", sender=NUMBER), channel=Channel.SMS, at=later)
        ended(talk, at=later)
        assert len(asked(later + HOUR)) == questions


def test_a_day_after_the_end_nobody_is_asked() -> None:
    ended(texted())
    assert asked(AT + DAY + HOUR) == []


def test_what_is_opened_again_within_a_minute_is_not_asked_about() -> None:
    talk = ended(texted())
    job = ProcrastinateJob.objects.get(task_name=rating.RATING_JOB)
    assert job.scheduled_at is not None
    reopen(conversation=talk, by=cast.staff("elif"), at=AT)
    assert asked() == []


@pytest.mark.parametrize("reason", [CloseReason.SPAM, CloseReason.AUTOMATIC])
def test_what_no_citizen_wrote_is_not_asked_about(reason: CloseReason) -> None:
    ended(texted(), reason=reason)
    assert asked() == []


def test_whoever_got_no_answer_is_not_asked() -> None:
    ended(texted(), text="")
    assert asked() == []


def test_the_plan_switches_it_off() -> None:
    derya = cast.staff("derya")
    actions.set_plan(
        each=1, twice_percent=0, appeal_days=7, asks_conversations=False, by=derya, at=AT
    )
    ended(texted())
    assert asked() == []


def test_who_wants_only_what_is_owed_is_not_asked() -> None:
    opt_out(channel=Channel.SMS, to=NUMBER, by=SYSTEM, at=AT)
    ended(texted())
    assert asked() == []


def test_a_blocked_number_and_a_machine_are_not_asked() -> None:
    blocked_numbers.block_number(
        number=numbers.parse(NUMBER),
        policy=BlockPolicy.LAST,
        reason="Küfür",
        until=AT + timedelta(days=7),
        by=cast.staff("hakan"),
        at=AT,
    )
    ended(texted())
    _, talk = taken_in(replace(LETTER, sender="bulten@example.org"))
    ended(talk)
    assert asked() == []


def test_a_confidential_contact_is_not_asked_about() -> None:
    talk = ended(texted())
    assert talk.interaction is not None
    cast.open_case(about="kadin-destek").interactions.add(talk.interaction)
    assert asked() == []


def test_a_mark_is_kept_once_and_counted_by_channel_with_its_response_rate() -> None:
    contact = ended(texted()).interaction
    assert contact is not None
    for mark in (4, 1):
        actions.rate_contact(interaction=contact, rating=mark, at=AT + HOUR)
    assert Interaction.objects.get(pk=contact.pk).rating == 4
    ended(taken_in(sms("Çöp", sender="+905320000102"), channel=Channel.SMS)[1])
    count_all()
    _, [row] = voice.heard(cast.staff("derya"), AT.date(), AT.date())
    assert (row.channel, row.contacts, row.rated, row.response_rate) == ("sms", 2, 1, 0.5)


def test_a_chat_whose_page_is_open_asks_there() -> None:
    ended(chats.begun())
    assert asked(AT + timedelta(seconds=70)) == []
