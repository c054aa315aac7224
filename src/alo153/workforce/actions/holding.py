"""Hold written work back for a while, so that agents who write answer callers."""

from datetime import datetime, timedelta

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce.events import WrittenHeld, WrittenReleased
from alo153.workforce.models import WrittenHold
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries.holds import standing

MOST_MINUTES = 240


@transaction.atomic
def hold_written(*, minutes: int, by: User, at: datetime) -> WrittenHold:
    """Offer nothing that is written for so many minutes; what is in hand is finished.

    A second hold takes the place of the first.

    Raises:
        NotPermitted: not a planner.
    """
    permit(PLAN_SHIFTS, by=by)
    _end(by, at)
    held = WrittenHold.objects.create(
        begins_at=at, ends_at=at + timedelta(minutes=min(minutes, MOST_MINUTES)), held_by=by
    )
    said = WrittenHeld(minutes=min(minutes, MOST_MINUTES))
    events.record(said, subject=held, by=Actor.staff(by.pk), at=at)
    return held


@transaction.atomic
def release_written(*, by: User, at: datetime) -> None:
    """Offer what is written again, at once; without a hold nothing happens. Raises NotPermitted."""
    permit(PLAN_SHIFTS, by=by)
    if held := _end(by, at):
        events.record(WrittenReleased(), subject=held, by=Actor.staff(by.pk), at=at)


def _end(by: User, at: datetime) -> WrittenHold | None:
    held = standing(at)
    # Two planners may have held it in the same moment
    WrittenHold.objects.filter(begins_at__lte=at, ends_at__gt=at).update(ends_at=at, ended_by=by)
    return held
