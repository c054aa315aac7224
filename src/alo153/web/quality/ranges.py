"""Send a part of a file: players ask for what they need (RFC 9110, section 14)."""

import re
from collections.abc import Iterator
from http import HTTPStatus

from django.core.files import File
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)

CHUNK = 64 * 1024
# More digits than any file has: Python reads no number of thousands
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def send(
    request: HttpRequest, file: "File[bytes]", *, size: int, content_type: str
) -> HttpResponseBase:
    """Answer with the whole file or the one part that is asked for.

    Several parts at once, or a range that cannot be read, are answered with the whole: a server
    may. One that begins behind the end is refused with 416.
    """
    wanted = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not wanted or wanted[1] == wanted[2] == "":
        response: HttpResponseBase = FileResponse(file, content_type=content_type)
        response["Content-Length"] = str(size)
    else:
        response = _part(file, *_edges(wanted[1], wanted[2], size), size, content_type)
    response["Accept-Ranges"] = "bytes"
    return response


def _edges(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and the last byte; `bytes=-500` are the last 500."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _part(
    file: "File[bytes]", first: int, last: int, size: int, content_type: str
) -> HttpResponseBase:
    if first > last:
        file.close()
        refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    response = StreamingHttpResponse(
        _bytes(file, first, last - first + 1),
        status=HTTPStatus.PARTIAL_CONTENT,
        content_type=content_type,
    )
    response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Content-Length"] = str(last - first + 1)
    return response


def _bytes(file: "File[bytes]", first: int, count: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        while count > 0 and (chunk := file.read(min(CHUNK, count))):
            count -= len(chunk)
            yield chunk
