"""Look-ups of psychologist and infirmary into their own visits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.care import sealing
from alo153.care.actions.referring import wish_of
from alo153.care.actions.visiting import note_of
from alo153.care.models import Visit, VisitNote
from alo153.care.rooms import kept_by


@dataclass(frozen=True)
class Opened:
    """A visit with its words.

    Args:
        wish: what the person wrote.
        notes: each with its words, the oldest first; of earlier visits of the person as well.
    """

    visit: Visit
    wish: str
    notes: list[tuple[VisitNote, str]]


def visits(asker: User) -> QuerySet[Visit]:
    """Return the visits of the asker's rooms; none for everybody else."""
    return Visit.objects.filter(room__in=kept_by(asker)).select_related("person")


def waiting(asker: User) -> QuerySet[Visit]:
    """Return who waits for a time, the longest first."""
    return visits(asker).filter(state=Visit.State.ASKED).order_by("asked_at")


def calendar(asker: User, since: datetime) -> QuerySet[Visit]:
    """Return the appointments from a time on."""
    return visits(asker).filter(state=Visit.State.PLANNED, ends_at__gte=since).order_by("begins_at")


def opened(asker: User, visit: Visit) -> Opened:
    """Open a visit that `visits` gave; the caller writes the look down.

    Raises:
        KeyringError: a key is missing, or words were changed.
    """
    notes = VisitNote.objects.filter(
        visit__in=visits(asker).filter(person=visit.person, room=visit.room)
    ).select_related("written_by")
    return Opened(
        visit,
        sealing.opened(visit.wish, of=wish_of(visit)),
        [(each, sealing.opened(each.words, of=note_of(each))) for each in notes.order_by("pk")],
    )
