"""Answer a request in one thread, from the first middleware to the end of its page."""

import asyncio
from http import HTTPStatus
from typing import Final, cast

from asgiref.sync import SyncToAsync, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.db import connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.template import loader
from django.utils.translation import get_language_from_request, override

from alo153.config.providers.database import CONNECTIONS

# Who waits for longer asks anew; the proxy before us would give up as well
_PATIENCE: Final = 10.0


class OneThread(ASGIHandler):
    """Django's handler under ASGI, which calls middlewares and views as it does under WSGI.

    Django's own is asynchronous inside: it sends each synchronous middleware, each check before a
    view, and the view to the request's thread, one after the other. Here the request goes there
    once. A page that streams is still a coroutine, and the server's loop runs and reads it.

    As many pages as the database has connections are made at once; the next request waits for its
    turn without a thread, and is forgotten if its visitor goes. A connection is free when the page
    is made: neither a slow visitor nor one who has left keeps it.
    """

    def __init__(self, *, at_once: int = CONNECTIONS, patience: float = _PATIENCE) -> None:
        super().__init__()
        self._turns = asyncio.Semaphore(at_once)
        self._patience = patience

    def load_middleware(self, is_async: bool = False) -> None:  # noqa: ARG002 - Django's
        """Make the chain of middlewares synchronous, whatever asks for it."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the request's thread, or with 503 if no turn comes."""
        try:
            async with asyncio.timeout(self._patience):
                await self._turns.acquire()
        except TimeoutError:
            return _busy(request)
        # A thread cannot be stopped: its turn ends with it, even if nobody waits for it any more
        page = asyncio.create_task(sync_to_async(self._page)(request))
        page.add_done_callback(lambda _: self._turns.release())
        made = await asyncio.shield(page)
        if made.streaming and cast(StreamingHttpResponse, made).is_async:
            _end_thread()
        return made

    def _page(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            # Django would do so when the last byte is sent, and not at all if we are stopped
            for connection in connections.all(initialized_only=True):
                if not connection.in_atomic_block:
                    connection.close()


def _end_thread() -> None:
    """Let the request's thread go: a page keeps its stream open for minutes, and needs none.

    If the answer is closed by a thread at last, asgiref makes another one.
    """
    here = SyncToAsync.thread_sensitive_context.get(None)
    if here and (executor := SyncToAsync.context_to_thread_executor.pop(here, None)):
        executor.shutdown(wait=False)


def _busy(request: HttpRequest) -> HttpResponse:
    with override(get_language_from_request(request)):
        words = loader.render_to_string("503.html")
    return HttpResponse(
        words,
        status=HTTPStatus.SERVICE_UNAVAILABLE,
        headers={"Retry-After": "5", "Cache-Control": "no-store"},
    )
