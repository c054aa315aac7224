"""Keep the browsers that take notices, and forget them."""

from datetime import datetime

from alo153.channels.models import PushSubscription


def keep_subscription(
    *, endpoint: str, p256dh: str, auth: str, server_key: str, at: datetime
) -> PushSubscription:
    """Keep a browser by the address at its push service; with new keys they replace the old ones.

    Its row stays locked until the transaction ends.

    Args:
        endpoint: checked by the caller: a service that we speak to, at most 500 characters.
        p256dh: its public key in base64url.
        auth: its secret in base64url.
        server_key: our public key, for which it was made.
    """
    keys = {"p256dh": p256dh, "auth": auth, "server_key": server_key}
    known, _ = PushSubscription.objects.update_or_create(
        endpoint=endpoint, defaults=keys, create_defaults=keys | {"made_at": at}
    )
    return known


def forget_subscription(subscription: PushSubscription) -> None:
    """Forget a browser, with everything that it follows."""
    subscription.delete()
