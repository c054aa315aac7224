"""Who works for the city, as whoever manages staff sees it."""

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Prefetch, Q, QuerySet

from alo153.accounts.models import RoleGrant, User
from alo153.accounts.policy import permit
from alo153.city.permissions import MANAGE_STAFF


def people(asker: User, *, words: str = "", left: bool = False) -> QuerySet[User]:
    """Return the members of staff by name, with their roles; guests and systems are none.

    Args:
        words: part of a name, user name or e-mail address; empty: everybody.
        left: those who left, in place of those who are here.

    Raises:
        NotPermitted: as it says.
    """
    permit(MANAGE_STAFF, by=asker)
    # Guests and systems have no password that could be one
    found = User.objects.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    found = found.filter(is_active=not left)
    for word in words.split():
        found = found.filter(
            Q(full_name__icontains=word) | Q(username__icontains=word) | Q(email__icontains=word)
        )
    grants = RoleGrant.objects.held_now().select_related("role").order_by("role__key")
    return found.order_by("full_name", "pk").prefetch_related(
        Prefetch("role_grants", queryset=grants)
    )
