"""Take what agents wrote about somebody who is erased out of care."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from alo153.care.tables.abuse import AbuseReport


def erase_statements(*, contacts: Collection[int], chats: Collection[int], at: datetime) -> None:
    """Erase the statements about these contacts and chats, and accept no new ones.

    A file for the prosecutor is kept: data that an inquiry needs is not erased with the person
    (KVKK, law 6698, art. 28/1).
    """
    theirs = Q(interaction__in=contacts) | Q(conversation__in=chats)
    AbuseReport.objects.filter(theirs, complaint=None).update(statement="", erased_at=at)
