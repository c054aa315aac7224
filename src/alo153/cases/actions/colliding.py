"""Two people at one case: they see each other, and the words of neither are lost."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.cases.actions.answering import NotTheirs, send_back
from alo153.cases.actions.timing import in_words
from alo153.cases.models import Case, Presence
from alo153.units import queries as unit_queries

FORGOTTEN: Final = timedelta(days=1)
_REPLACED: Final = _("A colleague's answer takes its place.")


def be_present(*, case: Case, user: User, writes: bool, at: datetime) -> None:
    """Say that somebody has a case open; one upsert, no event: it is true for seconds."""
    Presence.objects.update_or_create(
        case=case, user=user, defaults={"writes": writes, "seen_at": at}
    )


def forget_presences(*, at: datetime) -> None:
    """Delete the rows of who was there a day ago."""
    Presence.objects.filter(seen_at__lt=at - FORGOTTEN).delete()


@transaction.atomic
def take_back(*, case: Case, by: User, at: datetime) -> None:
    """Take the unit's answer back from the center, because another of the unit takes its place.

    The answer stays a row, and stands in the story.

    Raises:
        NotTheirs: it is another unit's.
        NotPossible: the center was faster, or there is no answer.
    """
    if case.unit is None or not unit_queries.is_member(by, case.unit):
        raise NotTheirs
    send_back(case=case, reason=in_words(_REPLACED), by=by, at=at)
