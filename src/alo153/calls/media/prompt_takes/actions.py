"""Somebody reads a prompt into their telephone; the worker fetches the recording."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.actions import command
from alo153.calls.endpoints.ids import monitor_of_take
from alo153.calls.events.recording import PromptSpoken
from alo153.calls.media.prompt_takes import queries
from alo153.calls.media.recordings.store import store
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

    A telephone that hung up before the tone left none. What nobody used within a day is deleted
    then.

    Raises httpx.HTTPError while Asterisk does not answer.
    """
    with suppress(FileNotFoundError), stored_sound(monitor_of_take(str(take))) as read:
        if not queries.is_there(take):
            _keep(take, read(), at)
            _delete_old(at)


@transaction.atomic
def _keep(take: UUID, content: bytes, at: datetime) -> None:
    events.record(PromptSpoken(), subject=city.city(), by=SWITCHBOARD, at=at)
    store().save(queries.path_of(take), ContentFile(content))


def forget(*, take: UUID) -> None:
    """Delete a recording: callers hear it now."""
    store().delete(queries.path_of(take))


def _delete_old(at: datetime) -> None:
    _folders, names = store().listdir(queries.FOLDER)
    for name in names:
        path = f"{queries.FOLDER}/{name}"
        if store().get_modified_time(path) < at - _KEPT:
            store().delete(path)
