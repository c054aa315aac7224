"""Take what agents wrote about somebody who is erased out of care."""

from collections.abc import Collection
from datetime import datetime

from alo153.care.tables.abuse import AbuseReport


def erase_statements(*, contacts: Collection[int], at: datetime) -> None:
    """Erase the statements about these contacts, and accept no new ones.

    A file for the prosecutor is kept: data that an inquiry needs is not erased with the person
    (KVKK, law 6698, art. 28/1).
    """
    theirs = AbuseReport.objects.filter(interaction__in=contacts, complaint=None)
    theirs.update(statement="", erased_at=at)
