"""Asterisk's list of stored recordings over HTTP, for tests."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STORED = "/ari/recordings/stored/"


class Recordings(ThreadingHTTPServer):
    """The server: `sounds` by name; with `keeps` it answers each deletion with 500."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.sounds: dict[str, bytes] = {}
        self.keeps = False

    @property
    def url(self) -> str:
        """Return the address as `ALO153_ARI_URL` takes it."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class Answer(BaseHTTPRequestHandler):
    """One request."""

    server: Recordings

    def do_GET(self) -> None:
        found = self.server.sounds.get(self._name().removesuffix("/file"))
        self._send(404 if found is None else 200, found or b"")

    def do_DELETE(self) -> None:
        if self.server.keeps:
            self._send(500)
        else:
            known = self.server.sounds.pop(self._name(), None) is not None
            self._send(204 if known else 404)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def _name(self) -> str:
        return self.path.removeprefix(STORED)

    def _send(self, status: int, content: bytes = b"") -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def recordings() -> Iterator[Recordings]:
    """Run it."""
    server = Recordings()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
