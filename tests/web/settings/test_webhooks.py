"""An administrator subscribes a system, sees the secret once, and looks at what was sent."""

import re
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.integrations import keys
from tests.integrations.receiver import receiver
from tests.parts.events.consuming import consume

from alo153.core.clock import now
from alo153.integrations.models import WebhookDelivery, WebhookSubscription
from alo153.integrations.scopes import KeyScope
from alo153.integrations.webhooks import actions

PAGE = "/settings/systems/webhooks/"
SECRET = re.compile(r"whsec_[\w+/=]{44}")


@pytest.fixture
def administrator(db: None) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client = Client()
    client.force_login(cast.staff("yasin"))
    return client


def form(**changes: Any) -> dict[str, Any]:
    key, _ = keys.made(KeyScope.READ_UNIT_CASES)
    given = {"key": key.pk, "url": "https://systems.example/hook", "kinds": ["case.closed"]}
    return given | changes


def test_a_system_is_subscribed_and_its_secret_shown_once(administrator: Client) -> None:
    assert "Henüz abone olan sistem yok." in administrator.get(PAGE).content.decode()
    page = administrator.post(PAGE, form())
    assert SECRET.search(page.content.decode())
    subscription = WebhookSubscription.objects.get()
    assert subscription.kinds == ["case.closed"]
    here = f"{PAGE}{subscription.pk}/"
    for each in (PAGE, here):
        assert not SECRET.search(administrator.get(each).content.decode())
    assert SECRET.search(administrator.post(f"{here}secret/").content.decode())
    administrator.post(f"{here}end/")
    assert "bitti" in administrator.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"url": "ftp://a.example/"}, "https:// ile başlayan"),
        ({"kinds": []}, "Bu alan zorunludur."),
        ({"kinds": ["case.noted"]}, "case.noted"),
        ({"key": "0"}, "0"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    administrator: Client, change: dict[str, Any], words: str
) -> None:
    page = administrator.post(PAGE, form(**change))
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not WebhookSubscription.objects.exists()


def test_what_was_sent_is_shown_and_sent_again(administrator: Client, settings: Any) -> None:
    settings.WEBHOOK_NETWORKS = "127.0.0.0/8"
    with receiver() as there:
        there.statuses = [410, 200]
        subscription = keys.subscribed(url=there.url)
        stories.pruning()
        consume()
        delivery = WebhookDelivery.objects.earliest("pk")
        actions.deliver(delivery=delivery.pk, at=now())
        here = f"{PAGE}{subscription.pk}/"
        page = administrator.get(here).content.decode()
        assert delivery.name in page
        assert ": 410, " in page
        assert "artık gönderilmiyor" in administrator.get(PAGE).content.decode()
        administrator.post(f"{here}resume/")
        administrator.post(f"/settings/systems/deliveries/{delivery.pk}/again/")
        actions.deliver(delivery=delivery.pk, at=now())
        assert ": 200, " in administrator.get(here).content.decode()
        assert [message.name for message in there.came] == [delivery.name] * 2
