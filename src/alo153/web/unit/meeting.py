"""The colleagues with the same case open, shown on its page and renewed every few seconds."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from alo153.cases import actions
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.unit.pages import case_of, others_at
from alo153.web.unit.views import OF_UNITS


@requires(OF_UNITS)
@require_POST
def here(request: StaffRequest, code: str) -> HttpResponse:
    """Note that this person is there, and say who else is."""
    case = case_of(request, code)
    writes = request.POST.get("writes") == "1"
    actions.be_present(case=case, user=request.user, writes=writes, at=clock.now())
    return render(request, "unit/case/others.html", {"others": others_at(case, request.user)})
