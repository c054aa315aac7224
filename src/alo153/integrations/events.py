"""Events of the keys and webhooks of the city's other systems."""

from collections.abc import Sequence

from alo153.core.payloads import Payload
from alo153.integrations.models import ApiKey, WebhookSubscription


class ApiKeyMade(Payload[ApiKey], name="api_key.made"):
    """A system gets a key."""

    system: int
    scopes: Sequence[str]
    # Slugs
    units: Sequence[str]
    partners: Sequence[str] = ()


class ApiKeyConfirmed(Payload[ApiKey], name="api_key.confirmed"):
    """Somebody else than its maker lets a key open what it is for."""

    made_by: int


class ApiKeyRevoked(Payload[ApiKey], name="api_key.revoked"):
    """A key is taken back before its end."""


class ApiKeyRefused(Payload[ApiKey], name="api_key.refused"):
    """A key is refused: wrong, revoked, waiting, over or too often; once in five minutes each."""

    why: str
    address: str


class WebhookSubscribed(Payload[WebhookSubscription], name="webhook.subscribed"):
    """A system asks to hear of cases at an address."""

    key: int
    kinds: Sequence[str]


class WebhookChanged(Payload[WebhookSubscription], name="webhook.changed"):
    """A system hears of something else, or at another address."""

    kinds: Sequence[str]


class WebhookEnded(Payload[WebhookSubscription], name="webhook.ended"):
    """A system hears nothing more at an address."""


class WebhookSecretChanged(Payload[WebhookSubscription], name="webhook.secret_changed"):
    """Messages get a new secret; the old one remains valid for two days."""


class WebhookDisabled(Payload[WebhookSubscription], name="webhook.disabled"):
    """Nothing was taken for days, or nobody is there: nothing is sent any more."""


class WebhookResumed(Payload[WebhookSubscription], name="webhook.resumed"):
    """Somebody lets messages go there again."""
