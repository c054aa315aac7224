"""Reading citizens' data: the first argument is who asks."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.citizens.channel import Channel
from alo153.citizens.events import CitizenErased
from alo153.citizens.models import AccessLog, Citizen, Identity
from alo153.citizens.permissions import READ_CONFIDENTIAL, SEE_ACCESS_LOG, SEE_CITIZEN
from alo153.core import events


def require(asker: User, permission: Permission) -> None:
    """Raise PermissionDenied unless the asker has this permission."""
    if not asker.may(permission):
        raise PermissionDenied


def by_phone(asker: User, phone: str) -> list[Citizen]:
    """Return the citizens behind a number, the most recently remembered first; one query.

    Raises:
        PermissionDenied: the asker may not see citizens.
    """
    require(asker, SEE_CITIZEN)
    shown = {} if asker.may(READ_CONFIDENTIAL) else {"apart": False}
    return list(
        Citizen.objects.filter(identities__kind=Channel.PHONE, identities__value=phone)
        .filter(**shown)
        .select_related("person")
        .order_by("-id")
        .distinct()
    )


def by_key(asker: User, key: int) -> Citizen:
    """Return a citizen with their name; one query.

    Raises:
        Citizen.DoesNotExist: there is none, or this person may not see them: the same answer.
        PermissionDenied: the asker may not see citizens.
    """
    require(asker, SEE_CITIZEN)
    shown = {} if asker.may(READ_CONFIDENTIAL) else {"apart": False}
    return Citizen.objects.select_related("person").get(pk=key, **shown)


def ways_to(citizen: int | None) -> QuerySet[Identity]:
    """Return the numbers and addresses by which a citizen is known, the telephone first."""
    return Identity.objects.filter(citizen=citizen).order_by("-kind")


def accesses_of_number(asker: User, phone: str) -> QuerySet[AccessLog]:
    """Return who looked at the records behind a telephone number (E.164), newest first.

    Raises:
        PermissionDenied: the asker may not see the access log.
    """
    theirs = Identity.objects.filter(kind=Channel.PHONE, value=phone).values("citizen")
    return _accesses(asker).filter(citizen__in=theirs)


def accesses_of_case(asker: User, case_id: int) -> QuerySet[AccessLog]:
    """Return who looked at a case, newest first.

    Raises:
        PermissionDenied: the asker may not see the access log.
    """
    return _accesses(asker).filter(case_id=case_id)


def accesses_by(asker: User, username: str) -> QuerySet[AccessLog]:
    """Return whose records a colleague looked at, newest first.

    Raises:
        PermissionDenied: the asker may not see the access log.
    """
    return _accesses(asker).filter(user__username=username.lower())


def reason_given(asker: User, *, case_id: int, what: str, since: datetime) -> str:
    """Return the last reason that this person gave for a case since then; empty if none."""
    given = AccessLog.objects.filter(user=asker, case_id=case_id, what=what, at__gt=since)
    return given.order_by("-at").values_list("reason", flat=True).first() or ""


def is_erased(citizen: Citizen | None) -> bool:
    """Tell whether a person was erased; a citizen who never gave a name was not. One query."""
    return citizen is not None and events.history(citizen, CitizenErased).exists()


def _accesses(asker: User) -> QuerySet[AccessLog]:
    require(asker, SEE_ACCESS_LOG)
    return AccessLog.objects.select_related("user", "citizen__person").order_by("-at", "-id")
