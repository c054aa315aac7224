"""Recordings of prompts that callers do not hear yet. No query of the database."""

from typing import Final
from uuid import UUID

from alo153.calls.media.recordings.store import store

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
