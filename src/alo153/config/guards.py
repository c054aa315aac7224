"""What holds for every request and every page: no NUL in what is asked, no borrowed devices."""

from typing import Any, Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.deprecation import MiddlewareMixin

# Camera, microphone and place are asked for by our own pages alone, everything else by nobody.
_PERMISSIONS: Final = ", ".join(
    [
        *(f"{name}=(self)" for name in ("camera", "microphone", "geolocation", "autoplay")),
        *(f"{name}=()" for name in ("payment", "usb", "serial", "midi", "display-capture")),
    ]
)


def _texts(given: QueryDict) -> list[str]:
    return [text for _, values in given.lists() for text in values]


class Guards(MiddlewareMixin):
    """Refuse NUL, which nobody types and PostgreSQL stores nowhere, and limit devices."""

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Raise BadRequest, so that the page of errors answers."""
        texts = [request.path, *_texts(request.GET), *_texts(request.POST)]
        if any("\x00" in text for text in texts):
            raise BadRequest("a text holds no NUL")

    def process_response(
        self, _request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Say which devices a page may use (W3C Permissions Policy)."""
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        return response
