"""The manifest of the installed portal: name, colors, pictures, shortcuts."""

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from alo153.web.kit.shell.context import current_city
from alo153.web.portal.installed.icons import ICONS, png

_PAPER: Final = "#ffffff"


@require_GET
@cache_control(public=True, max_age=300)
def manifest(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - Django passes it
    """Describe the app (W3C Web Application Manifest); it is the portal, with its own first page.

    The service worker reaches that page, so that it opens offline.
    """
    city = current_city()
    content = {
        "id": reverse("portal:home"),
        "name": f"{city.short_name} {city.number}",
        "short_name": f"{city.short_name} {city.number}",
        "description": _("Apply to the municipality and follow what becomes of it."),
        "lang": get_language(),
        "start_url": reverse("portal:start"),
        "scope": reverse("portal:home"),
        "display": "standalone",
        "theme_color": city.accent,
        "background_color": _PAPER,
        "icons": [_picture(name) for name in ICONS],
        "shortcuts": [
            {"name": _("Apply"), "url": reverse("portal:apply")},
            {"name": _("How does my application stand?"), "url": reverse("portal:track")},
        ],
    }
    return JsonResponse(content, content_type="application/manifest+json")


def _picture(name: str) -> dict[str, Any]:
    icon = ICONS[name]
    return {
        "src": reverse("portal:icon", args=[name]),
        "sizes": f"{icon.size}x{icon.size}",
        "type": "image/png",
        "purpose": "maskable" if icon.whole else "any",
    }


@require_GET
@cache_control(public=True, max_age=86_400)
def icon(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 - the same
    """Give one of the app's pictures."""
    found = ICONS.get(name)
    if found is None:
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    return HttpResponse(png(found, current_city().accent), content_type="image/png")
