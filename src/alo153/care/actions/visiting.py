"""Actions of psychologist and infirmary: plan visits, and write notes that only they read."""

from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.care import notices, sealing
from alo153.care.models import Room, Visit, VisitLook, VisitNote
from alo153.care.rooms import KEEPERS
from alo153.core.actor import SYSTEM
from alo153.notices.actions import give_notice

_OPEN: Final = {Visit.State.ASKED, Visit.State.PLANNED}


class TimeTaken(ValueError):
    """The room sees somebody else then."""


class VisitOver(ValueError):
    """The visit was cancelled, or took place."""


class NoKey(Exception):
    """This installation has no key for notes."""


@transaction.atomic
def plan(*, visit: Visit, begins_at: datetime, minutes: int, by: User, at: datetime) -> Visit:
    """Give a person a time, or another one, and tell them that there is news.

    Raises:
        NotPermitted: it is not their room.
        VisitOver: the visit was cancelled after the page was loaded.
        TimeTaken: the room has another visit then.
    """
    _wait_for_room(visit.room)
    found = _of_room(visit, by)
    if found.state not in _OPEN:
        raise VisitOver
    ends_at = begins_at + timedelta(minutes=minutes)
    others = Visit.objects.filter(room=found.room, state=Visit.State.PLANNED).exclude(pk=found.pk)
    if others.filter(begins_at__lt=ends_at, ends_at__gt=begins_at).exists():
        raise TimeTaken
    found.begins_at, found.ends_at = begins_at, ends_at
    found.state = Visit.State.PLANNED
    found.save(update_fields=["begins_at", "ends_at", "state"])
    _tell(found, at=at)
    return found


@transaction.atomic
def call_off(*, visit: Visit, by: User, at: datetime) -> None:
    """Cancel a wish or an appointment for the room; its person is told that there is news.

    Raises:
        NotPermitted: it is not their room.
        VisitOver: it is cancelled already, or took place.
    """
    found = _of_room(visit, by)
    if found.state not in _OPEN:
        raise VisitOver
    found.state = Visit.State.CANCELLED
    found.save(update_fields=["state"])
    _tell(found, at=at)


@transaction.atomic
def write_note(*, visit: Visit, words: str, by: User, at: datetime) -> VisitNote:
    """Write what a visit was about; a planned one took place with it.

    Raises:
        NotPermitted: it is not their room.
        NoKey: there is nothing to seal it by.
    """
    found = _of_room(visit, by)
    if not sealing.has_key():
        raise NoKey
    row = VisitNote.objects.create(visit=found, words="", written_by=by, written_at=at)
    row.words = sealing.sealed(words.strip()[: sealing.LONGEST], of=note_of(row))
    row.save(update_fields=["words"])
    if found.state == Visit.State.PLANNED and found.begins_at and found.begins_at <= at:
        found.state = Visit.State.HELD
        found.save(update_fields=["state"])
    return row


@transaction.atomic
def look(*, visit: Visit, by: User, at: datetime) -> None:
    """Write down that somebody opened a visit, for its person to read. Raises NotPermitted."""
    found = _of_room(visit, by)
    VisitLook.objects.create(visit=found, reader=by, at=at)


def note_of(note: VisitNote) -> str:
    """Return what the words of a note are sealed for."""
    return f"care.visitnote.words|{note.pk}"


def _wait_for_room(room: str) -> None:
    """Lock the open visits of a room: two keepers must not give one time to two people."""
    list(Visit.objects.select_for_update().filter(room=room, state__in=_OPEN).order_by("pk"))


def _of_room(visit: Visit, by: User) -> Visit:
    found = Visit.objects.select_for_update().get(pk=visit.pk)
    permit(KEEPERS[Room(found.room)], by=by)
    return found


def _tell(visit: Visit, *, at: datetime) -> None:
    """Tell the person that their own page has news.

    Neither the notice nor its event names the visit, its room or its counselor.
    """
    person = visit.person
    give_notice(
        kind=notices.OWN_PAGE,
        cause=f"own_page:{uuid4()}",
        about=person,
        words={person: notices.of_own_page()},
        by=SYSTEM,
        at=at,
    )
