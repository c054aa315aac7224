"""Reading what systems are told."""

from datetime import datetime

from django.db.models import Min, Q, QuerySet

from alo153.integrations.models import ApiKey, WebhookDelivery, WebhookSubscription


def living() -> QuerySet[WebhookSubscription]:
    """Return the subscriptions that hear of what happens, with their keys; those ended do not."""
    found = WebhookSubscription.objects.filter(
        ended_at=None, key__revoked_at=None, key__confirmed_at__isnull=False
    )
    return found.select_related("key__system__user")


def is_living(subscription: WebhookSubscription, at: datetime) -> bool:
    """Tell whether messages go there now."""
    key = subscription.key
    over = key.revoked_at or key.confirmed_at is None or key.expires_at <= at
    return not (over or subscription.ended_at)


def ready() -> QuerySet[WebhookSubscription]:
    """Return the subscriptions where nothing failed of late, and those over: theirs are dropped."""
    is_over = Q(ended_at__isnull=False) | Q(key__revoked_at__isnull=False)
    return WebhookSubscription.objects.filter(Q(failing_since=None, disabled_at=None) | is_over)


def due(at: datetime) -> QuerySet[WebhookDelivery, tuple[int, datetime | None]]:
    """Return the messages whose time has come: key, and since when their receiver fails.

    Of a receiver that fails the oldest one alone, which finds out; of one disabled none.
    """
    waiting = WebhookDelivery.objects.filter(state=WebhookDelivery.State.WAITING, next_at__lte=at)
    failing = waiting.filter(
        subscription__failing_since__isnull=False, subscription__disabled_at=None
    )
    oldest = failing.values("subscription").annotate(oldest=Min("pk")).values("oldest")
    found = waiting.filter(Q(subscription__in=ready()) | Q(pk__in=oldest))
    # Of those due at the same moment what happened first goes first
    return found.order_by("next_at", "pk").values_list("pk", "subscription__failing_since")


def with_subscription(delivery: int) -> WebhookDelivery:
    """Return a message with where it goes, and the key by which."""
    found = WebhookDelivery.objects.select_related("subscription__key__system__user")
    return found.get(pk=delivery)


def subscriptions() -> list[WebhookSubscription]:
    """Return every subscription, active ones first; one query."""
    found = WebhookSubscription.objects.select_related("key__system")
    return list(found.order_by("-ended_at", "-made_at"))


def subscription(number: int) -> WebhookSubscription | None:
    """Return a subscription, ended or not; one query."""
    return WebhookSubscription.objects.select_related("key__system").filter(pk=number).first()


def of_key(key: ApiKey) -> QuerySet[WebhookSubscription]:
    """Return what a key is subscribed to and has not ended, the oldest first."""
    found = WebhookSubscription.objects.filter(key=key, ended_at=None)
    return found.select_related("key__system").order_by("pk")


def delivery(key: int) -> WebhookDelivery | None:
    """Return a message to a system; one query."""
    return WebhookDelivery.objects.filter(pk=key).first()


def latest(subscription: WebhookSubscription, *, limit: int) -> list[WebhookDelivery]:
    """Return the latest messages of a subscription with their tries; two queries."""
    found = subscription.deliveries.order_by("-pk").prefetch_related("attempts")
    return list(found[:limit])
