"""Which films a call has, and opening one: whoever may hear a call may see it."""

from __future__ import annotations

from datetime import datetime

from django.core.files import File

from alo153.accounts.models import User
from alo153.calls.models import Call
from alo153.calls.models.video_recordings import Film, FilmState
from alo153.calls.recordings import sound
from alo153.calls.recordings.queries import Damaged
from alo153.calls.recordings.store import store
from alo153.citizens import actions as citizens


def of_call(call: Call) -> list[Film]:
    """List the films of a call that `recordings.queries.call_of` found, the first first."""
    return list(call.films.order_by("take"))


def open_film(asker: User, call: Call, take: int, at: datetime) -> tuple[Film, File[bytes]]:
    """Open a film of a call that `recordings.queries.call_of` found, and write down the look.

    It is read to its end first: what is seen is what was kept. Raises Film.DoesNotExist if there
    is nothing to see, Damaged if the file was changed or is not there.
    """
    film = call.films.get(take=take, state=FilmState.KEPT)
    citizens.log_listening(user=asker, interaction=call.interaction, what="film", at=at)
    try:
        file: File[bytes] = store().open(film.file)
        digest = sound.digest(file.chunks())
    except OSError as error:
        raise Damaged(film.file) from error
    if digest != film.sha256:
        raise Damaged(film.file)
    file.seek(0)
    return film, file
