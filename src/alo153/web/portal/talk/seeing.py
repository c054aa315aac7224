"""Call the city with pictures: the pages, their accounts, and the place in line.

One queue has the interpreters of sign language, the other takes every other video call.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from alo153.calls import queries
from alo153.calls.endpoints.ids import QUEUE_PREFIX
from alo153.calls.floor import city_queues
from alo153.core import clock
from alo153.web.portal.talk.calling import WAITS_AGAIN, closed_words, provide

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class VideoLine:
    """A video queue, and what its callers read: signing callers hear no announcement."""

    queue: str
    # Of its addresses
    name: str
    template: str
    sees: "StrPromise"
    records: "StrPromise"
    next_words: "StrPromise"

    @property
    def phone(self) -> str:
        """Name the browser telephone of the page in the session; it is in no address."""
        return f"{self.queue}_phone"


INTERPRETERS: Final = VideoLine(
    queue="sign_language",
    name="signing",
    template="portal/talk/signing.html",
    sees=_("The interpreter sees you."),
    records=_("The interpreter sees you. This call is recorded, as you allowed."),
    next_words=_("You are next. The picture opens when an interpreter is free."),
)
AGENTS: Final = VideoLine(
    queue="video",
    name="video",
    template="portal/talk/video.html",
    sees=_("We see you."),
    records=_("We see you. This call is recorded, as you allowed."),
    next_words=_("You are next. The picture opens when one of us is free."),
)


def is_offered(line: VideoLine) -> bool:
    """Tell whether the city has this line, and a telephone for browsers."""
    return bool(settings.PHONE_SOCKET_URL) and line.queue in city_queues.of_city()


@require_GET
def page(request: HttpRequest, line: VideoLine) -> HttpResponse:
    """Show the button that calls, when somebody is there, and how else to reach us."""
    queue = city_queues.of_city().get(line.queue)
    at = clock.now()
    opens_at = queue.hours.opens_after(at.timestamp()) if queue else at.timestamp()
    context = {
        "line": queue,
        "session_url": reverse(f"portal:{line.name}_session"),
        "place_url": reverse(f"portal:{line.name}_place"),
        "video_recordings": settings.VIDEO_RECORDINGS,
        "closed": closed_words(),
        "opens_at": None if opens_at <= at.timestamp() else datetime.fromtimestamp(opens_at, UTC),
    }
    return render(request, line.template, context)


@never_cache
@require_POST
def session(request: HttpRequest, line: VideoLine) -> JsonResponse:
    """Give this browser a telephone account that dials the line.

    Not in an emergency: signing callers would not hear the announcement.
    """
    if line.queue not in city_queues.of_city():
        raise Http404
    if closed := closed_words():
        return JsonResponse({"error": closed}, status=HTTPStatus.SERVICE_UNAVAILABLE)
    allows_video = settings.VIDEO_RECORDINGS and "video" in request.POST
    answer, token = provide(
        request, dial=f"{QUEUE_PREFIX}{line.queue}", seen=True, allows_video=allows_video
    )
    if token:
        request.session[line.phone] = token
    return answer


@never_cache
@require_GET
def place(request: HttpRequest, line: VideoLine) -> JsonResponse:
    """Tell the state of this browser's call in words: signing callers hear no announcement."""
    call = queries.call_of_guest(request.session.get(line.phone, ""))
    if call is None:
        return JsonResponse({"state": "none", "words": ""})
    if call.answered_at and call.requeued_at is None:
        sees = line.records if call.video_recorded else line.sees
        return JsonResponse({"state": "talking", "words": str(sees)})
    if closed := closed_words():
        return JsonResponse({"state": "closed", "words": closed})
    if call.requeued_at:
        return JsonResponse({"state": "waiting", "words": str(WAITS_AGAIN)})
    ahead = queries.place_in_line(call) - 1
    words = ngettext(
        "%(number)s person is before you. Please stay on this page.",
        "%(number)s people are before you. Please stay on this page.",
        ahead,
    )
    said = words % {"number": ahead} if ahead else str(line.next_words)
    return JsonResponse({"state": "waiting", "words": said})
