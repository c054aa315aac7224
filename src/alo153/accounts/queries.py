"""Reading what staff were given."""

from django.db.models.functions import Now

from alo153.accounts.models import User
from alo153.accounts.permissions import ROLE_PERMISSIONS, Permission, Role


def agents() -> list[User]:
    """List who may answer calls, by name, with what they can do; three queries."""
    roles = [role for role, may in ROLE_PERMISSIONS.items() if Permission.ANSWER_CALLS in may]
    holders = User.objects.filter(is_active=True, role_grants__role__in=roles).distinct()
    return list(holders.order_by("full_name").prefetch_related("skills"))


def holders(role: Role) -> list[User]:
    """List the active staff who hold a role now, by name; one query."""
    held = User.objects.filter(is_active=True, role_grants__role=role)
    return list(held.exclude(role_grants__expires_at__lte=Now()).order_by("full_name"))


def skills_of(user: User) -> dict[str, int]:
    """Return what somebody can do on the telephone, skill to level; one query."""
    return dict(user.skills.values_list("skill", "level"))
