"""The center writes down the answer of an outside agency, or of a case without a unit."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alo153.cases.actions import NotTheirs
from alo153.cases.permissions import APPROVE_ANSWER
from alo153.core import clock
from alo153.web.cases.composer import composing
from alo153.web.cases.loading import case_or_404
from alo153.web.center.casework import casework
from alo153.web.kit.access import StaffRequest, requires


@requires(APPROVE_ANSWER)
@require_POST
def answer(request: StaffRequest, code: str) -> HttpResponse:
    """Write the answer down; the next step is to put it into plain words."""
    case = case_or_404(request.user, code, what="desk-answer")
    try:
        composed = composing.send(request.user, case, request.POST, request.FILES)
    except NotTheirs as error:
        raise Http404 from error
    if not composed.sent:
        return casework.show(request, case, composed=composed, status=composed.status)
    messages.success(request, _("The answer is written down. Please put it into plain words."))
    return redirect(casework.address(request, case))


@requires(APPROVE_ANSWER)
@require_POST
def draft(request: StaffRequest, code: str) -> HttpResponse:
    """Keep what is typed; with ``again`` go back to the choice of the outcome."""
    at = clock.now()
    composing.keep(request.user, code, request.POST.dict(), at)
    if "again" in request.POST:
        work = request.GET.get("work", "")
        return redirect(reverse("center:case", args=[code]) + f"?work={work}&outcome=")
    return render(request, "cases/composer/draft_saved.html", {"at": at})
