"""Reading citizens' data: the first argument is who asks."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog, Citizen, Identity, Interaction
from alo153.citizens.permissions import READ_CONFIDENTIAL, SEE_ACCESS_LOG, SEE_CITIZEN


def _require(asker: User, permission: Permission) -> None:
    if not asker.may(permission):
        raise PermissionDenied


def by_phone(asker: User, phone: str) -> list[Citizen]:
    """Return the citizens behind a number, the most recently remembered first; one query.

    Raises:
        PermissionDenied: the asker may not see citizens.
    """
    _require(asker, SEE_CITIZEN)
    shown = {} if asker.may(READ_CONFIDENTIAL) else {"apart": False}
    return list(
        Citizen.objects.filter(identities__kind=Channel.PHONE, identities__value=phone)
        .filter(**shown)
        .select_related("person")
        .order_by("-id")
        .distinct()
    )


def recent_contacts(asker: User, phone: str, *, limit: int = 5) -> list[Interaction]:
    """Return the last contacts from or to a number, newest first; one query.

    Raises:
        PermissionDenied: the asker may not see citizens.
    """
    _require(asker, SEE_CITIZEN)
    if not phone:
        return []
    those = Interaction.objects.filter(address=phone)
    if not asker.may(READ_CONFIDENTIAL):
        # That something was opened then and stands in no list of cases would say enough
        those = those.exclude(citizen__apart=True)
    return list(those.select_related("agent").order_by("-started_at")[:limit])


def looks(asker: User, citizen: Citizen) -> QuerySet[AccessLog]:
    """Return who looked at a citizen's record, newest first.

    Raises:
        PermissionDenied: the asker may not see the access log.
    """
    return _looks(asker).filter(citizen=citizen)


def looks_at_number(asker: User, phone: str) -> QuerySet[AccessLog]:
    """Return who looked at the records behind a telephone number (E.164), newest first.

    Raises:
        PermissionDenied: the asker may not see the access log.
    """
    theirs = Identity.objects.filter(kind=Channel.PHONE, value=phone).values("citizen")
    return _looks(asker).filter(citizen__in=theirs)


def looks_at_case(asker: User, case_id: int) -> QuerySet[AccessLog]:
    """Return who looked at a case, newest first.

    Raises:
        PermissionDenied: the asker may not see the access log.
    """
    return _looks(asker).filter(case_id=case_id)


def looks_by(asker: User, username: str) -> QuerySet[AccessLog]:
    """Return whose records a colleague looked at, newest first.

    Raises:
        PermissionDenied: the asker may not see the access log.
    """
    return _looks(asker).filter(user__username=username.lower())


def reason_given(asker: User, *, case_id: int, what: str, since: datetime) -> str:
    """Return the last reason that this person gave for a case since then; empty if none."""
    given = AccessLog.objects.filter(user=asker, case_id=case_id, what=what, at__gt=since)
    return given.order_by("-at").values_list("reason", flat=True).first() or ""


def _looks(asker: User) -> QuerySet[AccessLog]:
    _require(asker, SEE_ACCESS_LOG)
    return AccessLog.objects.select_related("user", "citizen__person").order_by("-at", "-id")
