"""The SMS with a code: its words stand nowhere once it left or failed."""

import re

import pytest
from django.utils import translation
from tests import cast
from tests.contacts.outside import Outside

from alo153.channels.contract import PermanentFailure, TemporaryFailure
from alo153.channels.models import CapturedMessage
from alo153.channels.pushes import Delivery
from alo153.channels.sms.length import measure
from alo153.contacts import actions, queries
from alo153.contacts.actions import sending
from alo153.contacts.models import Message
from alo153.core.events import history

pytestmark = pytest.mark.django_db
AYSE = "+905320000101"
State = Message.State


@pytest.fixture
def message() -> Message:
    actions.send_sign_in_code(phone=AYSE, at=cast.AT)
    return Message.objects.get(purpose="sign_in_code")


def code_in(text: str) -> str:
    return re.findall(r"\b\d{6}\b", text)[0]


def leaves(message: Message) -> None:
    actions.send(message_id=message.pk, now=lambda: cast.AT)
    message.refresh_from_db()


def test_it_says_the_code_and_that_nobody_asks_for_it(message: Message) -> None:
    assert code_in(message.body)
    assert "kimseye söylemeyin" in message.body
    assert measure(message.body).parts == 1
    assert message.to == AYSE


def test_once_it_left_only_the_telephone_has_the_code(message: Message) -> None:
    code = code_in(message.body)
    leaves(message)
    assert (message.state, message.body) == (State.SENT, "")
    assert code in CapturedMessage.objects.get(to=AYSE).body
    assert not any(code in str(event.data) for event in history(message))


def test_one_that_failed_keeps_no_code_and_waits_for_nobody(
    message: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = Outside(TemporaryFailure("sms 500"), PermanentFailure("sms 30"))
    monkeypatch.setattr(sending, "adapter_for", lambda _: outside)
    leaves(message)
    assert (message.state, bool(message.body)) == (State.QUEUED, True)  # it is tried again
    Message.objects.filter(pk=message.pk).update(due_at=cast.AT)
    leaves(message)
    assert (message.state, message.body) == (State.FAILED, "")
    assert not queries.undelivered().exists()


def test_one_that_did_not_arrive_waits_for_nobody(message: Message) -> None:
    leaves(message)
    actions.note_delivery(
        channel="sms",
        reference=message.provider_reference,
        state=Delivery.EXPIRED,
        code="13",
        at=cast.AT,
    )
    assert not queries.undelivered().exists()


def test_it_is_written_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        actions.send_sign_in_code(phone=AYSE, at=cast.AT)
    assert "Don't share it" in Message.objects.get().body
