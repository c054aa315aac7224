"""Reading what staff were given."""

from alo153.accounts.models import User


def skills_of(user: User) -> dict[str, int]:
    """Return what somebody can do on the telephone, skill to level; one query."""
    return dict(user.skills.values_list("skill", "level"))
