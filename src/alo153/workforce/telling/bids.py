"""Tell people of open shifts, and what became of their bids."""

from typing import cast

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.queries import holding
from alo153.city import queries as city
from alo153.core.models import Event
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import notice_kind
from alo153.workforce.events import (
    OpenShiftAwarded,
    OpenShiftPosted,
    OpenShiftUnfilled,
    OpenShiftWithdrawn,
)
from alo153.workforce.models import Bid, OpenShift
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS
from alo153.workforce.queries import contracts_within

OPEN = notice_kind(
    "open_shifts", gettext_lazy("Open shifts, and what became of your bids"), SEE_OWN_SHIFTS
)
UNFILLED = notice_kind("unfilled_shift", gettext_lazy("An open shift found nobody"), PLAN_SHIFTS)
_PAGE, _PLANNERS_PAGE = "/shifts/open/", "/planning/open/"


def tell_posted(event: Event, _said: OpenShiftPosted) -> None:
    """Tell everybody with a contract of a shift that is open for bids."""
    found = cast(OpenShift, event.subject)
    employed = contracts_within(found.first_date, found.last_date)
    readers = [each for each in holding(SEE_OWN_SHIFTS) if each.pk in employed]
    with translation.override(city.city().language):
        title = _("Open for bids: %(shift)s") % {"shift": found.words}
    give_notice(
        kind=OPEN,
        cause=f"open_shift:{found.pk}",
        about=found,
        words=dict.fromkeys(readers, Told(title=title, lines=(), path=_PAGE)),
        by=event.actor,
        at=event.at,
    )


def tell_bidders(
    event: Event, _said: OpenShiftAwarded | OpenShiftUnfilled | OpenShiftWithdrawn
) -> None:
    """Tell everybody who has made a bid what became of it, and why."""
    found = cast(OpenShift, event.subject)
    bids = list(found.bids.select_related("user"))
    with translation.override(city.city().language):
        words = {each.user: _told(found, each) for each in bids}
    give_notice(
        kind=OPEN,
        cause=f"open_shift:{found.pk}:{found.state}",
        about=found,
        words=words,
        by=event.actor,
        at=event.at,
    )


def tell_unfilled(event: Event, _said: OpenShiftUnfilled) -> None:
    """Tell all planners of a shift that nobody has got."""
    found = cast(OpenShift, event.subject)
    with translation.override(city.city().language):
        title = _("Nobody got the open shift: %(shift)s") % {"shift": found.words}
        told = Told(title=title, lines=(), path=_PLANNERS_PAGE)
    give_notice(
        kind=UNFILLED,
        # Another cause than that of the bidders: a planner may have bid as well
        cause=f"open_shift:{found.pk}:nobody",
        about=found,
        words=dict.fromkeys(holding(PLAN_SHIFTS), told),
        by=event.actor,
        at=event.at,
    )


def _told(found: OpenShift, bid: Bid) -> Told:
    title = {
        Bid.State.MADE: _("No longer open: %(shift)s"),
        Bid.State.AWARDED: _("The open shift is yours: %(shift)s"),
        Bid.State.PASSED_OVER: _("The open shift went to a colleague: %(shift)s"),
        Bid.State.REFUSED: _("The open shift could not be given to you: %(shift)s"),
    }[Bid.State(bid.state)]
    lines = []
    if bid.reason:
        lines.append(_("Decided by: %(reason)s.") % {"reason": bid.get_reason_display()})
    if bid.cause:
        lines.append(_("The page of open shifts says why."))
    return Told(title=title % {"shift": found.words}, lines=tuple(lines), path=_PAGE)
