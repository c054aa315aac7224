"""Agreement of evaluators about each question."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alo153.core import clock
from alo153.quality.permissions import MANAGE_QUALITY
from alo153.quality.queries import agreement as queries
from alo153.quality.rules.agreement import REPAIR_BELOW
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.quality.evaluating.team import PERIODS, days_of


@requires(MANAGE_QUALITY)
@require_safe
def agreement(request: StaffRequest) -> HttpResponse:
    """Show the agreement of evaluators by question, those to repair first, and their drift."""
    days = days_of(request)
    now = clock.now()
    begin = now - timedelta(days=days)
    context = {
        "days": days,
        "periods": PERIODS,
        "rows": queries.by_question(request.user, begin, now),
        "drift": queries.drift(request.user, begin, now),
        "repair_below": REPAIR_BELOW,
    }
    return render(request, "evaluating/managing/agreement.html", context)
