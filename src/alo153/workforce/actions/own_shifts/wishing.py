"""People's wishes for a day, with a few points for each month; the solver weighs them."""

from datetime import date, datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce.actions.refusals import NotYours
from alo153.workforce.events import WishDropped, WishMade
from alo153.workforce.models import ShiftType, Wish
from alo153.workforce.permissions import SEE_OWN_SHIFTS
from alo153.workforce.queries import wishes


class WishTooLate(ValueError):
    """The day has passed, or its roster is published: from then on a swap is the way."""


class NoPointsLeft(ValueError):
    """The points of this month are spent. `left` says how many are there."""

    def __init__(self, left: int) -> None:
        """Keep how many points are left."""
        self.left = left
        super().__init__(left)


@transaction.atomic
def wish(
    *,
    day: date,
    kind: Wish.Kind,
    shift_type: ShiftType | None,
    points: int,
    by: User,
    at: datetime,
) -> Wish:
    """Wish a day off, a shift, or not a shift; a second wish of a day replaces the first.

    Args:
        points: 1 to 3; the points of a calendar month are `MONTH_POINTS`.

    Raises:
        NotPermitted: no shifts of one's own.
        WishTooLate, NoPointsLeft: see there.
    """
    permit(SEE_OWN_SHIFTS, by=by)
    _refuse_late(day, at)
    # One at a time: the last points are spent once
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    left = wishes.points_left(by, day, without=day)
    if points > left:
        raise NoPointsLeft(left)
    kept, _made = Wish.objects.update_or_create(
        user=by, day=day, defaults={"kind": kind, "type": shift_type, "points": points}
    )
    said = WishMade(day=day.isoformat(), points=points)
    events.record(said, subject=kept, by=Actor.staff(by.pk), at=at)
    return kept


@transaction.atomic
def drop_wish(*, wish: Wish, by: User, at: datetime) -> None:
    """Take a wish back; its points are free again. Twice is once.

    Raises:
        NotPermitted: no shifts of one's own.
        NotYours: somebody else's.
        WishTooLate: see there.
    """
    permit(SEE_OWN_SHIFTS, by=by)
    found = Wish.objects.select_for_update().filter(pk=wish.pk).first()
    if found is None:
        return
    if found.user_id != by.pk:
        raise NotYours(found.pk)
    _refuse_late(found.day, at)
    said = WishDropped(day=found.day.isoformat(), points=found.points)
    events.record(said, subject=found, by=Actor.staff(by.pk), at=at)
    found.delete()


def _refuse_late(day: date, at: datetime) -> None:
    if day <= local_time.today(at) or wishes.is_published(day):
        raise WishTooLate(day)
