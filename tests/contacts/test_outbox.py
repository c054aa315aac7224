"""A message is written with its fact, leaves once, and its result reaches the relay."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.contacts.outside import Outside
from tests.contacts.way import ANSWER, answered, open_case, receipt_of

from alo153.cases.models import Case, Relay, RelayAttempt
from alo153.cases.rules import codes
from alo153.cases.telling import timeline
from alo153.channels.contract import (
    NotSent,
    PermanentFailure,
    TemporaryFailure,
    Unclear,
)
from alo153.channels.models import CapturedMessage
from alo153.channels.sms.length import MAX_PARTS, measure
from alo153.citizens.channel import Channel
from alo153.contacts import queries
from alo153.contacts.actions import sending
from alo153.contacts.models import Message
from alo153.contacts.retrying import SPREAD, WAITS

pytestmark = pytest.mark.django_db
State, Result = Message.State, RelayAttempt.Result
LATER = cast.AT + timedelta(hours=1)


def clock_at(at: datetime) -> Callable[[], datetime]:
    return lambda: at


def send(message: Message, outside: Outside | None = None, at: datetime = LATER) -> None:
    if outside is None:
        sending.send(message_id=message.pk, now=clock_at(at))
    else:
        with patch.object(sending, "adapter_for", return_value=outside):
            sending.send(message_id=message.pk, now=clock_at(at))
    message.refresh_from_db()


def answer_message() -> tuple[Relay, Message]:
    relay = answered(open_case(Channel.SMS))
    return relay, relay.message


def attempts(relay: Relay) -> list[str]:
    return list(relay.attempts.values_list("result", flat=True))


def jobs_for(message: Message) -> int:
    return ProcrastinateJob.objects.filter(
        task_name=queries.SEND_JOB, args__message_id=str(message.pk), status="todo"
    ).count()


class TestWords:
    def test_an_sms_receipt_says_code_promise_and_link(self) -> None:
        case = open_case(Channel.SMS)
        message = receipt_of(case)
        assert (message.channel, message.to, message.subject) == ("sms", "+905320000101", "")
        assert codes.display(case.tracking_code) in message.body
        assert f"{settings.PUBLIC_URL}/t/{case.link_key}/" in message.body
        assert "Aralık 2026" in message.body
        assert "Kocaeli 153" in message.body
        assert measure(message.body).parts <= 2

    def test_an_email_receipt_says_topic_and_date_in_turkish(self) -> None:
        case = open_case(Channel.EMAIL)
        message = receipt_of(case)
        assert (message.channel, message.to) == ("email", "ayse@example.org")
        assert codes.display(case.tracking_code) in message.subject
        assert "Ağaç budama" in message.body
        assert "Aralık 2026" in message.body

    def test_a_citizen_of_another_language_is_written_to_in_it(self) -> None:
        message = receipt_of(open_case(Channel.EMAIL, language="en"))
        assert message.language == "en"
        assert re.search(r"December \d{1,2}, 2026", message.body)
        assert "tracking code" in message.body

    def test_a_language_without_texts_gets_the_citys_own(self) -> None:
        message = receipt_of(open_case(Channel.SMS, language="ku"))
        assert message.language == "tr"
        assert "Takip kodu" in message.body

    @pytest.mark.parametrize("wish", [Channel.PHONE, Channel.NONE])
    def test_who_wished_no_message_gets_none(self, wish: Channel) -> None:
        answered(open_case(wish))
        assert not Message.objects.exists()

    def test_the_answer_carries_the_plain_words(self) -> None:
        relay, message = answer_message()
        assert message.purpose == "answer"
        assert message.relay == relay
        assert ANSWER in message.body

    def test_an_sms_too_long_names_the_page_and_holds_no_part_of_the_answer(self) -> None:
        relay = answered(open_case(Channel.SMS), "Ekibimiz geldi. " * 80)
        body = relay.message.body
        assert "Ekibimiz" not in body
        assert f"/t/{relay.case.link_key}/" in body
        assert measure(body).parts <= MAX_PARTS


class TestOnce:
    def test_nothing_is_written_when_the_fact_is_taken_back(self) -> None:
        with transaction.atomic():
            open_case(Channel.SMS)
            transaction.set_rollback(True)
        assert not Message.objects.exists()
        assert not ProcrastinateJob.objects.filter(task_name=queries.SEND_JOB).exists()

    def test_a_message_comes_with_its_job(self) -> None:
        assert jobs_for(receipt_of(open_case(Channel.SMS))) == 1

    def test_sending_twice_hands_over_once(self) -> None:
        message = receipt_of(open_case(Channel.SMS))
        outside = Outside(None)
        send(message, outside)
        send(message, outside)
        assert len(outside.letters) == 1
        assert (message.state, message.sent_at, message.attempts) == (State.SENT, LATER, 1)
        assert message.provider_reference == f"outside:{message.pk}"

    def test_the_default_way_out_is_the_mailbox(self) -> None:
        message = receipt_of(open_case(Channel.SMS))
        send(message)
        (kept,) = CapturedMessage.objects.all()
        assert (kept.key, kept.body) == (str(message.pk), message.body)

    def test_a_run_that_lost_the_row_hands_nothing_over(self) -> None:
        message = receipt_of(open_case(Channel.SMS))
        outside = Outside(None)
        held = sending._held

        def taken_away(message_id: UUID, owner: UUID) -> Message | None:
            Message.objects.filter(pk=message_id).update(claimed_by=uuid4())
            return held(message_id, owner)

        with patch.object(sending, "_held", taken_away):
            send(message, outside)
        assert outside.letters == []


class TestResult:
    def test_told_closes_the_case(self) -> None:
        relay, message = answer_message()
        send(message, Outside(None))
        assert attempts(relay) == [Result.TOLD]
        assert Case.objects.get(pk=relay.case_id).state == "closed"

    def test_an_answer_that_fails_for_an_hour_reaches_a_person_on_the_same_day(self) -> None:
        relay, message = answer_message()
        outside = Outside(*[TemporaryFailure("sms 80")] * 4)
        at = LATER
        for wait in WAITS[:3]:
            send(message, outside, at)
            assert message.state == State.QUEUED
            assert wait <= message.due_at - at <= wait * (1 + SPREAD)
            send(message, outside, at)  # too early: nothing happens
            at = message.due_at
        send(message, outside, at)
        assert (message.state, message.last_error) == (State.FAILED, "sms 80")
        assert len(outside.letters) == 4
        assert attempts(relay) == [Result.FAILED] * 4
        relay.refresh_from_db()
        assert relay.state == Relay.State.EXHAUSTED
        assert at - LATER < timedelta(hours=2)

    def test_a_second_try_may_succeed(self) -> None:
        relay, message = answer_message()
        outside = Outside(TemporaryFailure("sms 80"), None)
        send(message, outside)
        assert jobs_for(message) == 2
        send(message, outside, message.due_at)
        assert attempts(relay) == [Result.FAILED, Result.TOLD]

    @pytest.mark.parametrize(
        ("failure", "state", "result"),
        [
            (PermanentFailure("sms 30"), State.FAILED, Result.FAILED),
            (PermanentFailure("smtp 550", wrong_address=True), State.FAILED, Result.WRONG_NUMBER),
            (Unclear("sms no answer"), State.UNCLEAR, Result.UNCLEAR),
            (ValueError("+905320000101"), State.UNCLEAR, Result.UNCLEAR),
        ],
    )
    def test_hopeless_ones_reach_a_person_at_once(
        self, failure: Exception, state: str, result: str, caplog: pytest.LogCaptureFixture
    ) -> None:
        relay, message = answer_message()
        send(message, Outside(failure))
        assert message.state == state
        assert message.last_error == (
            failure.code if isinstance(failure, NotSent) else "unexpected"
        )
        assert attempts(relay) == [result]
        relay.refresh_from_db()
        assert relay.state == Relay.State.EXHAUSTED
        assert "0000101" not in caplog.text

    @pytest.mark.parametrize("wish", [Channel.SMS, Channel.EMAIL])
    def test_what_says_nothing_does_not_leave_in_its_frame_alone(self, wish: Channel) -> None:
        message = receipt_of(open_case(wish))
        Message.objects.filter(pk=message.pk).update(body=" \n\u00a0")
        outside = Outside(None)
        send(message, outside)
        assert outside.letters == []
        assert (message.state, message.last_error) == (State.FAILED, "no words")


class TestRecovery:
    def orphan(self, message: Message) -> None:
        message.state, message.claimed_by = State.SENDING, uuid4()
        message.claimed_at, message.attempts = cast.AT, 1
        message.save()

    def recover(self, *, drops_repeats: bool = False) -> None:
        with patch.object(sending, "drops_repeats", return_value=drops_repeats):
            sending.recover(at=LATER)

    def test_an_orphan_goes_out_again_where_repeats_are_dropped(self) -> None:
        _, message = answer_message()
        self.orphan(message)
        self.recover(drops_repeats=True)
        send(message, Outside(None))
        assert message.state == State.SENT

    def test_otherwise_a_person_is_told(self) -> None:
        relay, message = answer_message()
        self.orphan(message)
        self.recover()
        message.refresh_from_db()
        assert (message.state, message.last_error) == (State.UNCLEAR, "worker lost")
        assert attempts(relay) == [Result.UNCLEAR]

    def test_a_fresh_one_is_left_to_its_worker(self) -> None:
        _, message = answer_message()
        self.orphan(message)
        Message.objects.filter(pk=message.pk).update(claimed_at=LATER)
        self.recover()
        message.refresh_from_db()
        assert message.state == State.SENDING

    def test_a_message_whose_job_was_lost_gets_one_again_and_only_one(self) -> None:
        message = receipt_of(open_case(Channel.SMS))
        ProcrastinateJob.objects.filter(task_name=queries.SEND_JOB)._raw_delete("default")
        for _ in range(2):
            self.recover()
        assert jobs_for(message) == 1


class TestLost:
    @pytest.mark.parametrize("problem", [PermanentFailure("gone"), Unclear("no answer")])
    def test_a_receipt_that_was_lost_is_told_with_the_case(self, problem: NotSent) -> None:
        case = open_case(Channel.SMS)
        assert not any(step.name == "case.message_lost" for step in timeline.for_staff(case))
        send(receipt_of(case), Outside(problem))
        lost = [step for step in timeline.for_staff(case) if step.name == "case.message_lost"]
        assert [step.title for step in lost] == ["Bir mesaj vatandaşa ulaşmadı"]
        assert "takip kodunu bilmiyor olabilir" in lost[0].detail
        assert not any(step.name == "case.message_lost" for step in timeline.for_citizen(case))

    def test_an_answer_that_was_lost_is_an_attempt_and_no_more(self) -> None:
        relay, message = answer_message()
        send(message, Outside(PermanentFailure("gone")))
        assert attempts(relay) == ["failed"]
        assert not any(step.name == "case.message_lost" for step in timeline.for_staff(relay.case))
