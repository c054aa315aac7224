"""When a message may leave: not at night, and not to whom it is not owed and who wants none."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tests import cast
from tests.contacts.way import answered, open_case, receipt_of

from alo153.cases.telling.actions import sending
from alo153.channels.models import CapturedMessage
from alo153.citizens.channel import Channel
from alo153.contacts import actions
from alo153.contacts.models import Message
from alo153.core.events import history
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
State = Message.State
PHONE = "+905320000101"
EVENING = cast.AT + timedelta(hours=12)
"""Ten at night."""
MORNING = cast.AT + timedelta(hours=22)
"""Eight o'clock."""


@pytest.fixture(name="quiet", autouse=True)
def _quiet(db: None) -> None:
    city = cast.city()
    city.quiet_hours = {"begins": "21:00", "ends": "08:00"}
    city.save(update_fields=["quiet_hours"])
    forget_cached()


def send(message: Message, at: datetime) -> None:
    actions.send(message_id=message.pk, now=lambda: at)
    message.refresh_from_db()


def sent() -> set[UUID]:
    return set(CapturedMessage.objects.values_list("message", flat=True))


def test_a_receipt_goes_at_once_and_an_answer_waits_for_the_morning() -> None:
    case = open_case(Channel.SMS)
    receipt, answer = receipt_of(case), answered(case).message
    assert answer
    for message in (receipt, answer):
        send(message, EVENING)
    assert receipt.state == State.SENT
    assert (answer.state, answer.due_at, answer.attempts) == (State.QUEUED, MORNING, 0)
    send(answer, MORNING)
    assert answer.state == State.SENT


def test_a_try_that_would_fall_into_the_night_waits_as_well() -> None:
    answer = answered(open_case(Channel.SMS)).message
    assert answer
    Message.objects.filter(pk=answer.pk).update(attempts=1)
    send(answer, EVENING)
    assert (answer.state, answer.due_at, answer.attempts) == (State.QUEUED, MORNING, 1)


def asked_again() -> Message:
    relay = answered(open_case(Channel.SMS))
    sending.ask_again(relay=relay, at=cast.AT)
    return Message.objects.get(purpose=sending.CONFIRMATION)


class TestOptOut:
    def test_whoever_wants_no_questions_gets_the_answer_and_no_reminder(self) -> None:
        reminder = asked_again()
        answer = Message.objects.get(purpose=sending.ANSWER)
        actions.opt_out(channel=Channel.SMS, to=PHONE, by=cast.actor("elif"), at=cast.AT)
        for message in (answer, reminder):
            send(message, cast.AT)
        assert answer.state == State.SENT
        assert (reminder.state, reminder.last_error) == (State.WITHHELD, "opted_out")
        assert [event.name for event in history(reminder)] == ["message.withheld"]

    def test_the_other_channel_and_the_neighbor_are_not_meant(self) -> None:
        by = cast.actor("elif")
        actions.opt_out(channel=Channel.EMAIL, to=PHONE, by=by, at=cast.AT)
        actions.opt_out(channel=Channel.SMS, to="+905320000102", by=by, at=cast.AT)
        reminder = asked_again()
        send(reminder, cast.AT)
        assert reminder.state == State.SENT

    def test_whoever_changes_their_mind_gets_it(self) -> None:
        by, reminder = cast.actor("elif"), asked_again()
        for _ in range(2):  # said twice it is no change
            actions.opt_out(channel=Channel.SMS, to=PHONE, by=by, at=cast.AT)
        actions.opt_in(channel=Channel.SMS, to=PHONE, by=by, at=cast.AT)
        send(reminder, cast.AT)
        assert reminder.state == State.SENT
