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
    page="center:search",
    results="center:found",
    case="center:case",
    template="center/search.html",
    logged_as="desk-search",
)
# As the notice that a letter arrived says it, and people on the telephone; a code has nine digits.
# Digits alone may also be a door number
_NUMBER: Final = re.compile(r"(no\.?\s*|#)?([1-9]\d{0,7})", re.ASCII | re.IGNORECASE)


@requires(SEE_EVERY_CASE)
@require_http_methods(["GET", "POST"])
def search(request: StaffRequest) -> HttpResponse:
    """Ask what is looked for; a code leads to its case at once, "no. 12" to its conversation."""
    typed = _NUMBER.fullmatch(request.POST.get("q", "").strip())
    if typed and typed[1] and (talk := _talk(request, typed)):
        return redirect("center:conversation", talk.pk)
    return searching.ask(request, _DESK, **_around(request))


@requires(SEE_EVERY_CASE)
@require_GET
def found(request: StaffRequest, token: str) -> HttpResponse:
    """Show what was found, and the conversation of this number among it."""
    typed = _NUMBER.fullmatch(searching.typed_line(request, token))
    talk = _talk(request, typed) if typed else None
    return searching.results(request, _DESK, token, talk=talk, **_around(request))


def _talk(request: StaffRequest, typed: re.Match[str]) -> Conversation | None:
    """Return the conversation of a number, if this person may read it."""
    return queries.read_by(request.user).filter(pk=int(typed[2])).first()


def _around(request: StaffRequest) -> dict[str, object]:
    return {"bar": callbar.of(request.user, clock.now()), "keys": KEYS}
