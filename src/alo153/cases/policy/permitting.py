"""Ask whether this person may do this to this case; each verb asks behind the lock of the case."""

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.cases.models import Case
from alo153.cases.policy.permitted import DENIED_WORDS, Deed, Denied, denied
from alo153.cases.policy.standing import standing
from alo153.city.models import Unit
from alo153.core.actor import Actor


class NotTheirs(Exception):
    """Somebody would act on a case that is not theirs to act on; ``why`` says the reason."""

    def __init__(self, why: Denied = Denied.OTHER_UNIT) -> None:
        super().__init__(why.value)
        self.why = why

    @property
    def words(self) -> str:
        """Return the reason in the reader's language."""
        return str(DENIED_WORDS[self.why])


def permit(deed: Deed, case: Case, *, by: User | Actor, unit: Unit | None = None) -> None:
    """Let staff act on a case, or refuse; citizens and the program are not asked.

    Two queries where only the key of who acts is known.

    Args:
        unit: whose people may, where it is not the unit that has the case.

    Raises:
        NotTheirs: they may not.
    """
    staff = _staff(by)
    why = denied(deed, standing(staff, case, unit)) if staff else None
    if why:
        raise NotTheirs(why)


def permit_right(permission: Permission, *, by: User | Actor) -> None:
    """Let staff do what concerns no single case, or refuse; others are not asked.

    Raises:
        NotTheirs: none of their roles has the permission.
    """
    staff = _staff(by)
    if staff and not staff.may(permission):
        raise NotTheirs(Denied.NO_RIGHT)


def _staff(by: User | Actor) -> User | None:
    if isinstance(by, User):
        return by
    return User.objects.get(pk=by.id) if by.kind == "staff" and by.id is not None else None
