"""A server of `/v1/audio/transcriptions` on this machine, that answers as it is told."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from alo153.quality.transcribing.contract import Segment, TranscriptionError
from alo153.quality.transcribing.server import Server


def verbose(*parts: tuple[float, float, str]) -> bytes:
    """Return an answer in `verbose_json`."""
    segments = [{"id": n, "start": a, "end": b, "text": t} for n, (a, b, t) in enumerate(parts)]
    text = " ".join(part[2] for part in parts)
    return json.dumps({"text": text, "language": "turkish", "segments": segments}).encode()


@dataclass
class TranscriptionServer:
    """What a server answers, and what it was asked."""

    status: int = 200
    body: bytes = field(default_factory=lambda: verbose((0.5, 2.0, " Su akmıyor. ")))
    waits: float = 0.0
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)

    def engine(self, *, seconds: float = 5.0, key: str = "") -> Server:
        """Return the engine that asks it."""
        return Server(self.url, "small", key, seconds=seconds)


@contextmanager
def serving(**answers: Any) -> Iterator[TranscriptionServer]:
    """Serve on a port of this machine."""
    server = TranscriptionServer(**answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            key = self.headers.get("Authorization", "")
            server.asked.append({"path": self.path, "body": body, "key": key})
            gone.wait(server.waits)
            self.send_response(server.status)
            self.send_header("Content-Length", str(len(server.body)))
            self.end_headers()
            self.wfile.write(server.body)

        def log_message(self, *_: Any) -> None: ...

    gone = threading.Event()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    server.url = f"http://127.0.0.1:{listening.server_port}/v1/audio/transcriptions"
    try:
        yield server
    finally:
        gone.set()
        listening.shutdown()
        listening.server_close()


@dataclass
class Pretended:
    """An engine that hears on each side what it is told to, and counts how often it was asked."""

    citizen: str = "Suyumuz akmıyor"
    agent: str = "Hemen bakıyorum"
    identity: str = "pretended"
    fails: str = ""
    asked: int = 0

    def write_down(self, wav: bytes, language: str) -> list[Segment]:
        """Answer: the citizen's side comes first."""
        assert wav.startswith(b"RIFF")
        assert language == "tr"
        self.asked += 1
        if self.fails:
            raise TranscriptionError(self.fails)
        if self.asked % 2:
            return [Segment(1.0, 3.0, self.citizen)] if self.citizen else []
        return [Segment(0.2, 0.9, self.agent)] if self.agent else []
