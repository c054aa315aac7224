"""The search box of the desk."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from alo153.cases.permissions import SEE_EVERY_CASE
from alo153.core import clock
from alo153.web.kit import searching
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS

_DESK = searching.Place(
    page="desk:search",
    results="desk:found",
    case="desk:case",
    template="center/search.html",
    logged_as="desk-search",
)


@requires(SEE_EVERY_CASE)
@require_http_methods(["GET", "POST"])
def search(request: StaffRequest) -> HttpResponse:
    """Ask what is looked for; a code leads to its case at once."""
    return searching.ask(request, _DESK, **_around(request))


@requires(SEE_EVERY_CASE)
@require_GET
def found(request: StaffRequest, token: str) -> HttpResponse:
    """Show what was found."""
    return searching.results(request, _DESK, token, **_around(request))


def _around(request: StaffRequest) -> dict[str, object]:
    return {"bar": callbar.of(request.user, clock.now()), "keys": KEYS}
