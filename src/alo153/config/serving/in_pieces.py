"""Send a file piece by piece, also where Django serves asynchronously."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import Final, cast

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.decorators import sync_only_middleware

# Each piece changes the thread twice; Django itself reads files by 4 KiB
PIECE: Final = 64 * 1024


@sync_only_middleware
def in_pieces(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let a response that streams synchronously be read one piece after the other.

    Under ASGI Django would read all of it into memory first, and say so in a warning: a recording
    of an hour, a video, a report, for each who listens.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(request, ASGIRequest) and response.streaming:
            streaming = cast(StreamingHttpResponse, response)
            if not streaming.is_async:
                content = cast(Iterable[bytes], streaming.streaming_content)
                streaming.streaming_content = _pieces(content)
        return response

    return answer


async def _pieces(content: Iterable[bytes]) -> AsyncIterator[bytes]:
    """Read each piece in the request's own thread, when the one before it was sent."""
    source = iter(content)
    following = sync_to_async(lambda: _piece(source))
    while piece := await following():
        yield piece


def _piece(source: Iterator[bytes]) -> bytes:
    """Return what comes next, `PIECE` bytes or a little more; nothing at the end."""
    found = bytearray()
    for each in source:
        found += each
        if len(found) >= PIECE:
            break
    return bytes(found)
