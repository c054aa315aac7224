"""Signatures after Standard Webhooks, with one secret or two while one takes another's place."""

import base64
from collections.abc import Mapping
from datetime import datetime

from django.utils.crypto import salted_hmac
from standardwebhooks import Webhook

from alo153.integrations.models import WebhookDelivery, WebhookSubscription

_OF = "alo153.integrations.webhooks"


def secret(subscription: WebhookSubscription, number: int | None = None) -> str:
    """Return the secret of a subscription, or an earlier one of it by its number.

    It is derived from the program's own secret, so that the database holds none.
    """
    which = subscription.secret_number if number is None else number
    seed = f"{subscription.salt}:{which}"
    derived = salted_hmac(_OF, seed, algorithm="sha256").digest()
    return f"whsec_{base64.b64encode(derived).decode()}"


def headers(delivery: WebhookDelivery, *, at: datetime) -> Mapping[str, str]:
    """Return id, time and signatures of a message."""
    subscription = delivery.subscription
    numbers = [subscription.secret_number]
    if subscription.both_until and at < subscription.both_until:
        numbers.append(subscription.secret_number - 1)
    signatures = [
        Webhook(secret(subscription, number)).sign(delivery.name, at, delivery.body)
        for number in numbers
    ]
    return {
        "webhook-id": delivery.name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
        "content-type": "application/json",
        "user-agent": "alo153",
    }
