"""Errors for programs: problem details (RFC 9457).

{"type": "/api/v1/docs/#invalid", "title": "...", "status": 422, "detail": "...",
 "errors": [{"field": "/place/lat", "message": "..."}]}
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MEDIA_TYPE: Final = "application/problem+json"
_PROGRAMS_ASK: Final = "/api/"
_EXPLAINED: Final = "/api/v1/docs/#"


class Code(StrEnum):
    """The code of an error; the page of the interface explains each."""

    UNREADABLE = "unreadable"
    KEY_REFUSED = "key-refused"
    NOT_PERMITTED = "not-permitted"
    NOT_FOUND = "not-found"
    METHOD = "method"
    CONFLICT = "conflict"
    TOO_LARGE = "too-large"
    MEDIA_TYPE = "media-type"
    INVALID = "invalid"
    KEY_REUSED = "key-reused"
    TOO_OFTEN = "too-often"
    BROKEN = "broken"
    BUSY = "busy"
    DISK_FULL = "disk-full"


TITLES: Final[Mapping[Code, "tuple[HTTPStatus, StrPromise]"]] = {
    Code.UNREADABLE: (HTTPStatus.BAD_REQUEST, _("This request cannot be read.")),
    Code.KEY_REFUSED: (HTTPStatus.UNAUTHORIZED, _("This API key opens nothing.")),
    Code.NOT_PERMITTED: (HTTPStatus.FORBIDDEN, _("This API key may not do that.")),
    Code.NOT_FOUND: (HTTPStatus.NOT_FOUND, _("There is nothing here.")),
    Code.METHOD: (HTTPStatus.METHOD_NOT_ALLOWED, _("This address does not take that method.")),
    Code.CONFLICT: (HTTPStatus.CONFLICT, _("This is not possible now.")),
    Code.TOO_LARGE: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("This request is too large.")),
    Code.MEDIA_TYPE: (HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _("The body of a request is JSON.")),
    Code.INVALID: (HTTPStatus.UNPROCESSABLE_ENTITY, _("Something in this request is wrong.")),
    Code.KEY_REUSED: (
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _("This Idempotency-Key belongs to another request."),
    ),
    Code.TOO_OFTEN: (HTTPStatus.TOO_MANY_REQUESTS, _("Too many requests in this minute.")),
    Code.BROKEN: (HTTPStatus.INTERNAL_SERVER_ERROR, _("Something failed here.")),
    Code.BUSY: (HTTPStatus.SERVICE_UNAVAILABLE, _("Too much is asked here right now.")),
    Code.DISK_FULL: (HTTPStatus.INSUFFICIENT_STORAGE, _("There is no room left here.")),
}
_OF_STATUS: Final = {TITLES[code][0]: code for code in reversed(Code)}


@dataclass(frozen=True, kw_only=True)
class FieldError:
    """An error in one field; ``field`` is a JSON pointer (RFC 6901) or a parameter's name."""

    field: str
    message: str


class Problem(Exception):
    """Why a request is refused, in words for the author of the client."""

    def __init__(
        self,
        code: Code,
        detail: str = "",
        *,
        errors: Sequence[FieldError] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code.value)
        self.code, self.detail = code, detail
        self.errors, self.headers = tuple(errors), dict(headers or {})

    @property
    def status(self) -> int:
        """Return the status of HTTP."""
        return TITLES[self.code][0]

    def response(self) -> JsonResponse:
        """Write it in the reader's language."""
        status, title = TITLES[self.code]
        body: dict[str, Any] = {
            "type": f"{_EXPLAINED}{self.code}",
            "title": str(title),
            "status": status,
            "detail": self.detail or str(title),
            "errors": [asdict(each) for each in self.errors],
        }
        headers = {"Cache-Control": "no-store"} | self.headers
        return JsonResponse(body, status=status, content_type=MEDIA_TYPE, headers=headers)


def is_asked_by_a_program(request: HttpRequest) -> bool:
    """Tell whether the client reads problem details, and no page."""
    return request.path_info.startswith(_PROGRAMS_ASK)


def of_status(status: int) -> Problem:
    """Return the problem of an answer that knows its status alone."""
    return Problem(_OF_STATUS.get(HTTPStatus(status), Code.BROKEN))
