"""The actor: a member of staff, a citizen, the switchboard, or the program itself."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """Staff, citizens and programs: everybody who can act."""

    STAFF = "staff"
    CITIZEN = "citizen"
    SWITCHBOARD = "switchboard"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """The one who acts. ``id`` is the key of the user or citizen, if there is one."""

    kind: ActorKind
    id: int | None = None

    @classmethod
    def staff(cls, user_id: int) -> "Actor":
        """Return the member of staff with this key."""
        return cls(ActorKind.STAFF, user_id)

    @classmethod
    def citizen(cls, citizen_id: int | None) -> "Actor":
        """Return the citizen with this key, or an anonymous one."""
        return cls(ActorKind.CITIZEN, citizen_id)


SYSTEM = Actor(ActorKind.SYSTEM)
SWITCHBOARD = Actor(ActorKind.SWITCHBOARD)
CITIZEN = Actor(ActorKind.CITIZEN)
