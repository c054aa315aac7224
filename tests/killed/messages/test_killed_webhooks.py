"""A worker is killed (SIGKILL) after a system has a message, before it is marked: sent again."""

from pathlib import Path
from typing import Any

import pytest
from tests import cast
from tests.cases import stories
from tests.integrations.keys import made
from tests.integrations.receiver import receiver
from tests.killed.workers import kill, recover, worker
from tests.parts.events.consuming import consume
from tests.parts.waiting import COLD_SECONDS, until

from alo153.core.clock import now
from alo153.integrations import tasks
from alo153.integrations.models import WebhookDelivery
from alo153.integrations.scopes import KeyScope
from alo153.integrations.webhooks import actions

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_is_sent_again_under_the_same_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.WEBHOOK_NETWORKS = "127.0.0.0/8"
    monkeypatch.setenv("ALO153_WEBHOOK_NETWORKS", "127.0.0.0/8")
    with receiver() as there:
        there.answers.clear()
        key, _ = made(KeyScope.READ_UNIT_CASES)
        actions.subscribe(
            key=key, url=there.url, kinds=["case.opened"], by=cast.staff("yasin"), at=now()
        )
        stories.pruning()
        consume()
        with worker(tmp_path / "log", "mailbox:") as first:
            until(lambda: bool(there.came), COLD_SECONDS)
            kill(first)
        there.answers.set()
        delivery = WebhookDelivery.objects.get()
        assert delivery.state == WebhookDelivery.State.WAITING
        # As if the minute had passed in which nobody else tries
        WebhookDelivery.objects.update(next_at=now())
        recover()
        tasks.deliver_due()
        with worker(tmp_path / "log", "mailbox:"):
            until(
                lambda: not WebhookDelivery.objects.filter(state="waiting").exists(), COLD_SECONDS
            )
    assert len(there.came) >= 2
    assert {message.name for message in there.came} == {delivery.name}
    assert WebhookDelivery.objects.get().state == WebhookDelivery.State.DELIVERED
