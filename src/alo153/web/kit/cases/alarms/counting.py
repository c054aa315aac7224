"""How many alarms wait for somebody to look, and what else waits behind the menu's links."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from alo153.cases.life import alarms
from alo153.cases.permissions import SEE_EVERY_CASE
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.shell import navigation


@requires(*alarms.SETTLING)
@require_GET
def count(request: StaffRequest) -> HttpResponse:
    """Show the number, the way to the one that waits longest, and the counts of the links.

    The pages themselves ask nothing for their menu. Here each link that counts costs a query.
    """
    waiting = list(alarms.waiting(request.user))
    first = waiting[0] if waiting else None
    page = "desk:case" if request.user.may(SEE_EVERY_CASE) else "unit:case"
    context = {
        "number": len(waiting),
        "newest": max((flag.pk for flag in waiting), default=0),
        "counts": navigation.counts(request.user),
        "address": reverse(page, args=[first.case.tracking_code]) if first else "",
    }
    return render(request, "web/cases/alarms/count.html", context)
