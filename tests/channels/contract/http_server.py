"""A provider that is spoken to by HTTP: it answers what its program says, or goes away."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

TOO_MANY, WAIT_SECONDS = 429, 90


@dataclass(frozen=True)
class Request:
    """What was asked."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    method: str = "POST"


def form_of(request: Request) -> dict[str, tuple[str, bytes]]:
    """Return the parts of a form by name, each with its file name and its content (RFC 7578)."""
    head = f"Content-Type: {request.headers['Content-Type']}\r\n\r\n".encode()
    form = message_from_bytes(head + request.body, policy=policy.HTTP)
    parts = form.iter_parts()  # type: ignore[attr-defined]
    return {
        part.get_param("name", header="content-disposition"): (
            part.get_filename() or "",
            part.get_payload(decode=True),
        )
        for part in parts
    }


# Status and body; None cuts the line
type Program = Callable[[Request], tuple[int, bytes] | None]
# The headers that say when to come again
type Late = Callable[[], Mapping[str, str]]


def retry_after() -> Mapping[str, str]:
    """Return what most say."""
    return {"Retry-After": str(WAIT_SECONDS)}


class HttpServer:
    """A running server."""

    def __init__(self, program: Program, too_many: Late) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _wire(program, too_many))
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )
        self._thread.start()
        self.origin = f"127.0.0.1:{self._server.server_port}"

    def stop(self) -> None:
        """Go away; a second time does nothing."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()


@contextmanager
def http_server(program: Program, too_many: Late = retry_after) -> Iterator[HttpServer]:
    """Run it."""
    server = HttpServer(program, too_many)
    try:
        yield server
    finally:
        server.stop()


def _wire(program: Program, too_many: Late) -> type[BaseHTTPRequestHandler]:
    class Wire(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"] or 0))
            answer = program(Request(self.path, self.headers, body, self.command))
            if answer is None:
                self.close_connection = True
                return
            self.send_response(answer[0])
            for name, value in too_many().items() if answer[0] == TOO_MANY else ():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer[1])))
            self.end_headers()
            self.wfile.write(answer[1])

        do_GET = do_DELETE = do_POST

        def log_message(self, *_: Any) -> None:
            """Keep the test's output clean."""

    return Wire
