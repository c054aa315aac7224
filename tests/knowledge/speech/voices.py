"""Voices for tests: a program that writes a tone, and a server that answers as it is told."""

from __future__ import annotations

import io
import json
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np


def tone(seconds: float = 0.3, *, silent: bool = False) -> bytes:
    """Return a wav file of 22,050 Hz, as neural voices write them."""
    times = np.arange(int(22050 * seconds)) / 22050
    values = np.sin(2 * np.pi * 300 * times) * (0 if silent else 20000)
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setparams((1, 2, 22050, 0, "NONE", ""))
        file.writeframes(values.astype("<i2").tobytes())
    return written.getvalue()


def program(folder: Path, name: str = "voice", *, sound: bytes | None = None) -> Path:
    """Write a program that copies a sound to its last word, and keeps the text it was given."""
    (folder / "sound.wav").write_bytes(tone() if sound is None else sound)
    path = folder / name
    path.write_text(
        f'#!/bin/sh\ncat > {folder}/said\nfor last; do :; done\ncp {folder}/sound.wav "$last"\n'
    )
    path.chmod(0o755)
    return path


@dataclass
class VoiceServer:
    """What a server answers, and what it was asked."""

    status: int = 200
    body: bytes = field(default_factory=tone)
    waits: float = 0.0
    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def serving(**answers: Any) -> Iterator[VoiceServer]:
    """Serve `/v1/audio/speech` on this machine."""
    server = VoiceServer(**answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            server.asked.append({"path": self.path, **json.loads(self.rfile.read(length))})
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
    server.url = f"http://127.0.0.1:{listening.server_port}/v1/audio/speech"
    try:
        yield server
    finally:
        gone.set()
        listening.shutdown()
        listening.server_close()
        thread.join()
