"""People bid for open shifts, and take bids back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce.actions.refusals import Unlawful
from alo153.workforce.candidates import bidding
from alo153.workforce.events import BidMade, BidWithdrawn
from alo153.workforce.models import Bid, OpenShift
from alo153.workforce.permissions import SEE_OWN_SHIFTS


class BidsEnded(ValueError):
    """Nobody can bid for this shift any more; once it is settled, nobody can take a bid back."""


@transaction.atomic
def bid(*, open_shift: OpenShift, by: User, at: datetime) -> Bid:
    """Bid for an open shift; twice is once, and the earlier time counts.

    Raises:
        NotPermitted: no shifts of one's own.
        BidsEnded: see there.
        Unlawful: the law or a shift of one's own speaks against it.
    """
    permit(SEE_OWN_SHIFTS, by=by)
    found = _open(open_shift, at)
    broken = bidding.breaches_of(by.pk, [found], local_time.today(at))[found.pk]
    if broken:
        raise Unlawful((by.pk, each) for each in broken)
    made, is_new = Bid.objects.get_or_create(open_shift=found, user=by, defaults={"made_at": at})
    if is_new:
        said = BidMade(first_date=found.first_date.isoformat())
        events.record(said, subject=made, by=Actor.staff(by.pk), at=at)
    return made


@transaction.atomic
def withdraw_bid(*, open_shift: OpenShift, by: User, at: datetime) -> None:
    """Take one's own bid back, until the award; twice is once. Raises NotPermitted, BidsEnded."""
    permit(SEE_OWN_SHIFTS, by=by)
    found = _not_settled(open_shift)
    made = found.bids.filter(user=by).first()
    if made is None:
        return
    said = BidWithdrawn(first_date=found.first_date.isoformat())
    events.record(said, subject=made, by=Actor.staff(by.pk), at=at)
    made.delete()


def _open(open_shift: OpenShift, at: datetime) -> OpenShift:
    found = _not_settled(open_shift)
    if found.closes_at <= at:
        raise BidsEnded(found.pk)
    return found


def _not_settled(open_shift: OpenShift) -> OpenShift:
    """Return an open shift, locked: an award and a bid never cross. Raises BidsEnded."""
    rows = OpenShift.objects.select_for_update(of=("self",)).select_related("type")
    found = rows.get(pk=open_shift.pk)
    if found.state != OpenShift.State.OPEN:
        raise BidsEnded(found.pk)
    return found
