"""Recordings of prompts that callers do not hear yet, and the telephones that record them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alo153.accounts.models import User
from alo153.calls.call_words import PATIENCE, TOO_LATE, AgentState
from alo153.calls.media.recordings.store import store
from alo153.calls.models import AgentSession, Command
from alo153.calls.page_commands.commands import RecordPrompt

FOLDER: Final = "prompts"


def path_of(take: UUID) -> str:
    """Return where a recording is, or will be, in the storage of recordings."""
    return f"{FOLDER}/{take}.wav"


def is_there(take: UUID) -> bool:
    """Tell whether a recording was fetched."""
    return store().exists(path_of(take))


def sound_of(take: UUID) -> bytes:
    """Return a recording as a wav file. Raises FileNotFoundError."""
    with store().open(path_of(take)) as file:
        return bytes(file.read())


@dataclass(frozen=True)
class Ringing:
    """A telephone that somebody asked to ring for a recording.

    Args:
        waits: the switchboard has not answered yet, and it may still.
        is_on: it rings or records now.
        refusal: why it does not ring, as the switchboard says it; empty if it rang.
    """

    take: UUID
    waits: bool
    is_on: bool
    refusal: str


def ringing(by: User, take: UUID, *, at: datetime) -> Ringing | None:
    """Return what came of asking for a recording; None if somebody else did. Two queries."""
    found = _asked(by, payload__take=str(take))
    return _ringing(found, at) if found else None


def under_way(by: User, *, at: datetime) -> UUID | None:
    """Return the recording for which the telephone of somebody rings or will ring. Two queries."""
    found = _asked(by)
    newest = _ringing(found, at) if found else None
    return newest.take if newest and (newest.waits or newest.is_on) else None


def _asked(by: User, **of: str) -> Command | None:
    return Command.objects.filter(by=by, name=RecordPrompt.name, **of).order_by("-id").first()


def _ringing(asked: Command, at: datetime) -> Ringing:
    rang = asked.done_at is not None and not asked.error
    # While no switchboard runs nobody refuses it
    is_late = asked.done_at is None and at - asked.at > PATIENCE
    # Somebody who listens to a call later is supervising too, but since a later time
    session = AgentSession.objects.filter(
        pk=asked.by_id, state=AgentState.SUPERVISING, since__lte=asked.done_at or asked.at
    )
    return Ringing(
        take=UUID(asked.payload["take"]),
        waits=asked.done_at is None and not is_late,
        is_on=rang and session.exists(),
        refusal=TOO_LATE if is_late else asked.error,
    )
