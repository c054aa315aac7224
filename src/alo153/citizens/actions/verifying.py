"""Verified addresses: an answer to a message proves that the sender owns the address."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from alo153.citizens.channel import Channel
from alo153.citizens.events import CitizenIdentityVerified
from alo153.citizens.models import Identity
from alo153.core import events
from alo153.core.actor import Actor


def rename_identities(*, kind: Channel, before: Collection[str], now: str) -> None:
    """Give a citizen that a channel knew by one of these names its present name."""
    those = Identity.objects.filter(kind=kind, value__in=before)
    known = Identity.objects.filter(kind=kind, value=now).values("citizen")
    those.filter(citizen__in=known).delete()
    those.update(value=now)


@transaction.atomic
def verify_identity(*, kind: Channel, value: str, by: Actor, at: datetime) -> None:
    """Record that the owner of this number or address was reached by it, and answered.

    Args:
        value: E.164, or an e-mail address in lower case.
    """
    those = Identity.objects.filter(kind=kind, value=value, verified_at=None)
    for identity in those.select_related("citizen").select_for_update(of=("self",)):
        identity.verified_at = at
        identity.save(update_fields=["verified_at"])
        said = CitizenIdentityVerified(kind=kind.value)
        events.record(said, subject=identity.citizen, by=by, at=at)
