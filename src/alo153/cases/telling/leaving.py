"""Answers and questions that wait some seconds before they leave."""

from alo153.accounts.models import User
from alo153.cases.models import Case, DelayedSend
from alo153.cases.rules.verbs import Verb
from alo153.core.database.prepared import Prepared

_OF_CASE = Prepared(
    lambda case: DelayedSend.objects.filter(case=case).select_related("by_user").order_by("-id"),
    int,
)


def seen_by(asker: User, case: Case) -> DelayedSend | None:
    """Return what waits last: one's own, refused as well, or a colleague's; one query."""
    found = _OF_CASE(case.pk)
    return next((one for one in found if one.by_user_id == asker.pk or not one.refused), None)


def own(asker: User, code: str, key: int) -> DelayedSend | None:
    """Return what this person wrote about a case, as long as it waits; one query."""
    rows = DelayedSend.objects.select_related("case", "by_user")
    return rows.filter(pk=key, case__tracking_code=code, by_user=asker).first()


def verb_of(key: int) -> Verb | None:
    """Return what is to be done when it leaves; None if it waits no more. One query."""
    found = DelayedSend.objects.filter(pk=key).values_list("verb", flat=True).first()
    return Verb(found) if found else None
