"""Overtime that one is asked for: agree, or decline without a reason."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404
from alo153.web.planning.own.swapping import BEING_CHANGED
from alo153.workforce import actions
from alo153.workforce.models import Overtime
from alo153.workforce.permissions import SEE_OWN_SHIFTS
from alo153.workforce.queries.overtime import asked_overtime


def _agree(request: StaffRequest, overtime: Overtime) -> None:
    if actions.agree_overtime(overtime=overtime, by=request.user, at=clock.now()):
        messages.success(request, _("Thank you. Your shift is longer now."))
    else:
        messages.error(request, _("This overtime is no longer possible."))


def _decline(request: StaffRequest, overtime: Overtime) -> None:
    actions.decline_overtime(overtime=overtime, by=request.user, at=clock.now())


VERBS: Mapping[str, Callable[[StaffRequest, Overtime], None]] = {
    "agree": _agree,
    "decline": _decline,
}


@requires(SEE_OWN_SHIFTS)
@require_POST
def answer(request: StaffRequest, overtime: int, verb: str) -> HttpResponse:
    """Agree or decline."""
    do = VERBS.get(verb)
    if do is None:
        raise Http404
    found = or_404(asked_overtime(overtime))
    try:
        do(request, found)
    except actions.NotYours as error:
        raise Http404 from error
    except (actions.DraftExists, actions.NotADraft):
        # Somebody else's version came into force while this waited, or a planner's draft is open
        messages.info(request, BEING_CHANGED)
    return redirect("shifts:mine")
