"""Open shifts: bid, take a bid back, and read what became of one's bids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404
from alo153.web.planning import wording
from alo153.workforce import actions
from alo153.workforce.candidates import bidding
from alo153.workforce.models import Bid, OpenShift
from alo153.workforce.permissions import SEE_OWN_SHIFTS
from alo153.workforce.queries import bids

_SHOWN_BACK = timedelta(days=60)


@dataclass(frozen=True)
class Offer:
    """An open shift, one's own bid for it, and what speaks against it."""

    open_shift: OpenShift
    bid: Bid | None
    breaches: list[dict[str, Any]]


@requires(SEE_OWN_SHIFTS)
@require_safe
def mine(request: StaffRequest) -> HttpResponse:
    """Show the open shifts with what the law says to each, and one's own bids."""
    now = clock.now()
    user, today = request.user, city.today(now)
    made = list(bids.bids_of(user, today - _SHOWN_BACK))
    own = {each.open_shift_id: each for each in made}
    shifts = list(bids.open_at(request.user, now))
    broken = bidding.breaches_of(user.pk, shifts, today)
    offers = [Offer(each, own.get(each.pk), wording.told(broken[each.pk])) for each in shifts]
    open_keys = {each.pk for each in shifts}
    ended = [each for each in made if each.open_shift_id not in open_keys]
    context = {
        "offers": offers,
        "waiting": [each for each in ended if _is_waiting(each)],
        "settled": [(each, _winner(each)) for each in ended if not _is_waiting(each)],
    }
    return render(request, "planning/own/open.html", context)


def _is_waiting(bid: Bid) -> bool:
    """Tell whether bids have ended and the shift is not awarded yet."""
    return bid.open_shift.state == OpenShift.State.OPEN


def _winner(bid: Bid) -> Bid | None:
    """Return the bid of the colleague who got the shift."""
    if bid.state != Bid.State.PASSED_OVER:
        return None
    rows = bid.open_shift.bids.all()
    return next((each for each in rows if each.state == Bid.State.AWARDED), None)


def _bid(request: StaffRequest, open_shift: OpenShift) -> None:
    try:
        actions.bid(open_shift=open_shift, by=request.user, at=clock.now())
    except actions.Unlawful as refused:
        messages.error(request, wording.refusal(refused.breaches))
    else:
        messages.success(request, _("Your bid is in."))


def _withdraw(request: StaffRequest, open_shift: OpenShift) -> None:
    actions.withdraw_bid(open_shift=open_shift, by=request.user, at=clock.now())


VERBS: Mapping[str, Callable[[StaffRequest, OpenShift], None]] = {
    "bid": _bid,
    "withdraw": _withdraw,
}


@requires(SEE_OWN_SHIFTS)
@require_POST
def answer(request: StaffRequest, open_shift: int, verb: str) -> HttpResponse:
    """Bid, or take the bid back."""
    do = VERBS.get(verb)
    if do is None:
        raise Http404
    found = or_404(bids.open_shift(open_shift))
    try:
        do(request, found)
    except actions.BidsEnded:
        messages.error(request, _("Bids for this shift have ended."))
    return redirect("shifts:open")
