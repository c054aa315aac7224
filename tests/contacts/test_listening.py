"""Receipts and messages of an operator are noted and kept, and parts wait for one another."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.db import OperationalError
from tests import cast
from tests.contacts.way import open_case, receipt_of

from alo153.channels import queries, readers
from alo153.channels.contract import TemporaryFailure
from alo153.channels.models import Arrival, SmsPart
from alo153.channels.pushes import Delivery, StatusReport
from alo153.channels.sms.smpp.address import account_at
from alo153.channels.sms.smpp.messages import Piece
from alo153.citizens.channel import Channel
from alo153.contacts import actions, listening
from alo153.contacts.models import Message

pytestmark = pytest.mark.django_db

AT = cast.AT
HOURS = timedelta(hours=1)


def part(number: int, text: str, *, group: str = "9", total: int = 3) -> Piece:
    return Piece(
        sender="905320000101", to="3153", text=text, group=group, number=number, total=total
    )


def kept() -> list[tuple[str, bool]]:
    found = [readers.read(Channel.SMS, arrival.raw.read()) for arrival in Arrival.objects.all()]
    return [(inbound.text, inbound.complete) for inbound in found if inbound]


def test_a_receipt_is_noted() -> None:
    message = receipt_of(open_case(Channel.SMS))
    actions.send(message_id=message.pk, now=lambda: AT)
    Message.objects.filter(pk=message.pk).update(provider_reference="smpp:1a1")
    report = StatusReport(reference="smpp:1a1", state=Delivery.DELIVERED, code="DELIVRD", at=AT)
    listening.take(report, at=AT)
    message.refresh_from_db()
    assert message.delivery == "delivered"


def test_a_message_is_kept_once_however_often_it_is_handed_over() -> None:
    for _ in range(3):
        listening.take(part(1, "Su yok", total=1), at=AT)
    listening.take(part(1, "Su yok", total=1), at=AT + timedelta(minutes=9))
    assert kept() == [("Su yok", True)]
    listening.take(part(1, "Su yok", total=1), at=AT + timedelta(minutes=20))
    assert kept() == [("Su yok", True)] * 2


def test_who_opts_out_once_more_within_the_hour_is_heard() -> None:
    for minutes, word in ((0, "RET"), (15, "KABUL"), (30, "RET")):
        listening.take(part(1, word, total=1), at=AT + timedelta(minutes=minutes))
    assert [text for text, _ in kept()].count("RET") == 2


def test_parts_are_joined_in_any_order_and_wait_no_more() -> None:
    for number, text in [(3, "bir sokak."), (1, "Burası "), (1, "Burası "), (2, "uzun ")]:
        assert kept() == []
        listening.take(part(number, text), at=AT)
    assert kept() == [("Burası uzun bir sokak.", True)]
    assert not SmsPart.objects.exists()


def test_parts_of_two_messages_are_not_mixed() -> None:
    listening.take(part(1, "Su ", total=2), at=AT)
    listening.take(part(2, "yandı", group="10", total=2), at=AT)
    assert kept() == []


def test_a_message_of_which_the_rest_does_not_come_is_kept_as_it_is() -> None:
    listening.take(part(1, "Burası "), at=AT)
    listening.take(part(3, "bir sokak."), at=AT)
    listening.keep_late_parts(before=AT, at=AT + HOURS)
    assert kept() == []
    listening.keep_late_parts(before=AT + HOURS, at=AT + HOURS)
    assert kept() == [("Burası bir sokak.", False)]
    assert not SmsPart.objects.exists()


def test_without_the_database_the_operator_is_to_hand_it_over_again() -> None:
    with (
        patch.object(listening, "keep_arrival", side_effect=OperationalError),
        pytest.raises(OSError, match="no database"),
        patch.object(listening.connection, "close"),
    ):
        listening.take(part(1, "Su yok", total=1), at=AT)


class Ended(Exception):
    """Somebody ends the program."""


def test_the_state_of_the_line_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    account = account_at("smpp://153:geheim@sms.kent.example:2775")
    seen: list[str] = []

    def look() -> None:
        line = queries.operator_line("153@sms.kent.example:2775")
        assert line is not None
        seen.append(line.trouble)

    def listen(_account: object, _take: object, *, heard: Callable[[], None]) -> None:
        heard()
        look()
        raise TemporaryFailure("smpp line lost")

    def sleep(_seconds: float) -> None:
        look()
        if len(seen) == 4:
            raise Ended

    monkeypatch.setattr(listening, "listen", listen)
    monkeypatch.setattr(listening, "time", SimpleNamespace(sleep=sleep, monotonic=lambda: 0.0))
    with pytest.raises(Ended):
        listening.run(account)
    assert seen == ["", "smpp line lost"] * 2


def test_without_the_database_the_line_is_kept() -> None:
    account = account_at("smpp://153:geheim@sms.kent.example:2775")
    with (
        patch.object(listening, "note_line", side_effect=OperationalError),
        patch.object(listening.connection, "close") as closed,
    ):
        listening.note(account, "", at=AT)
    closed.assert_called_once_with()
