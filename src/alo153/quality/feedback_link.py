"""The link by which a citizen says in words how a contact was. It names the contact, signed."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner

from alo153.contacts.models import Interaction

HOLDS_FOR: Final = timedelta(days=7)
_SEAL: Final = TimestampSigner(sep=".", salt="quality.feedback")


def token_of(contact: Interaction) -> str:
    """Return what the link of a contact holds."""
    return _SEAL.sign(str(contact.pk))


def link_of(contact: Interaction) -> str:
    """Return the link of a contact."""
    return f"{settings.PUBLIC_URL}/feedback/{token_of(contact)}/"


def contact_of(token: str) -> Interaction | None:
    """Return the contact that a link names; None if it is none of ours, or older than a week."""
    try:
        key = int(_SEAL.unsign(token, max_age=HOLDS_FOR))
    except (BadSignature, ValueError):
        return None
    return Interaction.objects.filter(pk=key).first()
