"""Events of the tests: somebody tried, or did something else."""

from alo153.accounts.models import User
from alo153.core.payloads import Payload


class StaffTried(Payload[User], name="staff.tried"):
    """Somebody tried."""

    word: str = ""
    turn: int | None = None
    part: float | None = None


class StaffOther(Payload[User], name="staff.other"):
    """Something else."""
