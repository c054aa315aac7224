"""The address under which a calendar program reads one's own shifts."""

import secrets
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce.events import CalendarOpened, CalendarRevoked
from alo153.workforce.models import CalendarAddress
from alo153.workforce.permissions import SEE_OWN_SHIFTS
from alo153.workforce.queries.calendars import digest


@transaction.atomic
def open_calendar(*, by: User, at: datetime) -> str:
    """Return the key of a new address, told once; the former address is revoked.

    Raises:
        NotPermitted: no shifts of one's own.
    """
    permit(SEE_OWN_SHIFTS, by=by)
    _revoke(by, at)
    key = secrets.token_urlsafe(24)
    made = CalendarAddress.objects.create(user=by, digest=digest(key), opened_at=at)
    events.record(CalendarOpened(), subject=made, by=Actor.staff(by.pk), at=at)
    return key


@transaction.atomic
def revoke_calendar(*, by: User, at: datetime) -> None:
    """Let the address open nothing any more; twice is once. Raises NotPermitted."""
    permit(SEE_OWN_SHIFTS, by=by)
    _revoke(by, at)


def _revoke(user: User, at: datetime) -> None:
    open_now = CalendarAddress.objects.select_for_update().filter(user=user, revoked_at=None)
    for each in open_now:
        each.revoked_at = at
        each.save(update_fields=["revoked_at"])
        events.record(CalendarRevoked(), subject=each, by=Actor.staff(user.pk), at=at)
