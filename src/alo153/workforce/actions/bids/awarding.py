"""Award open shifts whose bids have ended, by the rule of `roster.awards`.

Nobody awards by hand. The award makes the next published version, as a swap does, so it waits while
a planner's draft of the roster is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction

from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.workforce import posing
from alo153.workforce.actions.drafting import DraftExists, copy_of
from alo153.workforce.actions.publishing import put_in_force
from alo153.workforce.actions.refusals import NotADraft, Outdated, Unlawful
from alo153.workforce.candidates.filling import staff_of
from alo153.workforce.events import OpenShiftAwarded, OpenShiftUnfilled
from alo153.workforce.models import Bid, OpenShift, Roster
from alo153.workforce.models.bids import TOO_LATE
from alo153.workforce.queries import bids, fairness
from alo153.workforce.roster.awards import Standing, decided_by, ranked

_WAITS = (DraftExists, NotADraft, Outdated, Unlawful)
"""A planner's version is open, or a version, leave or rule came just now: the next run sees it."""


def award_due(*, at: datetime) -> None:
    """Award every open shift whose bids have ended; each waits for nothing but its own roster.

    One that cannot be awarded for a reason nobody foresaw stops no other, and is raised at the end.
    """
    failed = []
    for key in bids.due(at).values_list("pk", flat=True):
        try:
            with suppress(*_WAITS):
                _settle(key, at)
        except Exception as error:  # whatever it was, it concerns this shift alone
            failed.append(error)
    if failed:
        raise ExceptionGroup("open shifts could not be awarded", failed)


@transaction.atomic
def _settle(key: int, at: datetime) -> None:
    rows = OpenShift.objects.select_for_update(of=("self",)).select_related("type")
    found = rows.get(pk=key)
    if found.state != OpenShift.State.OPEN:
        return
    roster = bids.roster_with(found.first_date, found.last_date)
    made = list(found.bids.select_related("user"))
    if roster and bids.begins_at(found) > at:
        lawful = _lawful(found, roster, made, at)
        if lawful:
            _award(found, roster, lawful, at)
            return
    else:
        for each in made:
            _refuse(each, TOO_LATE)
    found.state, found.settled_at = OpenShift.State.UNFILLED, at
    found.save(update_fields=["state", "settled_at"])
    events.record(OpenShiftUnfilled(bids=len(made)), subject=found, by=SYSTEM, at=at)


def _lawful(
    open_shift: OpenShift, roster: Roster, made: Sequence[Bid], at: datetime
) -> dict[int, Bid]:
    """Return the bids of people who may have the shift; the rest is refused with its cause."""
    staff = staff_of(roster, local_time.today(at))
    lawful: dict[int, Bid] = {}
    for each in made:
        if broken := staff.breaches(each.user_id, open_shift.dates, open_shift.type):
            _refuse(each, broken[0].key)
        else:
            lawful[each.user_id] = each
    return lawful


def _refuse(bid: Bid, cause: str) -> None:
    bid.state, bid.cause = Bid.State.REFUSED, cause
    bid.save(update_fields=["state", "cause"])


def _award(open_shift: OpenShift, roster: Roster, lawful: Mapping[int, Bid], at: datetime) -> None:
    strip, load = fairness.until(open_shift.last_date), bids.load_of(open_shift)
    standings = [bids.standing_of(each, strip.of(user)) for user, each in lawful.items()]
    first, *others = ranked(standings, load)
    _put_in_force(open_shift, roster, lawful[first.user], at)
    reason = decided_by(first, others[0], load).value if others else ""
    _keep(lawful[first.user], first, Bid.State.AWARDED, reason)
    for each in others:
        passed_over = decided_by(first, each, load).value
        _keep(lawful[each.user], each, Bid.State.PASSED_OVER, passed_over)
    open_shift.state, open_shift.settled_at = OpenShift.State.AWARDED, at
    open_shift.save(update_fields=["state", "settled_at"])
    said = OpenShiftAwarded(user=first.user, reason=reason, bids=len(lawful))
    events.record(said, subject=open_shift, by=SYSTEM, at=at)


def _put_in_force(open_shift: OpenShift, roster: Roster, bid: Bid, at: datetime) -> None:
    draft = copy_of(Roster.objects.select_for_update().get(pk=roster.pk), by=SYSTEM, at=at)
    for day in open_shift.dates:
        posing.shift_of(draft, bid.user, day, open_shift.type).save()
    put_in_force(draft, by=SYSTEM, at=at, changed=[bid.user_id])


def _keep(bid: Bid, standing: Standing, state: Bid.State, reason: str) -> None:
    bid.state, bid.reason = state, reason
    bid.nights, bid.weekends, bid.wishes = standing.nights, standing.weekends, standing.wishes
    bid.save(update_fields=["state", "reason", "nights", "weekends", "wishes"])
