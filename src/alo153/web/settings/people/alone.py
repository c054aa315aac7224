"""A center in which nobody else could be the second person."""

from django.contrib import messages
from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.city import queries
from alo153.web.kit.access import StaffRequest


def told_alone(request: StaffRequest, *, of: User | None = None) -> bool:
    """Say on the next page that nobody can confirm what was asked for, if it is so.

    Args:
        of: the account that it is about; None: a new one.
    """
    if queries.second_people(request.user, of=of).exists():
        return False
    words = _(
        "It waits for a second person, but nobody else can confirm it. Have another administrator "
        "enrolled at the terminal: ./alo153 manage enroll"
    )
    messages.warning(request, words)
    return True
