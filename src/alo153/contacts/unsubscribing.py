"""The link in an e-mail that ends messages which the law does not require.

It names the message and not the mailbox: a link is kept in histories and other people's logs.
"""

import base64
import binascii
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer

from alo153.citizens.channel import DECLINED
from alo153.contacts import purposes
from alo153.contacts.models import Message

_SEAL: Final = Signer(sep=".", salt="contacts.unsubscribe")
_PAD: Final = "=="


def link_of(message: Message) -> str:
    """Return the link that a message holds; empty where it is owed, or goes another way.

    An SMS has no room for it: its recipient answers by a word.
    """
    if purposes.named(message.purpose).owed or message.channel != "email":
        return ""
    name = base64.urlsafe_b64encode(message.pk.bytes).decode().rstrip("=")
    return f"{settings.PUBLIC_URL}/unsubscribe/{_SEAL.sign(name)}/"


def shape_of_link() -> str:
    """Return what stands for the link of a message that is not there yet."""
    return f"{settings.PUBLIC_URL}/unsubscribe/…/"


def message_of(token: str) -> Message | None:
    """Return the message that a link names; None if it is none of ours, or erased.

    Nothing is asked of the database for what we did not sign.
    """
    try:
        key = UUID(bytes=base64.urlsafe_b64decode(_SEAL.unsign(token) + _PAD))
    except (BadSignature, binascii.Error, ValueError):
        return None
    return Message.objects.filter(pk=key, channel__in=DECLINED).exclude(to="").first()
