"""The screen of the hall: the last numbers called, big, spoken, and of nobody's name."""

from pathlib import Path

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_GET

from alo153.city import queries as city
from alo153.core import clock
from alo153.counter import queries
from alo153.counter.models import Device, Ticket
from alo153.web.counter.hall.devices import device_or_404
from alo153.web.counter.hall.spoken import KNOWN, sounds_of_call
from alo153.web.site.stream import hints_of_screen

# Sixteen thousand samples a second: the better one of the two that the telephone has
_ENDING = ".wav16"


@never_cache
@require_GET
def screen(request: HttpRequest, token: str) -> HttpResponse:
    """Show the screen; it stays open all day."""
    return _rendered(request, token, "counter/hall/screen.html")


@never_cache
@require_GET
def calls(request: HttpRequest, token: str) -> HttpResponse:
    """Show the numbers alone, after a hint."""
    return _rendered(request, token, "counter/hall/calls.html")


def _rendered(request: HttpRequest, token: str, template: str) -> HttpResponse:
    hall, now = device_or_404(token, Device.Kind.HALL), clock.now()
    language = city.city().language
    with override(language):
        context = {
            "office": hall.office,
            "topic": queries.topic(hall.office),
            "token": token,
            # A television may have any time
            "now": now.isoformat(),
            "calls": [
                (ticket, _sounds(ticket, language))
                for ticket in queries.last_calls(hall.office, now)
            ],
        }
        return render(request, template, context)


def _sounds(ticket: Ticket, language: str) -> str:
    desk = ticket.session.desk if ticket.session else 0
    return " ".join(sounds_of_call(ticket.shown, desk, language))


async def stream(request: HttpRequest, token: str) -> StreamingHttpResponse:
    """Stream hints about this communication center, and no other topic."""
    hall = await sync_to_async(device_or_404)(token, Device.Kind.HALL)
    topic = await sync_to_async(lambda: queries.topic(hall.office))()
    return hints_of_screen(request, {topic}, screen=hall.pk)


@cache_control(public=True, max_age=3600)
@require_GET
def sound(_request: HttpRequest, token: str, name: str) -> FileResponse:
    """Send one sound that is needed to call a number."""
    device_or_404(token, Device.Kind.HALL)
    path = Path(settings.SOUNDS_DIR) / settings.CITY / f"{name}{_ENDING}"
    if not KNOWN.fullmatch(name) or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="audio/wav")
