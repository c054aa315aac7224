"""A system hears what it asked for: signed, at least once, and nothing that its key may not see."""

import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from standardwebhooks import WebhookVerificationError
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.integrations import keys
from tests.integrations.receiver import Receiver, receiver
from tests.parts.events.consuming import consume
from tests.parts.waiting import until
from tests.telephony.sip.tls_providers import tls_provider

from alo153.cases import actions as cases
from alo153.config.consumers import CONSUMERS
from alo153.core.clock import now
from alo153.core.history.consumers.actions import replay
from alo153.core.jobs import Queue
from alo153.integrations import tasks
from alo153.integrations.actions import revoke_key
from alo153.integrations.models import WebhookAttempt, WebhookDelivery, WebhookSubscription
from alo153.integrations.scopes import KeyScope
from alo153.integrations.webhooks import actions, queries, sending, signing
from alo153.integrations.webhooks.vocabulary import KINDS
from alo153.notices.models import StaffNotice

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
State = WebhookDelivery.State


@pytest.fixture(name="there")
def _there(settings: Any) -> Iterator[Receiver]:
    """A receiver in our own network, which the setting allows."""
    settings.WEBHOOK_NETWORKS = "127.0.0.0/8"
    with receiver() as there:
        yield there


def subscribed(there: Receiver, *scopes: KeyScope, **more: Any) -> WebhookSubscription:
    return keys.subscribed(*scopes, url=there.url, **more)


def deliver(*, at_minutes: float = 0) -> None:
    """Let the consumer hear, and the worker try what is due."""
    consume()
    at = now() + timedelta(minutes=at_minutes)
    for key, failing_since in queries.due(at):
        actions.deliver(delivery=key, at=at, is_probe=failing_since is not None)


def run_due() -> None:
    """Let the worker queue what is due, and run what it queued."""
    ProcrastinateJob.objects.filter(task_name=actions.DELIVER_JOB).delete()
    tasks.deliver_due()
    for arguments in queued():
        tasks.deliver(**arguments)


def queued() -> list[dict[str, Any]]:
    """Return with what tries are queued."""
    jobs = ProcrastinateJob.objects.filter(task_name=actions.DELIVER_JOB)
    return list(jobs.order_by("id").values_list("args", flat=True))


def test_it_hears_of_a_case_by_its_code_and_the_library_finds_it_signed(there: Receiver) -> None:
    subscription = subscribed(there)
    case = stories.pruning()
    deliver()
    opened, forwarded = there.came
    secret = signing.secret(subscription)
    assert opened.verified(secret) == {
        "type": "case.opened",
        "timestamp": case.opened_at.isoformat(),
        "data": {"code": case.tracking_code},
    }
    assert '"case.forwarded"' in forwarded.body
    with pytest.raises(WebhookVerificationError):
        opened.verified(signing.secret(subscribed(there)))
    assert set(WebhookDelivery.objects.values_list("state", flat=True)) == {State.DELIVERED}
    assert set(WebhookAttempt.objects.values_list("status", "error")) == {(200, "")}


def test_what_came_before_and_what_is_not_theirs_is_not_told(there: Receiver) -> None:
    stories.pruning()
    subscribed(there, units=["yol-ve-bakim"])
    subscribed(there, KeyScope.OPEN_CASES)
    subscribed(there, KeyScope.READ_EVERY_CASE)
    consume()
    confidential.opened()
    deliver()
    assert there.came == []
    case = stories.pruning()
    deliver()
    assert {message.name.split("_")[2] for message in there.came} == {
        str(WebhookSubscription.objects.latest("pk").pk)
    }
    assert all(case.tracking_code in message.body for message in there.came)


def test_a_consumer_that_is_set_back_tells_nothing_twice(there: Receiver) -> None:
    subscribed(there)
    stories.pruning()
    deliver()
    before = len(there.came)
    replay(consumer="integrations.webhooks", after=0)
    deliver()
    assert len(there.came) == before


def test_a_wrong_answer_is_tried_again_under_the_same_name_later_and_later(
    there: Receiver,
) -> None:
    subscribed(there)
    there.statuses = [500, 302, 200]
    cases.accept(case=stories.pruning(), by=cast.staff("selin"), at=now())
    consume()
    delivery = WebhookDelivery.objects.latest("pk")
    WebhookDelivery.objects.exclude(pk=delivery.pk).delete()
    at = now()
    for _ in range(3):
        actions.deliver(delivery=delivery.pk, at=at, is_probe=True)
        delivery.refresh_from_db()
        at = delivery.next_at or at
    assert [message.name for message in there.came] == [delivery.name] * 3
    assert {message.path for message in there.came} == {"/hook"}, "no redirect is followed"
    assert list(delivery.attempts.values_list("status", flat=True)) == [500, 302, 200]
    assert (delivery.state, delivery.tries) == (State.DELIVERED, 3)
    assert at - now() > timedelta(minutes=1)


