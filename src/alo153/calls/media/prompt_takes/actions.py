"""Somebody reads a prompt into their telephone; the worker fetches the recording."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import connection, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.actions import command
from alo153.calls.endpoints.ids import monitor_of_take
from alo153.calls.events.recording import PromptSpoken
from alo153.calls.media.prompt_takes import queries
from alo153.calls.media.recordings.store import spool, store
from alo153.calls.media.stored_sounds import stored_sound
from alo153.calls.page_commands import commands as page_commands
from alo153.calls.permissions import ANSWER_CALLS
from alo153.city import queries as city
from alo153.core import events
from alo153.core.actor import SWITCHBOARD

FETCH_JOB: Final = "calls.fetch_take"
_KEPT: Final = timedelta(days=1)


def ask_take(*, by: User, at: datetime) -> UUID:
    """Ring somebody's own telephone to record a prompt, and return the name of the recording.

    Raises NotPermitted: somebody who answers no calls has no telephone.
    """
    permit(ANSWER_CALLS, by=by)
    take = uuid4()
    command(page_commands.RecordPrompt(agent=by.pk, take=str(take)), by=by, at=at)
    return take


def fetch(*, take: UUID, at: datetime) -> None:
    """Bring a recording from Asterisk into our storage; twice is once.

    Raises:
        FileNotFoundError: this Asterisk has none and none was fetched. Another node has it, or the
            telephone hung up before the tone.
        httpx.HTTPError: Asterisk does not answer.
    """
    try:
        with stored_sound(monitor_of_take(str(take))) as read:
            _keep(take, read(), at)
    except FileNotFoundError:
        if not queries.is_there(take):
            raise


@transaction.atomic
def _keep(take: UUID, content: bytes, at: datetime) -> None:
    """Store a recording once, also with two workers; half of one, from a crash, is replaced."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(take)])
    path = queries.path_of(take)
    if queries.is_there(take):
        if queries.sound_of(take) == content:
            return
        store().delete(path)
    events.record(PromptSpoken(), subject=city.city(), by=SWITCHBOARD, at=at)
    store().save(path, ContentFile(content))


def forget(*, take: UUID) -> None:
    """Delete a recording: callers hear it now."""
    store().delete(queries.path_of(take))


def expire(*, at: datetime) -> None:
    """Delete the recordings that nobody used, or nobody fetched, within a day.

    While the switchboard is down Asterisk tells nobody of the end of a recording.
    """
    oldest = at - _KEPT
    for name in _stored():
        path = f"{queries.FOLDER}/{name}"
        # A recording may be used, and so deleted, between the two
        with suppress(FileNotFoundError):
            if store().get_modified_time(path) < oldest:
                store().delete(path)
    for left in spool().prompts(before=oldest.timestamp()):
        left.unlink(missing_ok=True)


def _stored() -> list[str]:
    try:
        return store().listdir(queries.FOLDER)[1]
    except FileNotFoundError:  # nobody ever recorded one
        return []
