"""Take what agents wrote about somebody who is erased out of care."""

from collections.abc import Collection

from alo153.care.tables.abuse import AbuseReport


def erase_statements(*, contacts: Collection[int]) -> None:
    """Erase the statements about these contacts, unless a file for the prosecutor has them.

    KVKK (law 6698) art. 28/1: what an inquiry needs is not erased with the person.
    """
    theirs = AbuseReport.objects.filter(interaction__in=contacts, complaint=None)
    theirs.exclude(statement="").update(statement="")
