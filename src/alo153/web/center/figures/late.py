"""What is late, for those who are told of it: unit managers, supervisors, the secretary general."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alo153.cases import queries
from alo153.cases.permissions import SEE_EVERY_CASE, SEE_LATE_CASES, WORK_ON_UNIT_CASES
from alo153.cases.together import shared_work
from alo153.city.queries import unit_keys
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires

_LONGEST = 200


@requires(SEE_LATE_CASES)
@require_GET
def late(request: StaffRequest) -> HttpResponse:
    """Show everything late that this person may see."""
    now = clock.now()
    found = queries.late(request.user, now)
    context = {
        "late": found[:_LONGEST],
        "count": found.count(),
        "late_parts": shared_work.late_parts(request.user, now)[:_LONGEST],
        "own_units": set(unit_keys(request.user, WORK_ON_UNIT_CASES)),
        "at_desk": request.user.may(SEE_EVERY_CASE),
    }
    return render(request, "center/late.html", context)
