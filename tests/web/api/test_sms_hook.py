"""Providers tell what became of messages and what came in, at an address with a secret."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client, override_settings
from tests.channels.sms.pushed import INBOUND, OUTBOUND
from tests.contacts.way import open_case, receipt_of

from alo153.channels.models import Arrival
from alo153.citizens.channel import Channel
from alo153.config import environment, secret_routes
from alo153.config.variables import SettingError
from alo153.contacts import actions
from alo153.contacts.conversations.actions import read_arrival
from alo153.contacts.models import Message
from alo153.core import clock

pytestmark = pytest.mark.django_db

SECRET = "o-kadar-da-gizli-olmayan-sir"


@pytest.fixture(autouse=True)
def secret() -> Iterator[None]:
    with override_settings(HOOK_SECRET=SECRET):
        yield


def post(client: Client, told: Any, *, provider: str = "verimor", secret: str = SECRET) -> int:
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    address = f"/hooks/sms/{provider}/{secret}/"
    return client.post(address, body, content_type="application/json").status_code


def sent() -> Message:
    message = receipt_of(open_case(Channel.SMS))
    actions.send(message_id=message.pk, now=clock.now)
    Message.objects.filter(pk=message.pk).update(provider_reference="verimor:20121")
    return message


def test_a_report_is_noted_and_a_message_kept(client: Client) -> None:
    message = sent()
    for _ in range(3):
        assert post(client, [OUTBOUND, INBOUND]) == 200
    message.refresh_from_db()
    assert message.delivery == "delivered"
    (arrival,) = Arrival.objects.all()
    assert (arrival.channel, arrival.key) == ("sms", "verimor:1234")
    assert json.loads(arrival.raw.read())["message"] == INBOUND


@pytest.mark.parametrize("given", ["x", SECRET + "x", "ş"])
def test_without_the_secret_nobody_is_believed(client: Client, given: str) -> None:
    message = sent()
    assert post(client, [OUTBOUND], secret=given) == 403
    assert post(client, b"x" * 2_000_000, secret=given) == 403
    message.refresh_from_db()
    assert message.delivery == ""


@override_settings(HOOK_SECRET="")
def test_where_no_secret_is_set_none_is_right(client: Client) -> None:
    assert post(client, [OUTBOUND], secret="x") == 403


def test_who_is_no_provider_or_does_not_tell_is_not_found(client: Client) -> None:
    assert post(client, [], provider="pigeon") == 404
    assert post(client, [], provider="mailbox") == 404
    assert client.get(f"/hooks/sms/verimor/{SECRET}/").status_code == 405


def test_what_cannot_be_read_is_refused_whole(client: Client) -> None:
    message = sent()
    assert post(client, b"{") == 400
    assert post(client, [OUTBOUND, "else"]) == 400
    assert post(client, b" " * (1024 * 1024) + b"[]") == 413
    message.refresh_from_db()
    assert message.delivery == ""


def test_an_odd_row_keeps_back_neither_a_report_nor_a_citizens_words(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    message = sent()
    nameless = {key: value for key, value in INBOUND.items() if key != "message_id"}
    odd = [{"type": "else"}, {"type": []}, OUTBOUND | {"campaign_id": None}, nameless]
    for _ in range(2):
        assert post(client, [*odd, OUTBOUND, INBOUND]) == 200
    message.refresh_from_db()
    assert message.delivery == "delivered"
    assert "sms: 1 events were not read: another type" in caplog.text
    for arrival in Arrival.objects.all():
        read_arrival(arrival_id=arrival.pk, now=clock.now)
    came = Message.objects.filter(direction="in").order_by("complete")
    assert [each.complete for each in came] == [False, True], "a person sees the nameless one"
    assert came[1].body == INBOUND["content"]


def test_its_address_is_written_without_the_secret() -> None:
    assert secret_routes.mask(f"/hooks/sms/verimor/{SECRET}/") == "/hooks/sms/verimor/…/"


def test_a_short_secret_is_none() -> None:
    given = {"ALO153_DEVELOPMENT": "1", "ALO153_HOOK_SECRET": "short"}
    with pytest.raises(SettingError, match="ALO153_HOOK_SECRET"):
        environment.read(given)


def test_ten_thousand_repeats_of_a_message_are_one(client: Client) -> None:
    repeated = json.dumps([INBOUND] * 1_000).encode()
    for _ in range(10):
        assert post(client, repeated) == 200
    (arrival,) = Arrival.objects.all()
    read_arrival(arrival_id=arrival.pk, now=clock.now)
    assert post(client, repeated) == 200
    assert Message.objects.filter(direction="in").count() == 1
