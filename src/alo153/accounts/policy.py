"""Permission check for actions that are not about one case. Every action calls it itself."""

from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.core.actor import Actor


class NotPermitted(Exception):
    """None of somebody's roles permits what they would do."""

    @property
    def words(self) -> str:
        """Return the reason in the reader's language."""
        return _("You do not have the right for this. If you need it, ask your supervisor.")


def permit(permission: Permission, *, by: User | Actor) -> None:
    """Permit an action of staff, or refuse it; citizens, switchboard and program are not checked.

    No query for a user whose grants were read, two if only the key of the user is known.

    Raises:
        NotPermitted: none of their roles has the permission.
    """
    staff = staff_of(by)
    if staff and not staff.may(permission):
        raise NotPermitted(permission.key)


def staff_of(by: User | Actor) -> User | None:
    """Return the member of staff who acts; nothing if it is somebody else."""
    if isinstance(by, User):
        return by
    return User.objects.get(pk=by.id) if by.kind == "staff" and by.id is not None else None
