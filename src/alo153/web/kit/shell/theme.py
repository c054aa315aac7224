"""The theme of all pages: the city's colors, light or dark, and where a person's work begins."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from alo153.web.kit.access import StaffRequest, for_staff
from alo153.web.kit.shell.context import THEME_COOKIE, THEMES, current_city
from alo153.web.kit.shell.navigation import Group, staff_links

_YEAR = 365 * 24 * 3600
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


@require_GET
@cache_control(max_age=300, public=True)
def theme(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django passes it
    """Return the city's colors as a stylesheet: pages may not carry styles of their own."""
    city = current_city()
    colors = {"--city-accent": city.accent, "--city-accent-on-dark": city.accent_on_dark}
    lines = [f"{name}:{value};" for name, value in colors.items() if _COLOR.fullmatch(value)]
    return HttpResponse(":root{" + "".join(lines) + "}", content_type="text/css; charset=utf-8")


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponseRedirect:
    """Keep the chosen theme in a cookie and go back to the page."""
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(THEME_COOKIE, chosen, max_age=_YEAR, samesite="Lax", httponly=True)
    return response


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if safe else reverse("portal:home")


@for_staff
def home(request: StaffRequest) -> HttpResponse:
    """Send a person who signed in to their work: agents to the desk."""
    links = staff_links(request.user)
    desks = [link for link in links if link.group is Group.DESK]
    first = next(iter(desks + links), None)
    return redirect(first.url if first else "account_change_password")
