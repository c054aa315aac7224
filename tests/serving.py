"""Our web process for tests that need a real one: a browser, or a stream that stays open."""

import threading
import time

import uvicorn

from alo153.config import asgi

STARTED_WITHIN_SECONDS = 60


class WebServer:
    """Our ASGI application on a free port, in a thread of this process."""

    def __init__(self) -> None:
        # Made here, after the static files were built
        config = uvicorn.Config(
            asgi.make(),
            host="127.0.0.1",
            port=0,
            log_level="warning",
            lifespan="off",
            log_config=None,  # else its handlers take the place of ours
        )
        config.timeout_graceful_shutdown = 1  # open streams never end by themselves
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> str:
        """Start it and return its address."""
        self._thread.start()
        deadline = time.monotonic() + STARTED_WITHIN_SECONDS
        while not self._server.started and time.monotonic() < deadline:
            self._thread.join(0.05)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://localhost:{port}"

    def stop(self) -> None:
        """Stop it and wait until it is gone."""
        self._server.should_exit = True
        self._thread.join(10)
