"""Two people at one case see each other."""

from datetime import datetime, timedelta
from typing import Final

from alo153.accounts.models import User
from alo153.cases.models import Case, Presence

FORGOTTEN: Final = timedelta(days=1)


def be_present(*, case: Case, user: User, writes: bool, at: datetime) -> None:
    """Say that somebody has a case open; one upsert, no event: it is true for seconds."""
    Presence.objects.update_or_create(
        case=case, user=user, defaults={"writes": writes, "seen_at": at}
    )


def forget_presences(*, at: datetime) -> None:
    """Delete the rows that are a day old."""
    Presence.objects.filter(seen_at__lt=at - FORGOTTEN).delete()
