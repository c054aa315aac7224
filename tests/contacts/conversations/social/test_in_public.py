"""What is said in public is answered privately, once; in public stands one sentence."""

from datetime import timedelta

import pytest
from tests import cast
from tests.channels.contract.other_side import Mood
from tests.channels.contract.stand_ins.instagram import Instagram
from tests.channels.social.opened import opened
from tests.channels.social.shapes import (
    AYSE_META,
    instagram_comment,
    meta_message,
    page_comment,
)
from tests.contacts.conversations.letters import sms
from tests.contacts.conversations.letters import taken_in as came_in
from tests.contacts.conversations.social.talks import DAY, MINUTE, leaves, posted, talk_of

from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import (
    CannotReply,
    name_address,
    reply,
    take_reply_back,
)
from alo153.contacts.conversations.actions.publishing import PUBLIC, sentence
from alo153.contacts.conversations.ways import ways_of
from alo153.contacts.models import Conversation, Message

pytestmark = pytest.mark.django_db
AT = cast.AT
SECRET_WORDS = "Ayşe Hanım, 482109373 numaralı başvurunuz"


def commented() -> Conversation:
    return talk_of(posted(Channel.INSTAGRAM, instagram_comment()))


def answer(talk: Conversation, text: str = SECRET_WORDS, **more: object) -> Message:
    given: dict[str, object] = {"by": cast.staff("elif"), "at": AT} | more
    return reply(conversation=talk, text=text, **given)  # type: ignore[arg-type]


def why_not(talk: Conversation, **more: object) -> str:
    with pytest.raises(CannotReply) as refused:
        answer(talk, **more)
    return refused.value.why


def public_answer() -> Message:
    return Message.objects.get(purpose=PUBLIC)


def test_the_words_of_staff_go_privately_and_below_stands_the_one_sentence() -> None:
    with opened(Channel.INSTAGRAM) as other:
        assert isinstance(other, Instagram)
        talk = commented()
        assert talk.messages.get().is_public
        leaves(answer(talk))
        leaves(public_answer())
        assert other.said() == [("17870", SECRET_WORDS), ("below 17870", sentence())]
    assert "482109373" not in sentence()


def test_nothing_is_said_in_public_before_the_private_answer_has_left() -> None:
    with opened(Channel.INSTAGRAM) as other:
        message = answer(commented())
        assert not Message.objects.filter(purpose=PUBLIC).exists()
        other.be(Mood.REFUSES)
        assert leaves(message).state == "failed"
        assert not Message.objects.filter(purpose=PUBLIC).exists()
        talk = talk_of(message)
        assert talk.state == "waiting"
        assert leaves(answer(talk)).state == "sent"


def test_there_is_one_private_answer_and_then_the_citizen_has_to_write() -> None:
    with opened(Channel.INSTAGRAM) as other:
        talk = commented()
        leaves(answer(talk))
        talk = talk_of(public_answer())
        assert why_not(talk) == CannotReply.WINDOW
        written = meta_message("instagram", text="Sokak adı Çınar.")
        again = talk_of(posted(Channel.INSTAGRAM, written, at=AT + MINUTE))
        assert again == talk
        leaves(answer(again, text="Teşekkürler.", at=AT + MINUTE), at=AT + MINUTE)
        assert list(other.taken())[-1].to == AYSE_META


def test_a_second_answer_is_refused_while_the_first_is_on_its_way() -> None:
    with opened(Channel.INSTAGRAM) as other:
        message = answer(commented())
        other.be(Mood.LATER)
        assert leaves(message).state == "queued"
        assert why_not(talk_of(message)) == CannotReply.LEAVING


def test_one_that_was_taken_back_can_be_written_anew() -> None:
    with opened(Channel.INSTAGRAM):
        talk = commented()
        message = answer(talk, wait_seconds=10)
        elif_ = cast.staff("elif")
        take_reply_back(conversation=talk, message_id=message.pk, by=elif_, at=AT)
        assert leaves(answer(talk)).state == "sent"


def test_after_a_week_a_comment_is_not_answered_privately_any_more() -> None:
    talk = talk_of(posted(Channel.MESSENGER, page_comment(created_time=int(AT.timestamp()))))
    assert why_not(talk, at=AT + timedelta(days=7)) == CannotReply.WINDOW
    assert answer(talk, at=AT + timedelta(days=6))


def test_who_wrote_privately_before_is_answered_as_usual() -> None:
    with opened(Channel.INSTAGRAM) as other:
        at = AT + DAY
        written = meta_message("instagram", text="Merhaba")
        written["entry"][0]["messaging"][0]["timestamp"] = int(at.timestamp() * 1000)
        posted(Channel.INSTAGRAM, written, at=at)
        talk = talk_of(posted(Channel.INSTAGRAM, instagram_comment(), at=at + MINUTE))
        leaves(answer(talk, at=at + MINUTE), at=at + MINUTE)
        assert [each.to for each in other.taken()] == [AYSE_META]
        assert not Message.objects.filter(purpose=PUBLIC).exists()


def test_a_talk_begins_on_instagram_and_ends_by_sms() -> None:
    with opened(Channel.INSTAGRAM):
        talk = commented()
        leaves(answer(talk, text="Size nasıl ulaşalım?"))
        told = meta_message("instagram", text="0532 000 01 01")
        talk = talk_of(posted(Channel.INSTAGRAM, told, at=AT + MINUTE))
        elif_, phone = cast.staff("elif"), "+905320000101"
        name_address(conversation=talk, channel=Channel.SMS, address=phone, by=elif_, at=AT)
        assert [way.channel for way in ways_of(talk, at=AT + MINUTE)] == ["instagram", "sms"]
        message = leaves(answer(talk, by_channel="sms", at=AT + MINUTE), at=AT + MINUTE)
    assert (message.channel, message.to, message.state) == ("sms", phone, "sent")
    _, same = came_in(sms("Teşekkürler"), channel=Channel.SMS, at=AT + 2 * MINUTE)
    assert same == talk
    assert next(way.channel for way in ways_of(same, at=AT + 2 * MINUTE)) == "sms"
