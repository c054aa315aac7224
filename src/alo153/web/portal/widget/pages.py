"""The first page in the frame: the ways to the city."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from alo153.web.portal.talk.seeing import AGENTS, is_offered
from alo153.web.portal.widget.framing import framed


@require_GET
@vary_on_headers("Sec-Fetch-Dest", "Sec-Fetch-Site")
@framed
def ways(request: HttpRequest) -> HttpResponse:
    """Show the ways; what must not run in a frame opens in a window of its own.

    So does the chat where another domain shows the frame: browsers keep no cookie there, and
    without one nobody would see an answer.
    """
    apart = request.headers.get("Sec-Fetch-Site") == "cross-site"
    shown = {"apart": apart, "video": is_offered(AGENTS)}
    return render(request, "portal/widget/page.html", shown)
