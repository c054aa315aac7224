"""From whom a confidential case is kept, wherever rows about cases are read or counted."""

from django.db.models import Exists, OuterRef, Q

from alo153.accounts.models import User
from alo153.accounts.permissions import Permission
from alo153.cases.models import Case


def shown_to(asker: User, case: str = "") -> Q:
    """Return the condition that a case is not kept from somebody because it is confidential.

    Args:
        case: the way from the rows to their case, with its underscores: ``case__``.
    """
    return Q() if asker.may(Permission.READ_CONFIDENTIAL) else Q(**{f"{case}confidential": False})


def shown_contacts(asker: User) -> Q:
    """Return the condition that a call is not kept from somebody: what is heard is in no row."""
    if asker.may(Permission.READ_CONFIDENTIAL):
        return Q()
    about = Case.objects.filter(interactions=OuterRef("interaction"), confidential=True)
    return ~Q(Exists(about))
