"""Call the city with pictures, in sign language: the page, its account, and the place in line."""

from datetime import UTC, datetime
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from alo153.calls import queries
from alo153.calls.endpoints.ids import LINE
from alo153.calls.floor import city_queues
from alo153.core import clock
from alo153.web.portal.talk.calling import closed_words, provide

QUEUE = "sign_language"
# The browser telephone of this page: its token stays in the session, never in an address.
_PHONE = "signing_phone"


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Show the button that calls an interpreter, when one is there, and how else to reach us."""
    queue = city_queues.of_city().get(QUEUE)
    at = clock.now()
    opens_at = queue.hours.opens_after(at.timestamp()) if queue else at.timestamp()
    context = {
        "line": queue,
        "video_recordings": settings.VIDEO_RECORDINGS,
        "closed": closed_words(),
        "opens_at": None if opens_at <= at.timestamp() else datetime.fromtimestamp(opens_at, UTC),
    }
    return render(request, "portal/signing.html", context)


@never_cache
@require_POST
def session(request: HttpRequest) -> JsonResponse:
    """Give this browser a telephone account that dials the interpreters.

    Not in an emergency: what the telephone says then is not heard.
    """
    if closed := closed_words():
        return JsonResponse({"error": closed}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    allows_video = settings.VIDEO_RECORDINGS and "video" in request.POST
    answer, token = provide(request, dial=f"{LINE}{QUEUE}", seen=True, allows_video=allows_video)
    if token:
        request.session[_PHONE] = token
    return answer


@never_cache
@require_GET
def place(request: HttpRequest) -> JsonResponse:
    """Tell where this browser's call stands, in words: who signs hears no announcement."""
    call = queries.call_of_guest(request.session.get(_PHONE, ""))
    if call is None:
        return JsonResponse({"state": "none", "words": ""})
    if call.answered_at:
        words = _("The interpreter sees you. This call is recorded, as you allowed.")
        plain = _("The interpreter sees you.")
        return JsonResponse({"state": "talking", "words": words if call.video_recorded else plain})
    if closed := closed_words():
        return JsonResponse({"state": "closed", "words": closed})
    ahead = queries.place_in_line(call) - 1
    words = ngettext(
        "%(number)s person is before you. Please stay on this page.",
        "%(number)s people are before you. Please stay on this page.",
        ahead,
    )
    next_words = _("You are next. The picture opens when an interpreter is free.")
    return JsonResponse(
        {"state": "waiting", "words": words % {"number": ahead} if ahead else next_words}
    )
