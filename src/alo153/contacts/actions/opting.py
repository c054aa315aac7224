"""Opt out of messages that the law does not require, and opt in again."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.policy import permit
from alo153.citizens.channel import Channel
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.contacts.events import RecipientOptedIn, RecipientOptedOut
from alo153.contacts.models import OptOut
from alo153.core import events
from alo153.core.actor import Actor


@transaction.atomic
def opt_out(*, channel: Channel, to: str, by: Actor, at: datetime) -> bool:
    """Keep that a telephone or mailbox gets only what is owed; returns whether that is new.

    Args:
        to: E.164, or an e-mail address.

    Raises NotPermitted.
    """
    permit(SEE_CITIZEN, by=by)
    row, is_new = OptOut.objects.get_or_create(channel=channel, to=to, defaults={"at": at})
    if is_new:
        events.record(RecipientOptedOut(channel=channel.value), subject=row, by=by, at=at)
    return is_new


@transaction.atomic
def opt_in(*, channel: Channel, to: str, by: Actor, at: datetime) -> None:
    """Let a telephone or mailbox get everything again. Raises NotPermitted."""
    permit(SEE_CITIZEN, by=by)
    row = OptOut.objects.select_for_update().filter(channel=channel, to=to).first()
    if row is not None:
        events.record(RecipientOptedIn(channel=channel.value), subject=row, by=by, at=at)
        row.delete()
