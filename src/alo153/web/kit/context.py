"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from alo153.city import queries
from alo153.city.models import City

LOOKS = ("auto", "light", "dark")
LOOK_COOKIE = "look"


def current_city() -> City:
    """Return the city this installation serves; a nameless one before its data is loaded."""
    try:
        return queries.city()
    except City.DoesNotExist:
        spoken = settings.LANGUAGE_CODE
        return City(
            name="alo153", short_name="alo153", number="153", language=spoken, timezone="UTC"
        )


def city(request: HttpRequest) -> dict[str, Any]:
    """Return the city (read on first use), the look somebody chose, and whether this is a trial."""
    look = request.COOKIES.get(LOOK_COOKIE, "auto")
    return {
        "city": SimpleLazyObject(current_city),
        "look": look if look in LOOKS else "auto",
        "development": settings.DEVELOPMENT,
        "emergency_number": settings.EMERGENCY_NUMBER,
        "telephone": bool(settings.PHONE_SOCKET_URL),
    }
