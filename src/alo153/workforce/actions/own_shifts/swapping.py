"""Swaps: lawful for both or not offered at all; done without a planner as soon as both agree.

The cover stays as it is when people with the same skills change places; a swap that would take a
skill away that is wanted is refused.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce.actions.drafting import copy_of
from alo153.workforce.actions.publishing import put_in_force
from alo153.workforce.actions.refusals import NotYours, Unlawful
from alo153.workforce.candidates import swaps
from alo153.workforce.events import SwapDone, SwapOffered, SwapRefused, SwapWithdrawn
from alo153.workforce.models import Roster, Swap
from alo153.workforce.permissions import SEE_OWN_SHIFTS


class SwapImpossible(ValueError):
    """It is unlawful for one of them, cover would suffer, or a shift has changed or begun."""


@transaction.atomic
def offer_swap(*, giver_day: date, taker: User, taker_day: date, by: User, at: datetime) -> Swap:
    """Offer one's own shift of a day for another's of a day.

    Raises:
        NotPermitted: no shifts of one's own.
        SwapImpossible: see there; or it is offered to somebody already.
    """
    permit(SEE_OWN_SHIFTS, by=by)
    roster = swaps.roster_with(by, giver_day)
    found = swaps.partners(by, giver_day, at=at)
    if roster is None or (taker.pk, taker_day) not in {(one.user.pk, one.day) for one in found}:
        raise SwapImpossible(giver_day)
    try:
        with transaction.atomic():
            swap = Swap.objects.create(
                roster=roster,
                giver=by,
                giver_day=giver_day,
                taker=taker,
                taker_day=taker_day,
                offered_at=at,
            )
    except IntegrityError as error:
        raise SwapImpossible(giver_day) from error
    events.record(SwapOffered(taker=taker.pk), subject=swap, by=Actor.staff(by.pk), at=at)
    return swap


@transaction.atomic
def accept_swap(*, swap: Swap, by: User, at: datetime) -> bool:
    """Agree: both have each other's shift from now on, in a new published version.

    Returns:
        False if it is no longer possible: it has lapsed.

    Raises:
        NotPermitted: no shifts of one's own.
        NotYours: somebody else was asked.
        DraftExists: a planner changes this roster just now; the offer stays open.
    """
    found = _locked(swap, by)
    if found.state != Swap.State.OFFERED:
        return found.state == Swap.State.DONE
    try:
        with transaction.atomic():
            _exchange(found, by=by, at=at)
    except (SwapImpossible, Unlawful):
        _answer(found, Swap.State.LAPSED, SwapRefused(taker=by.pk, lapsed=True), by, at)
        return False
    _answer(found, Swap.State.DONE, SwapDone(taker=by.pk), by, at)
    return True


def _exchange(swap: Swap, *, by: User, at: datetime) -> None:
    roster = swaps.roster_with(swap.giver, swap.giver_day)
    partners = swaps.partners(swap.giver, swap.giver_day, at=at)
    possible = {(one.user.pk, one.day) for one in partners}
    if roster is None or (swap.taker_id, swap.taker_day) not in possible:
        raise SwapImpossible(swap.pk)
    if swaps.exchanged(swap, swap.roster) != swaps.exchanged(swap, roster):
        raise SwapImpossible(swap.pk)
    draft = copy_of(Roster.objects.select_for_update().get(pk=roster.pk), by=by, at=at)
    mine = draft.shifts.get(user=swap.giver, day=swap.giver_day)
    theirs = draft.shifts.get(user=swap.taker, day=swap.taker_day)
    for each, user in ((mine, swap.taker), (theirs, swap.giver)):
        each.delete()
        each.pk, each.user = None, user
    mine.save(force_insert=True)
    theirs.save(force_insert=True)
    put_in_force(draft, by=by, at=at)


@transaction.atomic
def refuse_swap(*, swap: Swap, by: User, at: datetime) -> None:
    """Say no; twice is once. Raises NotPermitted, NotYours."""
    found = _locked(swap, by)
    if found.state == Swap.State.OFFERED:
        _answer(found, Swap.State.REFUSED, SwapRefused(taker=by.pk), by, at)


@transaction.atomic
def withdraw_swap(*, swap: Swap, by: User, at: datetime) -> None:
    """Take one's own offer back; twice is once. Raises NotPermitted, NotYours."""
    permit(SEE_OWN_SHIFTS, by=by)
    found = Swap.objects.select_for_update().get(pk=swap.pk)
    if found.giver_id != by.pk:
        raise NotYours(found.pk)
    if found.state == Swap.State.OFFERED:
        said = SwapWithdrawn(taker=found.taker_id)
        _answer(found, Swap.State.WITHDRAWN, said, by, at)


def _locked(swap: Swap, by: User) -> Swap:
    permit(SEE_OWN_SHIFTS, by=by)
    found = Swap.objects.select_for_update().get(pk=swap.pk)
    if found.taker_id != by.pk:
        raise NotYours(found.pk)
    return found


def _answer(
    swap: Swap,
    state: Swap.State,
    said: SwapDone | SwapRefused | SwapWithdrawn,
    by: User,
    at: datetime,
) -> None:
    swap.state, swap.answered_at = state, at
    swap.save(update_fields=["state", "answered_at"])
    events.record(said, subject=swap, by=Actor.staff(by.pk), at=at)
