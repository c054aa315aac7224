"""Requests as bytes, answered by our ASGI application in this process as uvicorn would have it."""

import asyncio
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote

from asgiref.sync import async_to_sync
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections, transaction

from alo153.config.asgi import application

HOST = (b"host", b"localhost")
Header = tuple[bytes, bytes]


@dataclass(frozen=True, kw_only=True)
class Raw:
    """One request; `target` is what stands in the request line."""

    target: bytes
    method: str = "GET"
    headers: tuple[Header, ...] = (HOST,)
    body: bytes = b""
    kind: str = "http"


@dataclass
class Answer:
    """The statuses and bytes that were sent, and what was raised where nothing may raise."""

    statuses: list[int] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    body: bytes = b""

    @property
    def is_broken(self) -> bool:
        """Say whether the server failed, or said nothing at all."""
        return not self.statuses or max(self.statuses) >= HTTPStatus.INTERNAL_SERVER_ERROR


def ask(raw: Raw) -> Answer:
    """Send one request, and undo what it did, so that no answer depends on an earlier one."""
    answer = Answer()
    try:
        with _noted(answer), as_of_a_test():
            async_to_sync(_serve)(raw, answer)
            transaction.set_rollback(True)
    except Exception:
        answer.statuses.append(HTTPStatus.INTERNAL_SERVER_ERROR)  # as uvicorn answers it
        answer.errors.append(traceback.format_exc())
    return answer


def as_of_a_test() -> transaction.Atomic:
    """Return a transaction that is none to what runs in it, as that of Django's own tests."""
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]
    return around


@contextmanager
def _noted(answer: Answer) -> Iterator[None]:
    """Note the reasons of errors, and keep the connection: as Django's own client does."""

    def note(**_: Any) -> None:
        answer.errors.append(traceback.format_exc())

    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    got_request_exception.connect(note)
    try:
        yield
    finally:
        got_request_exception.disconnect(note)
        request_finished.connect(close_old_connections)
        request_started.connect(close_old_connections)


async def _serve(raw: Raw, answer: Answer) -> None:
    waiting = [{"type": "http.request", "body": raw.body, "more_body": False}]

    async def receive() -> Mapping[str, Any]:
        if not waiting:
            await asyncio.Event().wait()  # the visitor stays
        return waiting.pop()

    async def send(message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.statuses.append(message["status"])
        elif message["type"] == "http.response.body":
            answer.body += message.get("body", b"")
        elif message["type"] == "websocket.close":
            answer.statuses.append(HTTPStatus.FORBIDDEN)

    await application(scope_of(raw), receive, send)


def scope_of(raw: Raw) -> dict[str, Any]:
    """Return what uvicorn makes of the first lines of a request."""
    path, _, query = raw.target.partition(b"?")
    return {
        "type": raw.kind,
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": raw.method,
        "scheme": "http",
        "path": unquote(path.decode("ascii")),
        "raw_path": path,
        "query_string": query,
        "root_path": "",
        "headers": list(raw.headers),
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8153),
    }
