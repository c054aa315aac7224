"""A citizen writes on a social channel: one talk, answered there as long as that may be."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests import cast
from tests.channels.contract.other_side import Mood
from tests.channels.contract.stand_ins.whatsapp import WhatsApp
from tests.channels.social.opened import opened
from tests.channels.social.shapes import (
    AYSE_NUMBER,
    AYSE_TELEGRAM,
    AYSE_USER,
    telegram,
    whatsapp_message,
    whatsapp_status,
)
from tests.contacts.conversations.letters import sms
from tests.contacts.conversations.letters import taken_in as came_in
from tests.contacts.conversations.social.talks import DAY, MINUTE, leaves, posted, talk_of

from alo153.channels.contract import Template
from alo153.channels.social.opening.actions import add_template, close_channel, retire_template
from alo153.channels.social.opening.queries import templates
from alo153.citizens.channel import Channel
from alo153.citizens.models import Identity
from alo153.contacts.conversations.actions import CannotReply, name_address, reply
from alo153.contacts.conversations.ways import way_of, ways_of
from alo153.contacts.models import Conversation, ConversationAddress, Message
from alo153.core.events import history

pytestmark = pytest.mark.django_db

NEW_USER = "TR.99999999999999999999"
AT = cast.AT
RESULT = Template(name="basvuru_sonucu", language="tr", values=("Ayşe Hanım", "çözüldü"))


def written(at: datetime = AT, **message: Any) -> dict[str, Any]:
    """Return a message that WhatsApp has from a moment."""
    return whatsapp_message(timestamp=str(int(at.timestamp())), **message)


def answer(talk: Conversation, *, at: datetime = AT, **more: Any) -> Message:
    text = more.pop("text", "Ekip yolda.")
    return reply(conversation=talk, text=text, by=cast.staff("elif"), at=at, **more)


def approved() -> None:
    body = "Sayın {{1}}, başvurunuz {{2}}."
    add_template(name=RESULT.name, language="tr", body=body, by=cast.staff("yasin"), at=AT)


def why_not(talk: Conversation, **more: Any) -> str:
    with pytest.raises(CannotReply) as refused:
        answer(talk, **more)
    return refused.value.why


class TestTalking:
    def test_short_messages_are_one_talk_and_an_answer_goes_back(self) -> None:
        with opened(Channel.TELEGRAM) as other:
            talk = talk_of(posted(Channel.TELEGRAM, telegram(1)))
            again = talk_of(posted(Channel.TELEGRAM, telegram(2, text="Alo?"), at=AT + MINUTE))
            assert again == talk
            assert (talk.address, talk.name) == (str(AYSE_TELEGRAM), "Ayşe Işık")
            sent = leaves(answer(talk, at=AT + 2 * MINUTE), at=AT + 2 * MINUTE)
            assert (sent.state, [each.body for each in other.taken()]) == ("sent", ["Ekip yolda."])

    def test_an_unknown_writer_costs_nobody_a_record(self) -> None:
        before = Identity.objects.count()
        assert talk_of(posted(Channel.TELEGRAM, telegram())).citizen is None
        assert Identity.objects.count() == before

    def test_a_talk_goes_back_and_forth_more_often_than_letters(self) -> None:
        with opened(Channel.TELEGRAM):
            talk = talk_of(posted(Channel.TELEGRAM, telegram()))
            states = [leaves(answer(talk, text=f"{n}")).state for n in range(20)]
        assert states == ["sent"] * 20

    def test_what_waits_to_leave_fails_once_the_channel_is_off(self) -> None:
        with opened(Channel.TELEGRAM) as other:
            talk = talk_of(posted(Channel.TELEGRAM, telegram()))
            message = answer(talk)
            close_channel(channel=Channel.TELEGRAM, by=cast.staff("yasin"), at=AT)
            assert (leaves(message).state, message.last_error) == ("failed", "channel off")
            assert list(other.taken()) == []
        talk.refresh_from_db()
        assert talk.state == "waiting"

    def test_whoever_sends_too_fast_waits_as_long_as_the_provider_says(self) -> None:
        with opened(Channel.WHATSAPP) as other:
            talk = talk_of(posted(Channel.WHATSAPP, written()))
            other.be(Mood.LATER)
            message = leaves(answer(talk))
            assert message.state == "queued"
            assert message.due_at >= AT + timedelta(seconds=60)


class TestStatuses:
    def sent(self) -> Message:
        with opened(Channel.WHATSAPP):
            talk = talk_of(posted(Channel.WHATSAPP, written()))
            return leaves(answer(talk))

    def told(self, message: Message, *statuses: str) -> list[str]:
        name = message.provider_reference.removeprefix("whatsapp:")
        for status in statuses:
            posted(Channel.WHATSAPP, whatsapp_status(name, status), at=AT + MINUTE)
        message.refresh_from_db()
        return [each.name for each in history(message)]

    def test_read_may_be_said_before_delivered_or_without_it(self) -> None:
        message = self.sent()
        events = self.told(message, "read", "delivered", "read", "sent")
        assert message.delivery == "read"
        assert events == ["message.sent", "message.delivered", "message.read"]

    def test_in_their_order_each_is_noted_once(self) -> None:
        message = self.sent()
        events = self.told(message, "delivered", "delivered", "read")
        assert events == ["message.sent", "message.delivered", "message.read"]

    def test_one_that_failed_lets_the_citizen_wait_again(self) -> None:
        message = self.sent()
        assert "message.not_delivered" in self.told(message, "failed")
        assert talk_of(message).state == "waiting"
        assert self.told(message, "delivered", "failed")[-1] == "message.delivered"


class TestWindow:
    def test_after_a_day_our_own_words_go_no_more_and_approved_ones_do(self) -> None:
        with opened(Channel.WHATSAPP) as other:
            assert isinstance(other, WhatsApp)
            talk = talk_of(posted(Channel.WHATSAPP, written()))
            assert not answer(talk, at=AT + DAY - MINUTE).last_error
            Message.objects.filter(direction="out").delete()
            assert why_not(talk, at=AT + DAY) == CannotReply.WINDOW
            approved()
            sent = leaves(answer(talk, text="", template=RESULT, at=AT + DAY), at=AT + DAY)
            assert (sent.state, sent.body) == ("sent", "Sayın Ayşe Hanım, başvurunuz çözüldü.")
            assert b'"template"' in other.orders[-1].body
            posted(Channel.WHATSAPP, written(AT + DAY, name="wamid.B"), at=AT + DAY)
            assert answer(talk_of(sent), at=AT + DAY + MINUTE)

    def test_what_waited_too_long_does_not_go_into_a_closed_window(self) -> None:
        with opened(Channel.WHATSAPP) as other:
            message = answer(talk_of(posted(Channel.WHATSAPP, written())))
            late = leaves(message, at=AT + DAY)
            assert (late.state, late.last_error) == ("failed", "window closed")
            assert list(other.taken()) == []

    def test_it_is_counted_from_when_the_citizen_wrote_and_not_from_when_we_heard(self) -> None:
        talk = talk_of(posted(Channel.WHATSAPP, written(AT - DAY)))
        assert why_not(talk) == CannotReply.WINDOW

    def test_a_wrong_clock_opens_nothing_for_longer(self) -> None:
        talk = talk_of(posted(Channel.WHATSAPP, written(AT + 30 * DAY)))
        assert why_not(talk, at=AT + DAY) == CannotReply.WINDOW

    def test_approved_words_are_checked(self) -> None:
        talk = talk_of(posted(Channel.WHATSAPP, written()))
        assert why_not(talk, template=RESULT) == CannotReply.GONE
        approved()
        empty = Template(name=RESULT.name, language="tr", values=("Ayşe", " "))
        lines = Template(name=RESULT.name, language="tr", values=("Ayşe\nHanım", "çözüldü"))
        assert why_not(talk, template=empty) == why_not(talk, template=lines) == CannotReply.GAP
        retire_template(template=templates().get(), by=cast.staff("yasin"), at=AT)
        assert why_not(talk, template=RESULT) == CannotReply.GONE

    def test_telegram_has_no_window_and_no_approved_words(self) -> None:
        talk = talk_of(posted(Channel.TELEGRAM, telegram()))
        approved()
        assert why_not(talk, template=RESULT) == CannotReply.GONE
        assert answer(talk, at=AT + 30 * DAY)


class TestNames:
    def test_whoever_gets_a_user_name_goes_on_in_the_same_talk(self) -> None:
        before = talk_of(posted(Channel.WHATSAPP, written(user="")))
        assert before.address == AYSE_NUMBER
        after = talk_of(posted(Channel.WHATSAPP, written(name="wamid.B"), at=AT + MINUTE))
        assert (after, after.address) == (before, AYSE_USER)

    def test_somebody_has_another_name_and_is_answered_by_it(self) -> None:
        with opened(Channel.WHATSAPP) as other:
            message = answer(talk_of(posted(Channel.WHATSAPP, written(number=""))))
            system = {"body": "x", "type": "user_changed_user_id", "user_id": NEW_USER}
            change = written(name="wamid.C", number="", type="system", system=system)
            posted(Channel.WHATSAPP, change, at=AT + MINUTE)
            assert leaves(message, at=AT + MINUTE).state == "sent"
            assert [each.to for each in other.taken()] == [NEW_USER]
        assert talk_of(message).address == NEW_USER
        assert Message.objects.count() == 2

    def test_a_known_citizen_stays_known(self) -> None:
        ayse = cast.citizen("Ayşe Işık")
        Identity.objects.create(
            citizen=ayse, kind=Channel.WHATSAPP, value=AYSE_NUMBER, verified_at=AT
        )
        assert talk_of(posted(Channel.WHATSAPP, written())).citizen == ayse
        assert ayse.identities.filter(kind=Channel.WHATSAPP, value=AYSE_USER).exists()


class TestOtherWays:
    def test_the_number_that_whatsapp_vouches_for_is_another_way(self) -> None:
        talk = talk_of(posted(Channel.WHATSAPP, written()))
        assert [way.channel for way in ways_of(talk, at=AT)] == ["whatsapp", "sms"]
        assert ways_of(talk, at=AT)[1].is_proved

    def test_a_talk_goes_on_by_sms(self) -> None:
        with opened(Channel.TELEGRAM):
            talk = talk_of(posted(Channel.TELEGRAM, telegram()))
        assert why_not(talk, by_channel="sms") == CannotReply.GONE
        elif_, phone = cast.staff("elif"), "+905320000101"
        name_address(conversation=talk, channel=Channel.SMS, address=phone, by=elif_, at=AT)
        message = leaves(answer(talk, by_channel="sms"))
        assert (message.channel, message.to, message.state) == ("sms", phone, "sent")
        assert message.recipient == "unverified"
        received, same = came_in(sms("Teşekkürler"), channel=Channel.SMS, at=AT + MINUTE)
        assert same == talk
        way = way_of(same, at=AT + MINUTE)
        assert way
        assert (way.channel, way.to) == ("sms", phone)
        assert received.answers == message

    def test_the_last_word_about_an_address_counts(self) -> None:
        talk = talk_of(posted(Channel.TELEGRAM, telegram()))
        for phone in ("+905320000101", "+905320000102"):
            name_address(
                conversation=talk, channel=Channel.SMS, address=phone, by=cast.staff("elif"), at=AT
            )
        assert ConversationAddress.objects.get().address == "+905320000102"
