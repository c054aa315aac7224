"""Every verb about channels of companies abroad, and how it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any
from uuid import uuid4

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.channels.models import ApprovedTemplate
from alo153.channels.permissions import OPEN_CHANNELS
from alo153.channels.social.opening import actions
from alo153.channels.social.opening.actions import NoAddressError
from alo153.citizens.channel import Channel
from alo153.contacts import actions as contacts
from alo153.core.clock import now


def _opened(_: Any, by: User) -> None:
    with suppress(NoAddressError):
        actions.open_channel(channel="telegram", ground="KVKK 2026/7", by=by, at=now())


def _retired(_: Any, by: User) -> None:
    template = ApprovedTemplate.objects.create(name="yanit", language="tr", body="Yanıtımız hazır.")
    actions.retire_template(template=template, by=by, at=now())


VERBS: Mapping[str, tuple[Permission, Callable[[Any, User], object]]] = {
    "channels.open_channel": (OPEN_CHANNELS, _opened),
    "channels.close_channel": (
        OPEN_CHANNELS,
        lambda _, by: actions.close_channel(channel="telegram", by=by, at=now()),
    ),
    "channels.add_template": (
        OPEN_CHANNELS,
        lambda _, by: actions.add_template(
            name="yanit", language="tr", body="Yanıtımız hazır.", by=by, at=now()
        ),
    ),
    "channels.retire_template": (OPEN_CHANNELS, _retired),
    "contacts.send_test": (
        OPEN_CHANNELS,
        lambda _, by: contacts.send_test(channel=Channel.SMS, to="+905320000999", by=by, at=now()),
    ),
    "contacts.withdraw_test": (
        OPEN_CHANNELS,
        lambda _, by: contacts.withdraw_test(message_id=uuid4(), by=by, at=now()),
    ),
}
