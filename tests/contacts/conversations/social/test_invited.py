"""Who mentions us on X is asked there, once, to write privately; nothing else of ours is public.

X hands nobody a message who has not written first. So the one sentence below their post comes
first here, with a link, and no word of staff stands in it.
"""

from datetime import timedelta
from typing import Any

import pytest
from tests import cast
from tests.channels.contract.other_side import Mood
from tests.channels.contract.stand_ins.x import ACCOUNT, X
from tests.channels.social.opened import opened
from tests.channels.social.shapes import AYSE_X, SENT_AT, x_mention, x_message, x_said
from tests.contacts.conversations.social.talks import MINUTE, leaves, posted, talk_of

from alo153.channels.social.opening.actions import close_channel
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import (
    CannotReply,
    invite,
    name_address,
    reply,
    take_reply_back,
)
from alo153.contacts.conversations.actions.publishing import PUBLIC
from alo153.contacts.conversations.ways import way_of, ways_of
from alo153.contacts.models import Conversation, Message

pytestmark = pytest.mark.django_db
AT = cast.AT
POST = "2080765813578191303"


def iso(at: Any) -> str:
    return str(at.strftime("%Y-%m-%dT%H:%M:%S.000Z"))


def mentioned(number: str = POST, *, at: Any = AT) -> Conversation:
    return talk_of(posted(Channel.X, x_mention(number, created_at=iso(at)), at=at))


def asked(talk: Conversation, **more: Any) -> Message:
    return invite(conversation=talk, **({"by": cast.staff("elif"), "at": AT} | more))


def answer(talk: Conversation, text: str = "Ekip yolda.", **more: Any) -> Message:
    given: dict[str, Any] = {"by": cast.staff("elif"), "at": AT} | more
    return reply(conversation=talk, text=text, **given)


def why_not(verb: Any, talk: Conversation, **more: Any) -> str:
    with pytest.raises(CannotReply) as refused:
        verb(talk, **more)
    return refused.value.why


def wrote(*, at: Any = AT + MINUTE) -> Conversation:
    return talk_of(posted(Channel.X, x_message(x_said(text="Çınar Sokak")), at=at))


def test_words_of_staff_go_nowhere_before_the_citizen_has_written_privately() -> None:
    with opened(Channel.X) as other:
        talk = mentioned()
        assert talk.messages.get().is_public
        assert why_not(answer, talk) == CannotReply.WINDOW
        assert list(other.taken()) == []


def test_the_one_sentence_stands_below_their_post_with_where_to_write() -> None:
    with opened(Channel.X) as other:
        assert isinstance(other, X)
        talk = mentioned()
        leaves(asked(talk))
        [(below, words)] = other.said()
        assert below == f"below {POST}"
        assert f"https://x.com/messages/compose?recipient_id={ACCOUNT}" in words
        assert "kişisel bilgi" in words
        talk.refresh_from_db()
        assert (talk.state, talk.assignee) == ("answered", cast.staff("elif"))
        assert not Message.objects.filter(purpose=PUBLIC).exists()


def test_they_are_asked_once() -> None:
    with opened(Channel.X) as other:
        talk = mentioned()
        message = asked(talk)
        assert why_not(asked, talk) == CannotReply.LEAVING
        leaves(message)
        assert why_not(asked, talk) == CannotReply.GONE
        assert why_not(answer, talk) == CannotReply.WINDOW
        assert len(list(other.taken())) == 1


def test_who_then_writes_privately_goes_on_in_the_same_talk() -> None:
    with opened(Channel.X) as other:
        talk = mentioned()
        leaves(asked(talk))
        same = wrote()
        assert (same, same.state) == (talk, "waiting")
        leaves(answer(same, at=AT + MINUTE), at=AT + MINUTE)
        assert [each.to for each in other.taken()] == [f"below {POST}", AYSE_X]
        way = way_of(same, at=AT + timedelta(days=90))
        assert way
        assert way.is_open(at=AT + timedelta(days=90))


def test_another_mention_is_asked_in_other_words_for_x_takes_none_twice() -> None:
    with opened(Channel.X) as other:
        assert isinstance(other, X)
        for number in (POST, "2080765813578199999"):
            assert leaves(asked(mentioned(number))).state == "sent"
        assert len({post["text"] for post in other.posts.values()}) == 2


def test_who_wrote_privately_before_is_answered_as_usual() -> None:
    with opened(Channel.X) as other:
        wrote(at=AT)
        talk = mentioned(at=AT + MINUTE)
        assert why_not(asked, talk, at=AT + MINUTE) == CannotReply.GONE
        leaves(answer(talk, at=AT + MINUTE), at=AT + MINUTE)
        assert [each.to for each in other.taken()] == [AYSE_X]


def test_one_that_was_taken_back_can_be_asked_anew() -> None:
    with opened(Channel.X) as other:
        talk = mentioned()
        message = asked(talk, wait_seconds=10)
        elif_ = cast.staff("elif")
        assert take_reply_back(conversation=talk, message_id=message.pk, by=elif_, at=AT) == ""
        talk.refresh_from_db()
        assert talk.state == "waiting"
        assert leaves(asked(talk)).state == "sent"
        assert len(list(other.taken())) == 1


def test_one_that_x_refused_can_be_asked_anew_and_an_unclear_one_not() -> None:
    with opened(Channel.X) as other:
        talk = mentioned()
        other.be(Mood.REFUSES)
        assert leaves(asked(talk)).state == "failed"
        talk.refresh_from_db()
        assert talk.state == "waiting"
        other.be(Mood.CUT)
        assert leaves(asked(talk)).state == "unclear"
        talk.refresh_from_db()
        assert (talk.state, talk.comment) == ("waiting", "")
        assert why_not(asked, talk) == CannotReply.GONE


def test_after_a_week_nobody_is_asked_below_an_old_post() -> None:
    with opened(Channel.X):
        talk = mentioned()
        assert why_not(asked, talk, at=AT + timedelta(days=7)) == CannotReply.GONE


def test_while_the_channel_is_off_nobody_is_asked() -> None:
    with opened(Channel.X):
        talk = mentioned()
        close_channel(channel=Channel.X, by=cast.staff("yasin"), at=AT)
        assert why_not(asked, talk) == CannotReply.GONE


def test_another_way_is_open_all_the_same() -> None:
    with opened(Channel.X):
        talk = mentioned()
        elif_, phone = cast.staff("elif"), "+905320000101"
        name_address(conversation=talk, channel=Channel.SMS, address=phone, by=elif_, at=AT)
        assert [way.channel for way in ways_of(talk, at=AT)] == ["x", "sms"]
        assert leaves(answer(talk, by_channel="sms")).state == "sent"


def test_what_was_read_is_noted() -> None:
    with opened(Channel.X):
        message = leaves(answer(wrote(at=AT)))
        number = message.provider_reference.removeprefix("x:")
        event = {"created_timestamp": str(SENT_AT * 1000), "sender_id": AYSE_X}
        told = {"last_read_event_id": number, "target": {"recipient_id": ACCOUNT}}
        payload = {"direct_message_mark_read_events": [event | told]}
        posted(Channel.X, {"for_user_id": ACCOUNT} | payload, at=AT + MINUTE)
        message.refresh_from_db()
        assert message.delivery == "read"
