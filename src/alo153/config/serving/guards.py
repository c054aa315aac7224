"""Guards of every request and page: the request can be read, no access to devices."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.multipartparser import MultiPartParserError
from django.utils.deprecation import MiddlewareMixin

from alo153.config.serving.body_limit import MOST_BYTES, UNREAD
from alo153.core.files.uploads import is_full
from alo153.web.site import errors, problems

# Camera, microphone and place are asked for by our own pages alone, everything else by nobody.
_PERMISSIONS: Final = ", ".join(
    [
        *(f"{name}=(self)" for name in ("camera", "microphone", "geolocation", "autoplay")),
        *(f"{name}=()" for name in ("payment", "usb", "serial", "midi", "display-capture")),
    ]
)

_PAGES: Final = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "413.html",
    HTTPStatus.INSUFFICIENT_STORAGE: "507.html",
}


class Guards(MiddlewareMixin):
    """Refuse what cannot be read before any page or error page tries to, and limit devices."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Raise BadRequest, so that the page of errors answers, or say that the disk is full.

        Nobody types NUL, PostgreSQL stores it nowhere, and a way on that is no address breaks
        the code that splits it.
        """
        if unread := getattr(request, "scope", {}).get(UNREAD):
            return _unread(request, unread)
        try:
            texts = [*_texts(request)]
            ways = [*request.GET.getlist("next"), *request.POST.getlist("next")]
        except (BadRequest, MultiPartParserError, SuspiciousOperation) as error:
            # The page of errors reads the form again, and would fail as well
            request._mark_post_parse_error()  # type: ignore[attr-defined]
            raise BadRequest(str(error)) from error
        except OSError as error:
            # Django keeps what is sent in a temporary file while it reads it
            if not is_full(error):
                raise
            request._mark_post_parse_error()  # type: ignore[attr-defined]
            return _unread(request, HTTPStatus.INSUFFICIENT_STORAGE)
        if any("\x00" in text for text in texts):
            raise BadRequest("a text holds no NUL")
        if not all(map(_is_address, ways)):
            raise BadRequest("the way on is no address")
        return None

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Say which devices a page may use (W3C Permissions Policy).

        Who opens an address that only takes what a form sends reads words, and no empty page.
        """
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and (
            request.accepts("text/html") or problems.is_asked_by_a_program(request)
        ):
            allowed = response.headers["Allow"]
            response = errors.not_found(request, status=HTTPStatus.METHOD_NOT_ALLOWED)
            response.headers["Allow"] = allowed
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        return response


def _unread(request: HttpRequest, status: HTTPStatus) -> HttpResponse:
    return errors.page(request, _PAGES[status], status=status, most=MOST_BYTES // 2**20)


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path
    yield from request.COOKIES.values()
    for given in (request.GET, request.POST):
        for _, values in given.lists():
            yield from values


def _is_address(text: str) -> bool:
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True
