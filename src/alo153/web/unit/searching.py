"""The search of a unit, among its own cases."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.web.kit import searching
from alo153.web.kit.access import StaffRequest, requires

_UNIT = searching.Place(
    page="unit:search",
    results="unit:found",
    case="unit:case",
    template="unit/search.html",
    logged_as="unit-search",
)


@requires(WORK_ON_UNIT_CASES)
@require_http_methods(["GET", "POST"])
def search(request: StaffRequest) -> HttpResponse:
    """Ask what is looked for; a code leads to its case at once."""
    return searching.ask(request, _UNIT)


@requires(WORK_ON_UNIT_CASES)
@require_GET
def found(request: StaffRequest, token: str) -> HttpResponse:
    """Show what was found."""
    return searching.results(request, _UNIT, token)
