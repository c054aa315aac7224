"""What became of a message after it left is noted once, and the center sees what did not arrive."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from unittest.mock import Mock, patch

import pytest
from django.test import override_settings
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.contacts.way import answered, open_case, receipt_of

from alo153.cases.models import Case, Relay
from alo153.cases.telling import timeline
from alo153.channels import registry
from alo153.channels.contract import TemporaryFailure
from alo153.channels.pushes import Delivery, Push, StatusReport, Unreadable
from alo153.channels.sms.netgsm.transport import NETGSM
from alo153.citizens.channel import Channel
from alo153.contacts import actions, tasks
from alo153.contacts.actions import delivery
from alo153.contacts.models import Message
from alo153.core.events import history

pytestmark = pytest.mark.django_db

LATER = cast.AT + timedelta(minutes=5)
NAMED = "verimor:20121"


def sent(case: Case | None = None, *, reference: str = NAMED) -> Message:
    message = receipt_of(case or open_case(Channel.SMS))
    actions.send(message_id=message.pk, now=lambda: cast.AT)
    Message.objects.filter(pk=message.pk).update(provider_reference=reference)
    message.refresh_from_db()
    return message


def note(state: Delivery, *, reference: str = NAMED, code: str = "EXPIRED 27") -> bool:
    return actions.note_delivery(
        channel=Channel.SMS, reference=reference, state=state, code=code, at=LATER
    )


def said_of(message: Message) -> list[str]:
    return [event.name for event in history(message)]


class TestNoting:
    def test_a_message_that_arrived(self) -> None:
        message = sent()
        assert note(Delivery.DELIVERED)
        message.refresh_from_db()
        assert (message.state, message.delivery) == ("sent", "delivered")
        assert message.delivery_at == LATER
        assert said_of(message) == ["message.sent", "message.delivered"]

    def test_repeats_are_one_change(self) -> None:
        message = sent()
        for _ in range(20):
            note(Delivery.DELIVERED)
            note(Delivery.EXPIRED)
        assert said_of(message) == ["message.sent", "message.delivered"]

    def test_it_may_arrive_after_all_and_never_the_other_way(self) -> None:
        message = sent()
        for state in (Delivery.EXPIRED, Delivery.REJECTED, Delivery.DELIVERED, Delivery.EXPIRED):
            note(state)
        message.refresh_from_db()
        assert message.delivery == "delivered"
        assert said_of(message)[1:] == ["message.not_delivered", "message.delivered"]

    def test_what_nobody_knows_changes_nothing(self) -> None:
        message = sent()
        assert note(Delivery.UNKNOWN)
        message.refresh_from_db()
        assert message.delivery == ""

    @pytest.mark.parametrize("reference", ["verimor:20122", "netgsm:20121", ""])
    def test_another_message_is_left_alone(self, reference: str) -> None:
        message = sent()
        receipt_of(open_case(Channel.SMS))
        assert not note(Delivery.DELIVERED, reference=reference)
        message.refresh_from_db()
        assert message.delivery == ""


def report(reference: str, state: Delivery = Delivery.DELIVERED) -> StatusReport:
    return StatusReport(reference=reference, state=state, code="1", at=LATER)


class TestTaking:
    def late_jobs(self) -> list[ProcrastinateJob]:
        return list(ProcrastinateJob.objects.filter(task_name=delivery.LATE_JOB))

    def test_a_report_that_is_faster_than_we_are_is_looked_at_again_once(self) -> None:
        for _ in range(3):
            actions.take_reports(channel=Channel.SMS, reports=[report(NAMED)], at=cast.AT)
        (job,) = self.late_jobs()
        message = sent()
        tasks.note_delivery(**job.args)
        message.refresh_from_db()
        assert (message.delivery, message.delivery_at) == ("delivered", LATER)

    def test_a_strangers_report_ends_there(self) -> None:
        actions.take_reports(channel=Channel.SMS, reports=[report("verimor:1")], at=cast.AT)
        (job,) = self.late_jobs()
        tasks.note_delivery(**job.args)
        assert len(self.late_jobs()) == 1


class TestCenter:
    def test_an_answer_that_left_and_did_not_arrive_stands_in_the_timeline(self) -> None:
        relay: Relay = answered(open_case(Channel.SMS))
        assert relay.message
        actions.send(message_id=relay.message.pk, now=lambda: cast.AT)
        Message.objects.filter(pk=relay.message.pk).update(provider_reference=NAMED)
        note(Delivery.REJECTED)
        steps = [s for s in timeline.for_staff(relay.case) if s.name == "case.message_lost"]
        assert [step.title for step in steps] == ["Bir mesaj vatandaşa ulaşmadı"]
        assert "Yanıt" in steps[0].detail
        assert Case.objects.get(pk=relay.case_id).state == "closed"

    def test_so_does_a_receipt(self) -> None:
        case = open_case(Channel.SMS)
        sent(case)
        note(Delivery.EXPIRED)
        assert any(step.name == "case.message_lost" for step in timeline.for_staff(case))


@contextmanager
def asked_by(ask: Mock) -> Iterator[None]:
    """Send by Netgsm, and let it be asked by another function."""
    kinds = [replace(k, ask_reports=ask) if k is NETGSM else k for k in registry.TRANSPORTS]
    with (
        patch.object(registry, "TRANSPORTS", kinds),
        override_settings(SMS_URL=TestAsking.ADDRESS),
    ):
        yield


class TestAsking:
    ADDRESS = "netgsm+https://api.example/sms/rest/v2/send"

    def test_who_does_not_tell_is_asked_for_those_that_may_still_change(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        waiting, told, old = (sent(reference=f"netgsm:{n}") for n in range(3))
        sent(reference="verimor:9")
        note(Delivery.DELIVERED, reference=told.provider_reference)
        Message.objects.filter(pk=old.pk).update(sent_at=cast.AT - timedelta(days=9))
        ask = Mock(return_value=Push(reports=(report("netgsm:0"),), unread=("no jobid",)))
        with asked_by(ask):
            actions.ask_reports(at=LATER)
            actions.ask_reports(at=LATER)
        ask.assert_called_once_with(self.ADDRESS, ["netgsm:0"])
        waiting.refresh_from_db()
        assert waiting.delivery == "delivered"
        assert "1 events were not read: no jobid" in caplog.text

    @pytest.mark.parametrize("problem", [TemporaryFailure("not reachable"), Unreadable("no list")])
    def test_who_does_not_answer_is_asked_again_a_minute_later(
        self, problem: Exception, caplog: pytest.LogCaptureFixture
    ) -> None:
        message = sent(reference="netgsm:1")
        with asked_by(Mock(side_effect=problem)):
            actions.ask_reports(at=LATER)
        assert "no reports of netgsm" in caplog.text
        message.refresh_from_db()
        assert message.delivery == ""
