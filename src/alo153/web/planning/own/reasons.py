"""Why one has a shift: what would be missing without it, and one's fair shares."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning.intraday.explaining import own_shift_or_404
from alo153.web.planning.why import short_of
from alo153.workforce.candidates import reasons
from alo153.workforce.permissions import SEE_OWN_SHIFTS
from alo153.workforce.roster.explain import Reason


@requires(SEE_OWN_SHIFTS)
@require_safe
def show(request: StaffRequest, shift: int) -> HttpResponse:
    """Explain one's own published shift; colleagues are counted and not named."""
    found = own_shift_or_404(request, shift)
    try:
        known = reasons.of_shift(found.roster, request.user.pk, found.day)
    except LookupError as error:
        raise Http404 from error
    counts = {reason: len(them) for reason, them in known.others.items()}
    busy, equal = counts.pop(Reason.WORKS, 0), counts.pop(Reason.EQUAL, 0)
    context = {
        "shift": found,
        "why": known.why,
        "short": short_of(known.why),
        "busy": busy,
        "equal": equal,
        "unable": sum(counts.values()),
    }
    return render(request, "planning/own/why.html", context)
