"""The city's other systems: what they ask by, and what they are told."""

from alo153.integrations.models.api_keys import (
    MOST_A_MINUTE,
    ApiKey,
    ApiKeyUse,
    ConnectedSystem,
    IdempotentRequest,
)
from alo153.integrations.models.webhooks import (
    WebhookAttempt,
    WebhookDelivery,
    WebhookSubscription,
)

__all__ = [
    "MOST_A_MINUTE",
    "ApiKey",
    "ApiKeyUse",
    "ConnectedSystem",
    "IdempotentRequest",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookSubscription",
]
