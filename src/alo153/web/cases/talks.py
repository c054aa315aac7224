"""The conversations about a case, next to it."""

from typing import Any, Final

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.cases.telling import conversations
from alo153.contacts.permissions import ANSWER_MESSAGES

MOST: Final = 20


def beside(asker: User, case: Case) -> dict[str, Any]:
    """Return what the page of a case shows of its conversations; one query at most."""
    found = conversations.of_case(asker, case, limit=MOST)
    return {
        "talks": found,
        "readable_talks": {talk.pk for talk in found},
        "may_write": asker.may(ANSWER_MESSAGES),
    }
