"""The ready answers of units, on the page of their manager."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from alo153.cases.permissions import EDIT_TEMPLATES
from alo153.web.cases.composer.ready_answers import editing
from alo153.web.kit.access import StaffRequest, requires


@requires(EDIT_TEMPLATES)
@require_http_methods(["GET", "POST"])
def templates(request: StaffRequest) -> HttpResponse:
    """Show the ready answers of the units this person manages; keep another, or a better one."""
    return editing.edit(request, editing.UNITS)


@requires(EDIT_TEMPLATES)
@require_POST
def drop_template(request: StaffRequest, number: int) -> HttpResponse:
    """Forget a ready answer."""
    return editing.drop(request, editing.UNITS, number)
