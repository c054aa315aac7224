"""The search box of the desk."""

import re
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from alo153.cases.permissions import SEE_EVERY_CASE
from alo153.contacts.conversations import queries
from alo153.contacts.models import Conversation
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
# As the notice that a letter arrived says it, and people on the telephone; a code has nine digits
_NUMBER: Final = re.compile(r"(?:no\.?\s*|#)?([1-9]\d{0,7})", re.ASCII | re.IGNORECASE)


@requires(SEE_EVERY_CASE)
@require_http_methods(["GET", "POST"])
def search(request: StaffRequest) -> HttpResponse:
    """Ask what is looked for; a code leads to its case at once, a number to its conversation."""
    if talk := _meant_talk(request):
        return redirect("desk:conversation", talk.pk)
    return searching.ask(request, _DESK, **_around(request))


@requires(SEE_EVERY_CASE)
@require_GET
def found(request: StaffRequest, token: str) -> HttpResponse:
    """Show what was found."""
    return searching.results(request, _DESK, token, **_around(request))


def _meant_talk(request: StaffRequest) -> Conversation | None:
    """Return the conversation whose number was typed, if this person may read it."""
    typed = _NUMBER.fullmatch(request.POST.get("q", "").strip())
    return queries.read_by(request.user).filter(pk=int(typed[1])).first() if typed else None


def _around(request: StaffRequest) -> dict[str, object]:
    return {"bar": callbar.of(request.user, clock.now()), "keys": KEYS}