def test_what_is_never_taken_is_given_up_and_sent_again_by_hand(there: Receiver) -> None:
    subscribed(there)
    there.statuses = [500]
    stories.pruning()
    consume()
    delivery = WebhookDelivery.objects.earliest("pk")
    at = now()
    for _ in range(len(actions.WAITS) + 1):
        actions.deliver(delivery=delivery.pk, at=at, is_probe=True)
        delivery.refresh_from_db()
        at = delivery.next_at or at
    assert delivery.state == State.FAILED
    there.statuses = [204]
    actions.redeliver(delivery=delivery, by=cast.staff("yasin"), at=now())
    tasks.deliver(**queued()[-1])
    delivery.refresh_from_db()
    assert (delivery.state, there.came[-1].name) == (State.DELIVERED, delivery.name)


def test_two_workers_at_once_send_it_once(there: Receiver) -> None:
    subscribed(there)
    stories.pruning()
    consume()
    delivery = WebhookDelivery.objects.earliest("pk")
    at = now()
    WebhookDelivery.objects.filter(pk=delivery.pk).update(next_at=at + timedelta(seconds=60))
    actions.deliver(delivery=delivery.pk, at=at)
    assert there.came == []


def test_who_takes_nothing_for_days_hears_nothing_more_until_resumed(there: Receiver) -> None:
    subscription = subscribed(there)
    there.statuses = [503]
    stories.pruning()
    deliver()
    WebhookSubscription.objects.update(failing_since=now() - 6 * DAY)
    deliver(at_minutes=10)
    subscription.refresh_from_db()
    assert subscription.disabled_at
    notice = StaffNotice.objects.get(reader=cast.staff("yasin"))
    assert (notice.kind, notice.path) == ("webhook_disabled", "/settings/systems/")
    there.came.clear()
    WebhookDelivery.objects.filter(state=State.WAITING).update(next_at=now())
    stories.pruning()
    consume()
    last = WebhookDelivery.objects.latest("pk")
    run_due()
    tasks.deliver(delivery=last.pk)
    assert there.came == []
    there.statuses = [200]
    actions.redeliver(delivery=last, by=cast.staff("yasin"), at=now())
    tasks.deliver(**queued()[-1])
    assert [message.name for message in there.came] == [last.name], "somebody asked for this one"
    actions.resume(subscription=subscription, by=cast.staff("yasin"), at=now())
    deliver()
    assert there.came


def test_who_takes_nothing_is_asked_by_its_oldest_message_alone(there: Receiver) -> None:
    subscribed(there)
    there.statuses = [503]
    stories.pruning()
    stories.pruning()
    consume()
    first, second, *others = WebhookDelivery.objects.order_by("pk")
    assert len(others) == 2
    tasks.deliver_due()
    for arguments in queued():
        tasks.deliver(**arguments)
    assert [message.name for message in there.came] == [first.name], "others were queued with it"
    there.statuses = [200]
    run_due()
    assert [message.name for message in there.came[1:]] == [second.name]
    run_due()
    assert [message.name for message in there.came[2:]] == [each.name for each in others]


def test_a_message_is_queued_once_however_long_its_worker_is_busy(there: Receiver) -> None:
    subscribed(there)
    stories.pruning()
    consume()
    ProcrastinateJob.objects.filter(task_name=actions.DELIVER_JOB).delete()
    for _ in range(3):
        tasks.deliver_due()
    assert len(queued()) == WebhookDelivery.objects.count() == 2
    waits = ProcrastinateJob.objects.filter(task_name=actions.DELIVER_JOB)
    assert set(waits.values_list("queue_name", flat=True)) == {Queue.WEBHOOKS}


def test_what_waits_for_nobody_is_forgotten_as_well(there: Receiver) -> None:
    subscribed(there)
    stories.pruning()
    consume()
    actions.forget_deliveries(before=now() - DAY)
    assert WebhookDelivery.objects.exists()
    actions.forget_deliveries(before=now() + DAY)
    assert not WebhookDelivery.objects.exists()


