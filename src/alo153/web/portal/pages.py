"""Pages that only tell: the start page and the privacy notice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alo153.city import queries as city
from alo153.core import clock
from alo153.knowledge import queries as announcements
from alo153.transport import queries as transport
from alo153.web.portal.announcements.wording import worded
from alo153.web.portal.ask.asking import AskForm
from alo153.web.portal.talk.seeing import AGENTS, is_offered


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what is announced now, a field to ask in, and the large choices."""
    announced = [worded(each) for each in announcements.on_portal(clock.now())]
    shown = {
        "announced": announced,
        "ask": AskForm(),
        "video": is_offered(AGENTS),
        "has_timetable": transport.in_force(city.today(clock.now())) is not None,
    }
    return render(request, "portal/home.html", shown)


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Show how personal data are treated, short first."""
    return render(request, "portal/privacy.html")
