"""Another system that takes messages: a real server, which keeps what came and answers as told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from standardwebhooks import Webhook


@dataclass
class Message:
    """What came: where, with which headers."""

    path: str
    headers: dict[str, str]
    body: str

    @property
    def name(self) -> str:
        """Return by what the receiver knows it again."""
        return self.headers["webhook-id"]

    def verified(self, secret: str) -> object:
        """Return what it says, if the library of the standard finds it signed with this secret."""
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Receiver:
    """The server. `statuses` are answered one after the other, the last one from then on."""

    url: str = ""
    statuses: list[int] = field(default_factory=lambda: [200])
    came: list[Message] = field(default_factory=list)
    # Cleared: whoever asks waits for the answer
    answers: threading.Event = field(default_factory=threading.Event)


@contextmanager
def receiver() -> Iterator[Receiver]:
    """Run a receiver on a free port of this machine."""
    here = Receiver()
    here.answers.set()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            headers = {name.lower(): value for name, value in self.headers.items()}
            here.came.append(Message(self.path, headers, body))
            here.answers.wait(30)
            status = here.statuses.pop(0) if len(here.statuses) > 1 else here.statuses[0]
            try:
                self.send_response(status)
                if status == 302:
                    self.send_header("location", f"{here.url}/elsewhere")
                self.send_header("content-length", "0")
                self.end_headers()
            except OSError:
                pass  # who asked was killed meanwhile

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    here.url = f"http://127.0.0.1:{server.server_port}/hook"
    try:
        yield here
    finally:
        here.answers.set()
        server.shutdown()
        server.server_close()
