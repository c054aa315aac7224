"""The permission of each room."""

from typing import Final

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.care.models import Room
from alo153.care.permissions import COUNSEL_STAFF, TREAT_STAFF

KEEPERS: Final[dict[Room, Permission]] = {
    Room.PSYCHOLOGIST: COUNSEL_STAFF,
    Room.INFIRMARY: TREAT_STAFF,
}


def kept_by(asker: User) -> list[Room]:
    """Return the rooms of somebody."""
    return [room for room, right in KEEPERS.items() if asker.may(right)]
