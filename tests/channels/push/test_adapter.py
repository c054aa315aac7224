"""What a push service says about a browser, and what becomes of the browser."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import override_settings
from tests.channels.contract.stand_ins import webpush
from tests.channels.contract.stand_ins.webpush import PushService

from alo153.channels.adapters import adapter_for
from alo153.channels.contract import (
    Adapter,
    Letter,
    PermanentFailure,
    TemporaryFailure,
    Unclear,
)
from alo153.channels.models import PushSubscription
from alo153.channels.push import vapid
from alo153.citizens.channel import Channel
from alo153.config import environment
from alo153.config.variables import SettingError

pytestmark = pytest.mark.django_db
LETTER = Letter(
    id=uuid4(), to=webpush.TO, subject="Kocaeli 153", body="Yeni bilgi var.\nhttps://x/"
)


@pytest.fixture
def service() -> Iterator[PushService]:
    with webpush.running() as service, override_settings(**service.settings):
        yield service


@pytest.fixture
def adapter(service: PushService) -> Adapter:
    return adapter_for(Channel.PUSH)


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_unsubscribed_is_forgotten(
    service: PushService, adapter: Adapter, status: int
) -> None:
    service.moods.append((status, b""))
    with pytest.raises(PermanentFailure) as refusal:
        adapter.send(LETTER)
    assert refusal.value.wrong_address
    assert not PushSubscription.objects.exists()
    with pytest.raises(PermanentFailure, match="push unsubscribed"):
        adapter.send(LETTER)


def test_who_is_asked_to_wait_waits_as_long(service: PushService, adapter: Adapter) -> None:
    service.moods.append((429, b""))
    with pytest.raises(TemporaryFailure) as problem:
        adapter.send(LETTER)
    assert problem.value.wait_seconds == 90
    assert PushSubscription.objects.exists()


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_service_that_is_ill_is_asked_again(
    service: PushService, adapter: Adapter, status: int
) -> None:
    service.moods.append((status, b"<html>"))
    with pytest.raises(TemporaryFailure, match=f"push http {status}"):
        adapter.send(LETTER)
    adapter.send(LETTER)
    assert len(service.taken()) == 1


def test_no_redirection_is_followed(service: PushService, adapter: Adapter) -> None:
    service.moods.append((307, b""))
    with pytest.raises(Unclear, match="push http 307"):
        adapter.send(LETTER)
    assert service.taken() == []


def test_a_service_that_is_named_no_more_is_not_called(service: PushService) -> None:
    with (
        override_settings(PUSH_HOSTS=("fcm.googleapis.com",)),
        pytest.raises(PermanentFailure, match="push host not named"),
    ):
        adapter_for(Channel.PUSH).send(LETTER)
    assert service.orders == []


def test_nothing_can_be_read_on_the_way_and_nothing_stands_in_the_log(
    service: PushService, adapter: Adapter, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        adapter.send(LETTER)
    (order,) = service.orders
    sent = order.body + str(list(order.headers.items())).encode()
    assert b"Yeni" not in sent
    assert b"Kocaeli" not in sent
    told = "\n".join(
        record.getMessage() for record in caplog.records if record.levelno >= logging.INFO
    )
    assert service.endpoint not in told
    assert "vapid" not in told
    assert webpush.KEY not in repr(adapter)


def test_without_a_key_it_is_off(service: PushService) -> None:
    with override_settings(PUSH_KEY=""), pytest.raises(PermanentFailure, match="channel off"):
        adapter_for(Channel.PUSH)


def test_a_command_makes_the_key() -> None:
    said = StringIO()
    call_command("make_push_key", stdout=said)
    name, _, key = said.getvalue().strip().partition("=")
    env = {"ALO153_DEVELOPMENT": "1", name: key}
    assert environment.read(env).push_key == key
    assert vapid.is_point(vapid.public(key))


@pytest.mark.parametrize("key", ["x", "A" * 43, "!" * 43, "A" * 44, "ş" * 43])
def test_a_wrong_key_stops_the_start(key: str) -> None:
    with pytest.raises(SettingError, match="ALO153_PUSH_KEY is no key") as refusal:
        environment.read({"ALO153_DEVELOPMENT": "1", "ALO153_PUSH_KEY": key})
    assert key not in str(refusal.value)


def test_a_wrong_host_stops_the_start() -> None:
    with pytest.raises(SettingError, match=r"ALO153_PUSH_HOSTS: .* is no host"):
        environment.read({"ALO153_DEVELOPMENT": "1", "ALO153_PUSH_HOSTS": "127.0.0.1"})
