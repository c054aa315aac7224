"""At night what was asked for leaves, answers go to who still waits, and nobody else is woken."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.contacts.conversations.chat.chats import TOKEN
from tests.contacts.conversations.chat.chats import begun as chat
from tests.contacts.conversations.letters import AYSE, LETTER, sms, taken_in

from alo153.cases import actions as cases
from alo153.cases.actions import Application
from alo153.channels.models import CapturedMessage
from alo153.citizens.channel import Channel
from alo153.city.place import Place
from alo153.contacts import actions, purposes
from alo153.contacts.about import About
from alo153.contacts.at_night import Ready, leaves_at
from alo153.contacts.conversations.actions import CannotReply, reply, take_reply_back
from alo153.contacts.conversations.chat.actions import forward_unread, leave_address
from alo153.contacts.models import Conversation, Message
from alo153.contacts.purposes import Purpose
from alo153.contacts.queries import about
from alo153.contacts.recipient_limits import Recipient
from alo153.core.actor import SYSTEM
from alo153.core.ttl_cache import forget_cached
from alo153.intake.actions import take_in

PHONE = "+905320000101"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
EVENING = cast.AT + 12 * HOUR
"""Ten at night."""
MORNING = cast.AT + 22 * HOUR
"""Eight o'clock."""
ANSWER = Purpose(key="a", label="a", answers=True)  # type: ignore[arg-type]


@pytest.fixture(name="quiet")
def _quiet(db: None) -> None:
    city = cast.city()
    city.quiet_hours = {"begins": "21:00", "ends": "08:00"}
    city.save(update_fields=["quiet_hours"])
    forget_cached()


def answered(talk: Conversation, at: datetime, text: str = "Ekip yolda.") -> Message:
    return reply(conversation=talk, text=text, by=cast.staff("elif"), at=at)


def state(message: Message, at: datetime) -> tuple[str, datetime]:
    """Let the worker take a message, and return what became of it."""
    actions.send(message_id=message.pk, now=lambda: at)
    message.refresh_from_db()
    return message.state, message.due_at


