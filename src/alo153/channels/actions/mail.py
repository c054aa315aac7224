"""Keep a mail of a mailbox, and note how its server is."""

import hashlib
from datetime import datetime

from alo153.channels import queries
from alo153.channels.actions.arrivals import keep_arrival
from alo153.channels.inbound import MailKey
from alo153.channels.models import Arrival, FetchedMailbox
from alo153.citizens.channel import Channel


def keep_mail(*, key: MailKey, raw: bytes, is_whole: bool, at: datetime) -> Arrival | None:
    """Keep a mail; None if it is here already, also where its server counts anew.

    Two mails are never alike to the byte: each server on the way writes down its own line.

    Raises:
        OSError: there is no room for the file.
    """
    if queries.was_counted_otherwise(key, hashlib.sha256(raw).hexdigest()):
        return None
    return keep_arrival(channel=Channel.EMAIL, key=str(key), raw=raw, is_whole=is_whole, at=at)


def note_mailbox(*, name: str, trouble: str, at: datetime) -> None:
    """Note that the server of a mailbox was asked, and what is wrong; nothing if it is well."""
    found = {"trouble": trouble, "asked_at": at}
    FetchedMailbox.objects.update_or_create(name=name, defaults=found)
