"""A case as one document, for the archive or a court."""

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from alo153.cases import actions, queries
from alo153.cases.permissions import EXPORT_CASE
from alo153.core import clock
from alo153.web.cases.loading import case_or_404
from alo153.web.cases.paper import fonts
from alo153.web.kit.access import StaffRequest, requires


@cache_control(private=True, no_store=True)
@requires(EXPORT_CASE)
@require_POST
def export(request: StaffRequest, code: str) -> HttpResponse:
    """Give the document. It comes by POST: it is written down who took it."""
    case = case_or_404(request.user, code, what=queries.WHOLE)
    written = actions.export(case=case, fonts=fonts(), by=request.user, at=clock.now())
    response = HttpResponse(written, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{case.tracking_code}.pdf"'
    return response
