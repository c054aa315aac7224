"""A worker's clock next to the database's: deadlines, seals and calls rely on both."""

from datetime import datetime, timedelta
from typing import Final

MOST: Final = timedelta(seconds=2)


def offset(*, asked_at: datetime, theirs: datetime, heard_at: datetime) -> timedelta:
    """Return how far ours is ahead, as if theirs was read halfway between the two. Pure."""
    return asked_at + (heard_at - asked_at) / 2 - theirs
