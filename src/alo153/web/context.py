"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def city(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001 - Django passes it
    """Return the facts about the city and the installation that any page may show."""
    return {"development": settings.DEVELOPMENT}
