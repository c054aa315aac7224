"""Record each look at a citizen's record."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction

from alo153.accounts.models import User
from alo153.citizens.models import AccessLog, Citizen
from alo153.core.database.inserting import insert_row

ONE_LISTENING = timedelta(minutes=10)


def log_access(
    *,
    user: User,
    citizen: Citizen | None,
    what: str,
    at: datetime,
    case_id: int | None = None,
    interaction_id: int | None = None,
    reason: str = "",
) -> None:
    """Write down that somebody looked at a citizen's record, or hears a contact as it happens."""
    look = AccessLog(
        user=user,
        citizen=citizen,
        case_id=case_id,
        interaction_id=interaction_id,
        what=what,
        reason=reason,
        at=at,
    )
    insert_row(look)


def log_accesses(*, user: User, citizens: Iterable[Citizen], what: str, at: datetime) -> None:
    """Write down that somebody saw several citizens on one page; one INSERT."""
    AccessLog.objects.bulk_create(
        [AccessLog(user=user, citizen=citizen, what=what, at=at) for citizen in citizens]
    )


def log_listening(
    *,
    user: User,
    citizen: Citizen | None,
    interaction_id: int,
    at: datetime,
    what: str = "recording",
) -> None:
    """Write down that somebody hears what was said in a contact, or sees it ("video-recording").

    A browser asks for a file piece by piece, two pieces at once among them: what is asked for
    within `ONE_LISTENING` is one.
    """
    key = f"listening {user.pk} {interaction_id} {what}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        recent = AccessLog.objects.filter(interaction_id=interaction_id, user=user, what=what)
        if not recent.filter(at__gt=at - ONE_LISTENING).exists():
            log_access(user=user, citizen=citizen, interaction_id=interaction_id, what=what, at=at)
