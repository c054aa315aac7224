"""Whether somebody may do what concerns no single thing: the verb asks, whoever calls it."""

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
    """Let staff do it, or refuse; citizens, the switchboard and the program are not asked.

    No query for a user whose grants were read, two where only the key of who acts is known.

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
