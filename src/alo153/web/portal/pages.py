"""Pages that only tell: the start page and the privacy notice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alo153.core import clock
from alo153.knowledge import queries as announcements


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Show what is announced now, and the large choices."""
    announced = announcements.on_portal(clock.now())
    return render(request, "portal/home.html", {"announced": announced})


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Show how personal data are treated, short first."""
    return render(request, "portal/privacy.html")
