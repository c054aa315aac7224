"""Who looked at a citizen's record."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection, transaction

from alo153.accounts.models import User
from alo153.citizens.models import (
    AccessLog,
    Citizen,
    Interaction,
)

ONE_LISTENING = timedelta(minutes=10)


def log_look(
    *,
    user: User,
    citizen: Citizen | None,
    what: str,
    at: datetime,
    case_id: int | None = None,
    interaction: Interaction | None = None,
    reason: str = "",
) -> None:
    """Write down that somebody looked at a citizen's record, or hears a contact as it happens."""
    AccessLog.objects.create(
        user=user,
        citizen=citizen,
        case_id=case_id,
        interaction=interaction,
        what=what,
        reason=reason,
        at=at,
    )


def log_looks(*, user: User, citizens: Iterable[Citizen], what: str, at: datetime) -> None:
    """Write down that somebody saw several citizens on one page; one INSERT."""
    AccessLog.objects.bulk_create(
        [AccessLog(user=user, citizen=citizen, what=what, at=at) for citizen in citizens]
    )


def log_listening(
    *, user: User, interaction: Interaction, at: datetime, what: str = "recording"
) -> None:
    """Write down that somebody hears what was said in a contact, or sees it ("video-recording").

    A browser asks for a file piece by piece, two pieces at once among them: what is asked for
    within `ONE_LISTENING` is one.
    """
    key = f"listening {user.pk} {interaction.pk} {what}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        _log_first(user=user, interaction=interaction, at=at, what=what)


def _log_first(*, user: User, interaction: Interaction, at: datetime, what: str) -> None:
    recent = AccessLog.objects.filter(interaction=interaction, user=user, what=what)
    if recent.filter(at__gt=at - ONE_LISTENING).exists():
        return
    AccessLog.objects.create(
        user=user,
        citizen=interaction.citizen,
        interaction=interaction,
        what=what,
        at=at,
    )
