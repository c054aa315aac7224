"""Ask whether this person may do this to this case; each verb asks behind the lock of the case."""

from alo153.accounts.models import User
from alo153.accounts.permissions import Permission
from alo153.cases.models import Case
from alo153.cases.policy.permitted import DENIED_WORDS, Deed, Denied, denied
from alo153.cases.policy.standing import standing
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


def permit(deed: Deed, case: Case, *, by: User | Actor) -> None:
    """Let staff act on a case, or refuse; citizens and the program are not asked.

    One query for the unit's people; two more where only the key of who acts is known.

    Raises:
        NotTheirs: they may not.
    """
    if isinstance(by, Actor):
        if by.kind != "staff" or by.id is None:
            return
        by = User.objects.get(pk=by.id)
    why = denied(deed, standing(by, case))
    if why:
        raise NotTheirs(why)


def permit_right(permission: Permission, *, by: User) -> None:
    """Let staff do what concerns no single case, or refuse.

    Raises:
        NotTheirs: none of their roles has the permission.
    """
    if not by.may(permission):
        raise NotTheirs(Denied.NO_RIGHT)
