"""A message that did not arrive waits until a person writes it again or gives it up."""

from unittest.mock import patch

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.contacts.way import answered, open_case, receipt_of

from alo153.channels.contract import PermanentFailure
from alo153.channels.pushes import Delivery
from alo153.citizens.channel import Channel
from alo153.contacts import actions, queries
from alo153.contacts.actions import sending
from alo153.contacts.models import Message, Settlement
from alo153.core.events import history

pytestmark = pytest.mark.django_db
State = Message.State


def dead(state: str = State.FAILED) -> Message:
    receipt = receipt_of(open_case(Channel.SMS))
    Message.objects.filter(pk=receipt.pk).update(state=state, last_error="sms 30")
    receipt.refresh_from_db()
    return receipt


@pytest.mark.parametrize("state", [State.FAILED, State.UNCLEAR, State.WITHHELD])
def test_whatever_did_not_surely_arrive_waits_for_a_person(state: str) -> None:
    message = dead(state)
    assert list(queries.undelivered()) == [message]


def test_what_is_on_its_way_or_arrived_does_not() -> None:
    receipt_of(open_case(Channel.SMS))
    sent = receipt_of(open_case(Channel.SMS))
    Message.objects.filter(pk=sent.pk).update(state=State.SENT, sent_at=cast.AT)
    assert not queries.undelivered().exists()


def test_an_answer_waits_at_the_center_and_a_refused_reminder_nowhere() -> None:
    answer = answered(open_case(Channel.SMS)).message
    assert answer
    Message.objects.filter(pk=answer.pk).update(state=State.FAILED)
    Message.objects.exclude(pk=answer.pk).update(state=State.WITHHELD, last_error="opted_out")
    assert not queries.undelivered().exists()


def test_an_answer_that_left_and_did_not_arrive_waits_and_so_does_what_takes_its_place() -> None:
    answer = answered(open_case(Channel.SMS)).message
    assert answer
    actions.send(message_id=answer.pk, now=lambda: cast.AT)
    answer.refresh_from_db()
    reference = answer.provider_reference
    actions.note_delivery(
        channel="sms", reference=reference, state=Delivery.EXPIRED, code="13", at=cast.AT
    )
    assert list(queries.undelivered()) == [answer]
    again = actions.resend(message=answer, by=cast.staff("elif"), at=cast.AT)
    assert not queries.undelivered().exists()
    with patch.object(sending, "adapter_for") as other:
        other.return_value.send.side_effect = PermanentFailure("sms 30")
        actions.send(message_id=again.pk, now=lambda: cast.AT)
    assert list(queries.undelivered()) == [again]


def test_written_again_it_is_a_message_of_its_own_with_the_same_words() -> None:
    first, elif_ = dead(), cast.staff("elif")
    again = actions.resend(message=first, by=elif_, at=cast.AT)
    assert (again.to, again.body, again.about) == (first.to, first.body, first.about)
    assert (again.state, again.key, again.attempts) == (State.QUEUED, f"resend:{first.pk}", 0)
    assert not queries.undelivered().exists()
    event = history(first).get(name="message.resent")
    assert (event.actor_id, event.data["again"]) == (elif_.pk, str(again.pk))
    actions.send(message_id=again.pk, now=lambda: cast.AT)
    again.refresh_from_db()
    assert again.state == State.SENT


def test_one_that_fails_again_waits_again() -> None:
    again = actions.resend(message=dead(), by=cast.staff("elif"), at=cast.AT)
    Message.objects.filter(pk=again.pk).update(state=State.FAILED)
    assert list(queries.undelivered()) == [again]


def test_the_second_who_presses_does_nothing() -> None:
    first = dead()
    actions.resend(message=first, by=cast.staff("elif"), at=cast.AT)
    with pytest.raises(actions.AlreadySettledError):
        actions.resend(message=first, by=cast.staff("murat"), at=cast.AT)
    with pytest.raises(actions.AlreadySettledError):
        actions.give_up(
            message=first, note="Telefonla söyledim.", by=cast.staff("elif"), at=cast.AT
        )
    assert Message.objects.filter(key__startswith="resend:").count() == 1


def test_given_up_it_says_why() -> None:
    first, elif_ = dead(), cast.staff("elif")
    actions.give_up(message=first, note="Telefonla söyledim.", by=elif_, at=cast.AT)
    assert (first.settlement.note, first.settlement.by_user) == ("Telefonla söyledim.", elif_)
    assert not queries.undelivered().exists()
    assert history(first).filter(name="message.given_up", actor_id=elif_.pk).exists()


def test_without_a_reason_nothing_is_given_up() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.give_up(message=dead(), note="", by=cast.staff("elif"), at=cast.AT)
    assert not Settlement.objects.exists()


def test_the_erased_wait_for_nobody() -> None:
    first = dead()
    actions.erase_messages(about=[first.about], values=[], word="(silindi)")
    assert not queries.undelivered().exists()
