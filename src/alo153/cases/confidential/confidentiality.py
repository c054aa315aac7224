"""From whom a confidential case is kept, wherever rows about cases are read or counted."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.citizens.models import AccessLog
from alo153.citizens.permissions import READ_CONFIDENTIAL


def shown_to(asker: User, case: str = "") -> Q:
    """Return the condition that a case is not kept from somebody because it is confidential.

    Args:
        case: the way from the rows to their case, with its underscores: ``case__``.
    """
    return Q() if asker.may(READ_CONFIDENTIAL) else Q(**{f"{case}confidential": False})


def shown_contacts(asker: User) -> Q:
    """Return the condition that a call is not kept from somebody: what is heard is in no row."""
    if asker.may(READ_CONFIDENTIAL):
        return Q()
    about = Case.objects.filter(interactions=OuterRef("interaction_id"), confidential=True)
    return ~Q(Exists(about))


def known_by_code(asker: User, code: str) -> Case | None:
    """Return the case of a code for one who reads its log; a confidential one is not for all."""
    return Case.objects.filter(shown_to(asker), tracking_code=code).first()


def without_hidden(asker: User, entries: QuerySet[AccessLog]) -> QuerySet[AccessLog]:
    """Leave out accesses to confidential cases: that there was one says whose they are."""
    if asker.may(READ_CONFIDENTIAL):
        return entries
    return entries.exclude(case_id__in=Case.objects.filter(confidential=True).values("pk"))
