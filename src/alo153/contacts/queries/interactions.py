"""Reading contacts with citizens: the first argument is who asks."""

from alo153.accounts.models import User
from alo153.citizens.permissions import READ_CONFIDENTIAL, SEE_CITIZEN
from alo153.citizens.queries import require
from alo153.contacts.models import Interaction


def recent_contacts(asker: User, phone: str, *, limit: int = 5) -> list[Interaction]:
    """Return the last contacts from or to a number, newest first; one query.

    Raises:
        PermissionDenied: the asker may not see citizens.
    """
    require(asker, SEE_CITIZEN)
    if not phone:
        return []
    those = Interaction.objects.filter(address=phone)
    if not asker.may(READ_CONFIDENTIAL):
        # That something was opened then and stands in no list of cases would say enough
        those = those.exclude(citizen__apart=True)
    return list(those.select_related("agent").order_by("-started_at")[:limit])