def test_messages_of_a_disabled_subscription_are_dropped_when_it_ends(there: Receiver) -> None:
    subscription = subscribed(there)
    stories.pruning()
    consume()
    WebhookSubscription.objects.update(disabled_at=now(), failing_since=now() - 6 * DAY)
    run_due()
    assert set(WebhookDelivery.objects.values_list("state", flat=True)) == {State.WAITING}
    actions.end_subscription(subscription=subscription, by=cast.staff("yasin"), at=now())
    run_due()
    assert set(WebhookDelivery.objects.values_list("state", flat=True)) == {State.DROPPED}
    assert there.came == []


def test_who_is_gone_hears_nothing_more_at_once(there: Receiver) -> None:
    subscription = subscribed(there)
    there.statuses = [410]
    stories.pruning()
    deliver()
    subscription.refresh_from_db()
    assert subscription.disabled_at


def test_a_key_that_is_revoked_hears_nothing(there: Receiver) -> None:
    subscription = subscribed(there)
    stories.pruning()
    consume()
    revoke_key(key=subscription.key, by=cast.staff("yasin"), at=now())
    deliver()
    assert there.came == []
    assert set(WebhookDelivery.objects.values_list("state", flat=True)) == {State.DROPPED}


def test_a_new_secret_is_valid_beside_the_old_one_for_two_days(there: Receiver) -> None:
    subscription = subscribed(there)
    old = signing.secret(subscription)
    new = actions.change_secret(subscription=subscription, by=cast.staff("yasin"), at=now())
    assert new != old
    stories.pruning()
    deliver()
    first = there.came[0]
    assert first.verified(old) == first.verified(new)
    delivery = WebhookDelivery.objects.select_related("subscription").earliest("pk")
    after = signing.headers(delivery, at=now() + 3 * DAY)["webhook-signature"]
    assert len(after.split()) == 1


def test_our_own_network_is_refused_unless_the_setting_allows_it(
    there: Receiver, settings: Any
) -> None:
    settings.WEBHOOK_NETWORKS = ""
    for url in (there.url, there.url.replace("127.0.0.1", "localhost"), "http://[::1]:9/"):
        assert sending.send(url, "{}", {}).error == "address_refused"
    assert there.came == []


def test_who_answers_too_slowly_is_not_waited_for(there: Receiver) -> None:
    there.answers.clear()
    outcome = sending.send(there.url, "{}", {}, seconds=0.2)
    assert (outcome.status, outcome.error) == (None, "too_slow")


def test_a_name_that_is_looked_up_for_long_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    goes_on, ended = threading.Event(), threading.Event()

    def look_up(*_: object, **__: object) -> list[Any]:
        goes_on.wait(20)
        ended.set()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    outcome = sending.send("https://slow.example/", "{}", {}, seconds=0.2)
    was_waited_for = ended.is_set()
    goes_on.set()
    assert (outcome.error, was_waited_for) == ("too_slow", False)


def test_the_certificates_of_the_machine_are_trusted_and_no_others(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WEBHOOK_NETWORKS = "127.0.0.0/8"
    with tls_provider(tmp_path) as unknown:
        url = f"https://127.0.0.1:{unknown.port}/hook"
        assert sending.send(url, "{}", {}).error == "ConnectError"
    with tls_provider(tmp_path) as known:
        monkeypatch.setenv("SSL_CERT_FILE", str(known.certificate))
        sending._trust.cache_clear()
        try:
            url = f"https://127.0.0.1:{known.port}/hook"
            assert sending.send(url, "{}", {}, seconds=5).error == "too_slow"
        finally:
            sending._trust.cache_clear()
        until(lambda: known.says("POST /hook HTTP/1.1"))


def test_who_is_not_there_is_an_outcome(there: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*_: object, **__: object) -> NoReturn:
        raise socket.gaierror

    assert sending.send("http://127.0.0.1:1/", "{}", {}).error == "ConnectError"
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert sending.send("https://nowhere.invalid/", "{}", {}).error == "gaierror"


def test_an_address_that_cannot_be_called_is_an_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was written down before addresses were read as strictly, or httpx became stricter."""
    monkeypatch.setattr(sending, "read", urlsplit)
    monkeypatch.setattr(sending, "choose", lambda *_: "192.0.2.1")
    outcome = sending.send("https://127.0.0.1/\x01", "{}", {})
    assert (outcome.status, outcome.error) == (None, "InvalidURL")


def test_the_consumer_hears_of_what_systems_can_hear_of() -> None:
    heard = next(each for each in CONSUMERS if each.key == "integrations.webhooks")
    assert set(heard.wants) == set(KINDS)
