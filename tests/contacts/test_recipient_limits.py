"""No telephone and no mailbox is flooded, whatever writes the messages."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.contacts.way import answered, open_case, receipt_of

from alo153.cases.models import Case
from alo153.cases.telling.actions import sending
from alo153.channels.models import CapturedMessage
from alo153.citizens.channel import Channel
from alo153.contacts import actions, queries
from alo153.contacts.models import Message
from alo153.contacts.recipient_limits import DAY, EVERY, HOUR, UNVERIFIED, Limit, next_free
from alo153.core.events import history

State = Message.State
VICTIM = "+905320000109"
MAILBOX = "ayse@example.org"


def send_waiting(at: datetime) -> None:
    """Send what is due, as the worker does."""
    due = Message.objects.filter(state=State.QUEUED, due_at__lte=at)
    for pk in due.order_by("created_at", "pk").values_list("pk", flat=True):
        actions.send(message_id=pk, now=lambda: at)


def got(number: str) -> int:
    return CapturedMessage.objects.filter(to=number).count()


@pytest.mark.django_db
class TestRecipients:
    def test_a_stranger_who_types_a_number_on_the_web_floods_nobody(self) -> None:
        cases = [open_case(Channel.SMS, phone=VICTIM) for _ in range(8)]
        open_case(Channel.SMS)
        send_waiting(cast.AT)
        assert got(VICTIM) == UNVERIFIED[0].most == 5
        assert got("+905320000101") == 1
        held = Message.objects.filter(state=State.WITHHELD)
        assert held.count() == 3
        names = {event.name for event in history(held[0])}
        assert names == {"message.withheld"}
        assert any(_lost(case) for case in cases)  # the story says that no receipt went

    def test_a_mailbox_is_flooded_no_more_than_a_telephone(self) -> None:
        for _ in range(8):
            open_case(Channel.EMAIL)
        send_waiting(cast.AT)
        assert got(MAILBOX) == UNVERIFIED[0].most
        assert Message.objects.filter(state=State.WITHHELD, to=MAILBOX).count() == 3

    def test_after_an_hour_there_is_room_again_but_not_beyond_the_day(self) -> None:
        for hour in range(5):
            for _ in range(4):
                open_case(Channel.SMS, phone=VICTIM)
            send_waiting(cast.AT + timedelta(hours=hour, minutes=hour))
        assert got(VICTIM) == UNVERIFIED[1].most == 12

    def test_an_answer_waits_for_its_turn_and_is_never_lost(self) -> None:
        for _ in range(10):
            answered(open_case(Channel.SMS, phone=VICTIM))
        answered(open_case(Channel.SMS, phone=VICTIM))
        Message.objects.filter(purpose="receipt").delete()
        send_waiting(cast.AT)
        answers = Message.objects.filter(purpose="answer")
        waiting = answers.get(state=State.QUEUED)
        assert (waiting.due_at, waiting.attempts) == (cast.AT + HOUR, 0)
        ProcrastinateJob.objects.all()._raw_delete("default")  # its job ran
        assert list(queries.forgotten(before=cast.AT + HOUR + timedelta(minutes=1)))
        send_waiting(cast.AT + HOUR)
        assert answers.filter(state=State.SENT).count() == 11

    def test_two_that_are_taken_at_the_same_instant_do_not_both_pass(self) -> None:
        for _ in range(6):
            open_case(Channel.SMS, phone=VICTIM)
        messages = list(Message.objects.order_by("pk"))
        Message.objects.update(state=State.SENDING, claimed_at=cast.AT, claimed_by=messages[0].pk)
        free = [
            queries.free_at(each, at=cast.AT) == cast.AT for each in Message.objects.order_by("pk")
        ]
        assert free == [True] * 5 + [False]

    def test_who_asks_by_telephone_hears_the_truth(self) -> None:
        case = open_case(Channel.SMS, phone=VICTIM)
        for _ in range(3):
            open_case(Channel.SMS, phone=VICTIM)
        assert sending.send_status(case=case, at=cast.AT)
        assert not sending.send_status(case=case, at=cast.AT)
        assert receipt_of(case).state == State.QUEUED


def _lost(case: Case) -> bool:
    return any(event.name == "case.message_lost" for event in history(case))


AT = cast.AT
TIMES = st.lists(st.integers(0, 3 * 24 * 60).map(lambda m: AT - timedelta(minutes=m)), max_size=60)


@given(TIMES)
def test_the_next_one_leaves_as_early_as_the_limits_allow(times: list[datetime]) -> None:
    free = next_free(times, EVERY, at=AT)

    def fits(at: datetime) -> bool:
        return all(sum(at - limit.within < one for one in times) < limit.most for limit in EVERY)

    assert free >= AT
    assert fits(free)
    assert free == AT or not fits(free - timedelta(seconds=1))


def test_limits_are_of_a_time() -> None:
    assert next_free([AT], [Limit(1, DAY)], at=AT) == AT + DAY
