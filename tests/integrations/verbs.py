"""Each verb about other systems that asks for a permission, for `tests/accounts/test_verbs.py`.

They act on the key and the subscription of its room.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from tests.integrations import keys

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.core.clock import now
from alo153.integrations import actions
from alo153.integrations.models import ApiKey, WebhookDelivery
from alo153.integrations.permissions import CONNECT_SYSTEMS
from alo153.integrations.scopes import KeyScope
from alo153.integrations.webhooks import actions as webhooks

type Try = Callable[[Any, User], object]


def _of_subscription(verb: Callable[..., object]) -> tuple[Permission, Try]:
    return CONNECT_SYSTEMS, lambda room, by: verb(subscription=room.subscription, by=by, at=now())


def _confirm(key: ApiKey, by: User) -> None:
    """Confirm the key of the room, which Yasin made."""
    with suppress(actions.OwnKey):
        actions.confirm_key(key=key, by=by, at=now())


VERBS: Mapping[str, tuple[Permission, Try]] = {
    "integrations.make_key": (
        CONNECT_SYSTEMS,
        lambda _, by: keys.made(KeyScope.OPEN_CASES, by=by),
    ),
    "integrations.confirm_key": (
        CONNECT_SYSTEMS,
        lambda room, by: _confirm(room.key, by),
    ),
    "integrations.revoke_key": (
        CONNECT_SYSTEMS,
        lambda room, by: actions.revoke_key(key=room.key, by=by, at=now()),
    ),
    "integrations.subscribe": (
        CONNECT_SYSTEMS,
        lambda room, by: webhooks.subscribe(
            key=room.key, url="https://a.example/", kinds=["case.closed"], by=by, at=now()
        ),
    ),
    "integrations.change_subscription": (
        CONNECT_SYSTEMS,
        lambda room, by: webhooks.change_subscription(
            subscription=room.subscription,
            url="https://b.example/",
            kinds=["case.closed"],
            by=by,
            at=now(),
        ),
    ),
    "integrations.end_subscription": _of_subscription(webhooks.end_subscription),
    "integrations.change_secret": _of_subscription(webhooks.change_secret),
    "integrations.resume": _of_subscription(webhooks.resume),
    "integrations.redeliver": (
        CONNECT_SYSTEMS,
        lambda room, by: webhooks.redeliver(
            delivery=WebhookDelivery(pk=1, subscription=room.subscription), by=by, at=now()
        ),
    ),
}
