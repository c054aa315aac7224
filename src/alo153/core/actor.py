"""Who did it: a member of staff, a citizen, the switchboard, or the program itself."""

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["staff", "citizen", "switchboard", "system"]


@dataclass(frozen=True)
class Actor:
    """Who acts. ``id`` is the key of the user or citizen, if there is one."""

    kind: ActorKind
    id: int | None = None

    @classmethod
    def staff(cls, user_id: int) -> "Actor":
        """Return the member of staff with this key."""
        return cls("staff", user_id)

    @classmethod
    def citizen(cls, citizen_id: int | None) -> "Actor":
        """Return the citizen with this key, or an anonymous one."""
        return cls("citizen", citizen_id)


SYSTEM = Actor("system")
SWITCHBOARD = Actor("switchboard")
CITIZEN = Actor("citizen")
