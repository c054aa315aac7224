"""The numbers of waiting alarms, and of other work behind the menu's links."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from alo153.accounts.models import User
from alo153.alarms.queries import standing
from alo153.cases.life import alarms
from alo153.cases.models import RaisedAlarm
from alo153.cases.permissions import SEE_EVERY_CASE
from alo153.web.kit.access import StaffRequest, for_staff
from alo153.web.kit.shell import navigation

_MOST = 100


@for_staff
@require_GET
def count(request: StaffRequest) -> HttpResponse:
    """Show how many alarms concern this person, the way to them, and the counts of the links.

    Those are the alarm words of applications, and alarms of live figures that nobody acknowledged.
    The pages themselves ask nothing for their menu. Here each link that counts costs a query.
    """
    flags = _flags(request.user)
    live = list(standing.unanswered(request.user)[:_MOST])
    context = {
        "number": len(flags) + len(live),
        "newest": max((flag.pk for flag in flags), default=0),
        "newest_live": max((alarm.pk for alarm in live), default=0),
        "counts": navigation.counts(request.user),
        "address": _address(request.user, flags, is_live=bool(live)),
    }
    return render(request, "cases/alarms/count.html", context)


def _flags(user: User) -> list[RaisedAlarm]:
    return list(alarms.waiting(user)) if any(map(user.may, alarms.SETTLING)) else []


def _address(user: User, flags: Sequence[RaisedAlarm], *, is_live: bool) -> str:
    """Return the way to the application that waits longest, or to the page of all alarms."""
    if is_live:
        return reverse("live_alarms:alarms")
    page = "center:case" if user.may(SEE_EVERY_CASE) else "unit:case"
    return reverse(page, args=[flags[0].case.tracking_code]) if flags else ""
