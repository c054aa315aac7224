"""Our web process for tests that need a real one: a browser, or a stream that stays open."""

import socket
import threading
import time

import uvicorn
from tests.parts.waiting import SECONDS

from alo153.config import asgi


def listening() -> socket.socket:
    """Hold a free port."""
    return socket.create_server(("127.0.0.1", 0))


def address_of(held: socket.socket) -> str:
    """Return the address of the site on a held port, without a slash at the end."""
    return f"http://localhost:{held.getsockname()[1]}"


class WebServer:
    """Our ASGI application on a free port, or a held one, in a thread of this process."""

    def __init__(self, held: socket.socket | None = None) -> None:
        # Made here, after the static files were built
        config = uvicorn.Config(
            asgi.make(),
            log_level="warning",
            lifespan="off",
            log_config=None,  # else its handlers take the place of ours
        )
        config.timeout_graceful_shutdown = 1  # open streams never end by themselves
        self._server = uvicorn.Server(config)
        # It closes what it listened on, and its port would be anybody's
        self._socket = held.dup() if held else listening()
        self._thread = threading.Thread(
            target=self._server.run, args=([self._socket],), daemon=True
        )

    def start(self) -> str:
        """Start it and return its address."""
        self._thread.start()
        deadline = time.monotonic() + SECONDS
        while not self._server.started and time.monotonic() < deadline:
            self._thread.join(0.05)
        assert self._server.started, "the web server does not start"
        return self.address

    @property
    def address(self) -> str:
        """Return the address of the site, without a slash at the end."""
        return address_of(self._socket)

    def cut(self) -> None:
        """Break every connection, as a lost line does: an open stream as well."""
        for each in list(self._server.server_state.connections):
            if each.transport is not None:
                each.loop.call_soon_threadsafe(each.transport.abort)

    def stop(self) -> None:
        """Stop it and wait until it is gone."""
        self._server.should_exit = True
        self._thread.join(SECONDS)
