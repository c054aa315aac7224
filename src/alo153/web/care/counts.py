"""Numbers of people whom the rooms saw."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alo153.care.permissions import SEE_CARE_COUNTS
from alo153.care.queries import counts as queries
from alo153.care.rules import SHOWN_FROM
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires


@requires(SEE_CARE_COUNTS)
@require_safe
def counts(request: StaffRequest) -> HttpResponse:
    """Show people by quarter and room, from five up."""
    context = {"rows": queries.by_quarter(request.user, clock.now()), "shown_from": SHOWN_FROM}
    return render(request, "care/counts.html", context)
