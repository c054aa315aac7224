"""Fill the rooms of a demo in which nothing has happened yet."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from alo153.accounts.models import User
from alo153.channels import registry
from alo153.channels.transport import scheme_of
from alo153.citizens.channel import Channel
from alo153.city.citypack import PackError
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.typed_values import TomlFile
from alo153.intake.lived_in.actions import is_invented
from alo153.intake.lived_in.rooms import (
    alarms,
    care,
    feedback,
    hand_backs,
    incidents,
    learning,
    planning,
    posts,
    quality,
    questions,
    written,
)
from alo153.intake.lived_in.rooms.room import Room, Staff

FILE: Final = "rooms.toml"
ROOMS: Final[tuple[Room[Any], ...]] = (
    planning.ROOM,
    written.ROOM,
    hand_backs.ROOM,
    incidents.ROOM,
    alarms.ROOM,
    posts.POSTS,
    posts.ANNOUNCEMENTS,
    questions.ROOM,
    # Of conversations
    quality.ROOM,
    feedback.ROOM,
    learning.COACHINGS,
    learning.CARDS,
    care.VISITS,
    care.SUGGESTIONS,
)
_WRITTEN_TO: Final = (Channel.EMAIL, Channel.SMS)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Furnished:
    """Names of the rooms that were filled, and of those where it went wrong."""

    filled: Sequence[str] = ()
    failed: Sequence[str] = ()


def furnish(folder: Path, *, at: datetime) -> Furnished:
    """Fill the rooms that are empty, each in a transaction of its own; one that fails stays empty.

    Nothing is done in a city whose past was not invented, or where e-mail or SMS leave this
    machine: rooms answer citizens and tell staff as they always do.

    Args:
        folder: of the city; without `rooms.toml` its rooms stay empty.

    Raises:
        PackError: the file has mistakes.
    """
    if not (folder / FILE).is_file() or not is_invented() or leaves_this_machine():
        return Furnished()
    staff = {user.username: user for user in User.objects.filter(is_active=True)}
    said = read(folder, staff)
    # Looked at before the first is filled: an incident announces, too
    empty = [room for room in ROOMS if said[room.name] and room.is_empty()]
    failed = [room.name for room in empty if not _fill(room, said[room.name], staff, at)]
    # In a small past nobody may have rated a call low, and nothing wait with a unit
    filled = [room.name for room in empty if room.name not in failed and not room.is_empty()]
    return Furnished(filled, failed)


def leaves_this_machine() -> bool:
    """Say whether e-mail or SMS go anywhere but to the mailbox of development."""
    addresses = [each for channel in _WRITTEN_TO for each in registry.addresses_of(channel)]
    return any(scheme_of(each) != "mailbox" for each in addresses)


def read(folder: Path, staff: Staff) -> dict[str, Sequence[Any]]:
    """Return what the file says by room, for a city that is loaded. Raises PackError."""
    noted = Mistakes()
    root = TomlFile(folder / FILE, noted).root
    said = {room.name: room.read(root, staff) for room in ROOMS}
    root.done()
    if noted.found:
        raise PackError(folder.name, noted.found)
    return said


def _fill(room: Room[Any], things: Sequence[Any], staff: Staff, at: datetime) -> bool:
    try:
        with transaction.atomic():
            room.fill(things, staff, at)
    except Exception:  # whatever it was, the other rooms are filled
        log.exception("the room %s stays empty", room.name)
        return False
    return True
