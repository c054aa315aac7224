"""Take the parts a browser sends, put them together when the call is over, delete in time.

A browser sends every few seconds what it recorded since; put one after the other the parts are one
WebM file (W3C MediaStream Recording). Parts lie in a folder until the worker has kept the film.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.db import transaction

from alo153.accounts.models import User
from alo153.calls.models import Call
from alo153.calls.models.video_recordings import Film, FilmState
from alo153.calls.recordings import sound
from alo153.calls.recordings.actions import NotKept
from alo153.calls.recordings.store import store
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor

log = logging.getLogger(__name__)

MOST_PART_BYTES: Final = 8 * 1024 * 1024
MOST_PARTS: Final = 2 * 3600 // 2
"""Two hours in parts of two seconds or more."""

SETTLED: Final = timedelta(minutes=2)
"""No part came for so long: the browser is gone, or the call is over."""


class NotAllowed(Exception):
    """The citizen did not allow it, the house does not film, or it is somebody else's call."""


class NotNext(Exception):
    """A part is missing before this one, or it is too large, or there are too many."""


@transaction.atomic
def take_part(
    *, call: Call, take: int, part: int, content: bytes, user: User, at: datetime
) -> None:
    """Keep one part of a film; the same part twice is one.

    Raises:
        NotAllowed: nobody may film this call, or not this agent.
        NotNext: it does not follow the part before, or goes beyond the limits.
    """
    if not (settings.FILMS and call.filmed and call.agent_id == user.pk):
        raise NotAllowed
    film, begins = Film.objects.select_for_update().get_or_create(
        call=call, take=take, defaults={"began_at": at, "last_at": at}
    )
    if begins:
        events.record("call.film_begun", subject=call, by=Actor.staff(user.pk), at=at)
    if part < film.parts:
        return
    if film.state != FilmState.PENDING or part != film.parts:
        raise NotNext
    if len(content) > MOST_PART_BYTES or part >= MOST_PARTS:
        raise NotNext
    _write(_part(film, part), content)
    film.parts, film.last_at = part + 1, at
    film.save(update_fields=["parts", "last_at"])


def due(*, at: datetime) -> list[int]:
    """Name the films to which nothing will be added: to be kept now."""
    waiting = Film.objects.filter(state=FilmState.PENDING, last_at__lt=at - SETTLED)
    return list(waiting.values_list("pk", flat=True))


@transaction.atomic
def keep(*, film: int, at: datetime) -> None:
    """Store a film, read it back, and only then let its parts go. Raises NotKept, OSError."""
    rows = Film.objects.select_for_update(skip_locked=True).select_related("call")
    row = rows.filter(pk=film, state=FilmState.PENDING).first()
    if row is None:
        return
    row.file = _store(row)
    with store().open(row.file) as file:
        row.sha256, row.size = sound.digest(file.chunks()), file.size
    if row.sha256 != sound.digest(_content(row)):
        store().delete(row.file)
        raise NotKept(row.file)
    row.state, row.kept_at = FilmState.KEPT, at
    row.save()
    events.record("call.film_kept", subject=row.call, by=SYSTEM, at=at, bytes=row.size)
    transaction.on_commit(lambda: shutil.rmtree(_folder(row), ignore_errors=True))


def expire(*, at: datetime) -> int:
    """Delete the films that are as old as recordings may be, and return how many."""
    limit = at - timedelta(days=settings.RECORDING_DAYS)
    old = Film.objects.select_related("call").filter(state=FilmState.KEPT, last_at__lt=limit)
    for film in old:
        _delete(film, at)
    return len(old)


def delete_films(*, calls: Collection[UUID], at: datetime) -> int:
    """Delete the films of these calls, and return how many there were."""
    those = list(Film.objects.select_related("call").filter(call__in=calls, state=FilmState.KEPT))
    for film in those:
        _delete(film, at)
    return len(those)


@transaction.atomic
def _delete(film: Film, at: datetime) -> None:
    store().delete(film.file)
    film.state = FilmState.DELETED
    film.save(update_fields=["state"])
    events.record("call.film_deleted", subject=film.call, by=SYSTEM, at=at)


@transaction.atomic
def report_damage(*, call: Call, take: int, at: datetime) -> None:
    """Write down that a stored film is not the one that was kept, once."""
    log.error("film %s of call %s was changed or is not there", take, call.pk)
    film = Film.objects.select_for_update().select_related("call").get(call=call, take=take)
    told = events.history(film.call).filter(name="call.film_damaged", data__take=take)
    if not told.exists():
        events.record("call.film_damaged", subject=film.call, by=SYSTEM, at=at, take=take)


def _folder(film: Film) -> Path:
    return Path(settings.FILM_SPOOL) / f"{film.call_id}-{film.take}"


def _part(film: Film, part: int) -> Path:
    return _folder(film) / f"{part:05}.webm"


def _content(film: Film) -> Iterator[bytes]:
    for part in range(film.parts):
        yield _part(film, part).read_bytes()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _store(film: Film) -> str:
    """Store the parts as one file; one that a run before us left half done is replaced."""
    name = f"{film.call.entered_at:%Y/%m/%d}/{film.call_id}-{film.take}.webm"
    whole = _folder(film) / "whole"
    with whole.open("wb") as target:
        for content in _content(film):
            target.write(content)
    if store().exists(name):
        store().delete(name)
    with whole.open("rb") as file:
        return store().save(name, File(file))
