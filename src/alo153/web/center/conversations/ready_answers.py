"""The center's ready answers, on the page of their writers."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from alo153.cases.permissions import EDIT_CENTER_TEMPLATES
from alo153.web.cases.composer.ready_answers import editing
from alo153.web.kit.access import StaffRequest, requires


@requires(EDIT_CENTER_TEMPLATES)
@require_http_methods(["GET", "POST"])
def index(request: StaffRequest) -> HttpResponse:
    """Show the center's ready answers; keep another, or a better one."""
    return editing.edit(request, editing.CENTER)


@requires(EDIT_CENTER_TEMPLATES)
@require_POST
def drop(request: StaffRequest, number: int) -> HttpResponse:
    """Forget a ready answer."""
    return editing.drop(request, editing.CENTER, number)
