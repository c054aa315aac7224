"""People's wishes for the days of a roster, and their outcome."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning.grid import roster_or_404
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import wishes


@requires(PLAN_SHIFTS)
@require_safe
def show(request: StaffRequest, roster: int) -> HttpResponse:
    """List the wishes for a roster: which its shifts grant, and which not."""
    found = roster_or_404(request, roster)
    outcomes = wishes.of_roster(found)
    counts = wishes.counted(outcomes)
    people = {each.wish.user_id: each.wish.user for each in outcomes}
    rows = [(user, counts[key], [each for each in outcomes if each.wish.user_id == key])
            for key, user in people.items()]  # fmt: skip
    context = {
        "roster": found,
        "rows": sorted(rows, key=lambda row: row[0].full_name),
        "total": wishes.total(outcomes),
    }
    return render(request, "planning/roster/wishes.html", context)
