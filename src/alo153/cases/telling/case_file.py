"""What lies in the file of one case: the rows that a page about it shows, one query each.

The questions are prepared, for a page asks some twenty of them. `case` is one that the reader has
been let see (`queries.look_at`).
"""

from django.db.models import prefetch_related_objects

from alo153.cases.models import (
    Answer,
    Attachment,
    Case,
    Forwarding,
    Particulars,
    RegisterEntry,
    Relay,
)
from alo153.citizens.models import Citizen, Identity
from alo153.core.database.prepared import Prepared

_PARTICULARS = Prepared(
    lambda case: Particulars.objects.filter(case=case).select_related("signed_paper"), int
)
_REGISTERED = Prepared(lambda case: RegisterEntry.objects.filter(case=case), int)
_HANDOVERS = Prepared(lambda case: Forwarding.objects.filter(case=case), int)
_FILES = Prepared(lambda case: Attachment.objects.filter(case=case), int)
_IDENTITIES = Prepared(lambda citizen: Identity.objects.filter(citizen=citizen), int)
_ANSWER = Prepared(
    lambda case: (
        Answer.objects.filter(case=case).select_related("written_by", "unit").order_by("-id")[:1]
    ),
    int,
)
_RELAY = Prepared(
    lambda case: (
        Relay.objects.filter(case=case).select_related("contact", "answer").order_by("-id")[:1]
    ),
    int,
)


def particulars(case: Case) -> Particulars | None:
    """Return what a formal application says of its applicant."""
    return _PARTICULARS.first(case.pk)


def register_entry(case: Case) -> RegisterEntry | None:
    """Return under which number of the register it is kept."""
    return _REGISTERED.first(case.pk)


def handovers(case: Case) -> list[Forwarding]:
    """Return where it was sent, in order."""
    return _HANDOVERS(case.pk)


def files(case: Case) -> list[Attachment]:
    """Return its files, in the order in which they came."""
    return _FILES(case.pk)


def identities(citizen: Citizen | None) -> list[Identity]:
    """Return under what a citizen is reached; none of somebody unknown."""
    return _IDENTITIES(citizen.pk) if citizen else []


def last_answer(case: Case) -> Answer | None:
    """Return the answer that counts, with who wrote it."""
    return _ANSWER.first(case.pk)


def last_relay(case: Case) -> Relay | None:
    """Return how the last answer goes to the citizen, with what was tried; two queries."""
    relay = _RELAY.first(case.pk)
    if relay:
        prefetch_related_objects([relay], "attempts")
        relay.case = case
    return relay