@pytest.mark.usefixtures("quiet")
class TestAnswers:
    @pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS])
    def test_who_has_just_written_is_answered_at_once(self, channel: Channel) -> None:
        letter = LETTER if channel is Channel.EMAIL else sms("Su yok.")
        _, talk = taken_in(letter, channel=channel, at=EVENING - 20 * MINUTE)
        assert state(answered(talk, EVENING), EVENING) == ("sent", EVENING)

    def test_who_wrote_hours_ago_reads_it_in_the_morning(self) -> None:
        _, talk = taken_in(sms("Su yok."), channel=Channel.SMS, at=cast.AT)
        message = answered(talk, EVENING)
        assert state(message, EVENING) == ("queued", MORNING)
        assert state(message, MORNING)[0] == "sent"

    def test_a_machine_that_wrote_is_nobody_who_waits(self) -> None:
        _, talk = taken_in(at=cast.AT)
        taken_in(replace(LETTER, reference="<x@y>", automatic=True), at=EVENING - MINUTE)
        assert state(answered(talk, EVENING), EVENING) == ("queued", MORNING)

    def test_in_a_chat_the_answer_is_there_at_once(self) -> None:
        message = answered(chat(at=cast.AT + 11 * HOUR), cast.AT + 11 * HOUR + MINUTE)
        assert message.state == "sent"

    def test_what_a_chat_did_not_show_wakes_nobody_at_a_number_that_was_typed(self) -> None:
        talk = chat(at=EVENING)
        assert leave_address(token=TOKEN, channel=Channel.SMS, address=PHONE, at=EVENING)
        answered(talk, EVENING + MINUTE)
        forward_unread(conversation_id=talk.pk, at=EVENING + 5 * MINUTE)
        message = Message.objects.get(channel=Channel.SMS)
        assert state(message, EVENING + 5 * MINUTE) == ("queued", MORNING)
        assert not CapturedMessage.objects.exists()

    def test_a_second_answer_is_no_second_press_while_the_first_waits_for_the_morning(self) -> None:
        _, talk = taken_in(sms("Su yok."), channel=Channel.SMS, at=cast.AT)
        first = answered(talk, EVENING)
        with pytest.raises(CannotReply) as refused:
            answered(talk, EVENING)
        assert refused.value.why == CannotReply.LEAVING
        assert state(first, EVENING) == ("queued", MORNING)
        second = answered(talk, EVENING + HOUR, "Arıza giderildi.")
        elif_ = cast.staff("elif")
        back = take_reply_back(
            conversation=talk, message_id=first.pk, by=elif_, at=EVENING + 2 * HOUR
        )
        assert back == "Ekip yolda."
        talk.refresh_from_db()
        assert (talk.state, [*talk.messages.filter(author=elif_)]) == ("answered", [second])


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize(
    ("channel", "expected"),
    [
        (Channel.WEB, ("sent", EVENING)),
        (Channel.PHONE, ("sent", EVENING)),
        (Channel.API, ("queued", MORNING)),
        (Channel.EXTERNAL_AGENCY, ("queued", MORNING)),
        # Hours after they wrote, or by another way than the receipt goes
        (Channel.EMAIL, ("queued", MORNING)),
        (Channel.SMS, ("queued", MORNING)),
    ],
)
def test_a_receipt_leaves_at_once_where_its_citizen_applies_at_this_moment(
    channel: Channel, expected: tuple[str, datetime]
) -> None:
    case = cases.open_case(
        application=cases.Application(
            kind="request",
            topic=cast.topic("agac-budama"),
            place=Place(district=cast.district("izmit")),
            text="Dallar pencereme değiyor.",
            reporter=cases.Reporter(full_name="Ayşe Işık", phone=PHONE, email=AYSE),
            contact_wish=Channel.SMS,
            channel=channel,
        ),
        by=SYSTEM,
        at=EVENING,
    )
    receipt = about(About.row(case)).get(purpose="receipt")
    assert state(receipt, EVENING) == expected


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize(
    ("before", "expected"), [(20 * MINUTE, ("sent", EVENING)), (5 * HOUR, ("queued", MORNING))]
)
def test_who_wrote_what_becomes_an_application_gets_its_receipt_while_they_wait(
    before: timedelta, expected: tuple[str, datetime]
) -> None:
    _, talk = taken_in(at=EVENING - before)
    application = Application(
        kind="request",
        topic=cast.topic("agac-budama"),
        place=Place(district=cast.district("izmit")),
        text="Dallar pencereme değiyor.",
        reporter=cases.Reporter(full_name="Ayşe Işık", email=AYSE),
        contact_wish=Channel.EMAIL,
        channel=Channel.EMAIL,
    )
    case = take_in(application, conversation=talk, by=cast.staff("elif"), at=EVENING)
    receipt = about(About.row(case)).get(purpose="receipt")
    assert receipt.conversation == talk
    assert state(receipt, EVENING) == expected


class TestRule:
    READY = Ready(at=EVENING, purpose=ANSWER, recipient=Recipient.CITIZEN)

    def when(self, **facts: object) -> datetime:
        return leaves_at(replace(self.READY, **facts), quiet_until=MORNING)  # type: ignore[arg-type]

    def test_an_answer_waits_unless_it_is_waited_for(self) -> None:
        assert self.when() == MORNING
        assert self.when(wrote_at=EVENING - 59 * MINUTE) == EVENING
        assert self.when(wrote_at=EVENING - HOUR) == MORNING

    def test_a_channel_that_would_refuse_it_in_the_morning_takes_it_now(self) -> None:
        assert self.when(closes_at=MORNING - HOUR) == EVENING
        assert self.when(closes_at=MORNING + HOUR) == MORNING
        assert self.when(closes_at=EVENING - HOUR) == MORNING, "it is refused anyhow"

    @given(st.sampled_from(Recipient), st.none() | st.just(EVENING - MINUTE))
    def test_what_is_asked_for_leaves_and_staff_have_hours_of_their_own(
        self, recipient: Recipient, wrote_at: datetime | None
    ) -> None:
        asked = purposes.named("status")
        assert self.when(purpose=asked, recipient=recipient, wrote_at=wrote_at) == EVENING
        told = self.when(purpose=purposes.named("answer"), recipient=recipient, wrote_at=wrote_at)
        assert told == (EVENING if recipient == Recipient.STAFF else MORNING)

    def test_nobody_is_woken_at_an_address_that_is_not_proved(self) -> None:
        just = EVENING - MINUTE
        assert self.when(recipient=Recipient.UNVERIFIED, wrote_at=just) == MORNING
        assert self.when(recipient=Recipient.WRITING, wrote_at=just) == EVENING
