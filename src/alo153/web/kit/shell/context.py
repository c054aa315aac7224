"""The context of every template."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from alo153.city import queries
from alo153.city.models import City

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"


def current_city() -> City:
    """Return the city this installation serves; a nameless one before its data is loaded."""
    try:
        return queries.city()
    except City.DoesNotExist:
        spoken = settings.LANGUAGE_CODE
        return City(
            name="alo153", short_name="alo153", number="153", language=spoken, timezone="UTC"
        )


def chosen_theme(request: HttpRequest) -> str:
    """Return what the cookie asks for; `auto` where that is none of `THEMES`."""
    theme = request.COOKIES.get(THEME_COOKIE, "auto")
    return theme if theme in THEMES else "auto"


def city(request: HttpRequest) -> dict[str, Any]:
    """Return the city (read on first use), the chosen theme, and where the page is shown."""
    return {
        "city": SimpleLazyObject(current_city),
        "theme": chosen_theme(request),
        "framed": request.headers.get("Sec-Fetch-Dest") == "iframe",
        "development": settings.DEVELOPMENT,
        "telephone": bool(settings.PHONE_SOCKET_URL),
    }
