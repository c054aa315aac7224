"""Messages that did not arrive and that nobody else follows."""

from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from alo153.accounts.models import User
from alo153.contacts import purposes
from alo153.contacts.models import Message, OptOut

State, Delivery = Message.State, Message.Delivery
OPTED_OUT: Final = "opted_out"
"""Why a message was withheld that its recipient does not want; nobody needs to look at it."""
_LOST: Final = Q(state__in=[State.FAILED, State.UNCLEAR, State.WITHHELD])
_LEFT: Final = Q(delivery=Delivery.NOT_DELIVERED)


def undelivered() -> QuerySet[Message]:
    """Return the dead letters that still wait for a person, without erased people's.

    Read by an index that holds nothing but messages that did not arrive.
    """
    followed = [each.key for each in purposes.every() if each.followed]
    # Nobody can write these again
    secret = [each.key for each in purposes.every() if each.secret]
    # Whoever follows one learns that it did not leave, and nothing of what was written in its place
    nobody = ~Q(purpose__in=followed) | _LEFT | Q(first__isnull=False)
    dead = Message.objects.filter(_LOST | _LEFT, nobody, settlement=None)
    return dead.exclude(to="").exclude(last_error=OPTED_OUT).exclude(purpose__in=secret)


def resent(asker: User, number: UUID) -> Message | None:
    """Return what this person wrote in the place of a message that did not arrive; one query."""
    return Message.objects.filter(first=number, first__by_user=asker).first()


def has_opted_out(channel: str, to: str) -> bool:
    """Say whether this recipient wants only what is owed; one index look-up."""
    return OptOut.objects.filter(channel=channel, to=to).exists()
