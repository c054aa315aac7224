"""The conversations about a case, next to it."""

from typing import Any, Final

from alo153.accounts.models import User
from alo153.cases.models import Case, CaseConversation
from alo153.contacts.conversations import queries
from alo153.contacts.models import Conversation
from alo153.contacts.permissions import ANSWER_MESSAGES

MOST: Final = 20


def beside(asker: User, case: Case) -> dict[str, Any]:
    """Return what the page of a case shows of its conversations; one query at most."""
    found = _of_case(asker, case)
    return {
        "talks": found,
        "readable_talks": {talk.pk for talk in found},
        "may_write": asker.may(ANSWER_MESSAGES),
    }


def _of_case(asker: User, case: Case) -> list[Conversation]:
    """Return the ones that the asker may read, latest first, with their last words.

    None, and no query, for who may read no conversation.
    """
    about = CaseConversation.objects.filter(case=case).values("conversation")
    talks = queries.read_by(asker).filter(pk__in=about).order_by("-last_at", "-pk")
    return list(queries.with_last_said(talks)[:MOST])
