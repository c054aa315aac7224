"""The city's map of streets: one file of tiles (PMTiles), of which a page asks for pieces.

`./alo153 map` makes it. Its address has the moment in which it was made, so that browsers keep
what they have of one map and never mix two.
"""

import os
import re
from http import HTTPStatus
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from alo153.core.ttl_cache import TtlCache

# A page asks for some kilobytes at a time; nobody gets the memory of the web process
MOST_BYTES: Final = 1024 * 1024
_RANGE: Final = re.compile(r"bytes=(\d{1,15})-(\d{1,15})?")
_YEAR: Final = 365 * 24 * 3600


def _file() -> Path:
    return Path(settings.STREET_MAP)


def _version() -> str:
    """Return which map is there, empty if there is none."""
    try:
        return _named(_file().stat())
    except OSError:
        return ""


def _named(found: os.stat_result) -> str:
    return f"{found.st_mtime_ns:x}-{found.st_size:x}"


_known_version = TtlCache(_version)


def address() -> str:
    """Return where pages find the map; empty while the city brought none."""
    version = _known_version()
    return f"{reverse('street_map')}?v={version}" if version else ""


@require_safe
def street_map(request: HttpRequest) -> HttpResponse:
    """Send a piece of the map as the request's range asks; a former map is not served.

    The whole of it, which may be hundreds of megabytes, is sent to nobody.
    """
    try:
        file = _file().open("rb")
    except OSError as error:
        raise Http404 from error
    with file:
        found = os.fstat(file.fileno())
        if request.GET.get("v", "") != _named(found):
            raise Http404
        asked = request.headers.get("Range", "")
        if not asked:
            return HttpResponseBadRequest("Range?", content_type="text/plain")
        piece = _piece(asked, found.st_size)
        if piece is None:
            refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            refused["Content-Range"] = f"bytes */{found.st_size}"
            return refused
        first, last = piece
        file.seek(first)
        content = file.read(last - first + 1)
    answer = HttpResponse(
        content, status=HTTPStatus.PARTIAL_CONTENT, content_type="application/octet-stream"
    )
    answer["Content-Range"] = f"bytes {first}-{last}/{found.st_size}"
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = f'"{_named(found)}"'
    patch_cache_control(answer, public=True, max_age=_YEAR, immutable=True)
    return answer


def _piece(asked: str, size: int) -> tuple[int, int] | None:
    """Return the first and the last byte that are sent; None where there are none."""
    match = _RANGE.fullmatch(asked)
    if not match or int(match[1]) >= size:
        return None
    first = int(match[1])
    last = min(int(match[2]) if match[2] else size - 1, size - 1, first + MOST_BYTES - 1)
    return (first, last) if last >= first else None
