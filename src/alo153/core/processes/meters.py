"""The counters of each process, shown by `/metrics` or at a separate address."""

from __future__ import annotations

import logging
import os
from typing import Final

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
    start_http_server,
)
from prometheus_client.multiprocess import MultiProcessCollector

log = logging.getLogger(__name__)

_SHARED: Final = "PROMETHEUS_MULTIPROC_DIR"
"""Set where several processes answer at one port (`uvicorn --workers`): they share this folder."""

REQUESTS: Final = Counter(
    "alo153_web_requests", "Requests answered, by method and class of status", ["method", "status"]
)
SECONDS: Final = Histogram(
    "alo153_web_request_seconds",
    "Seconds until the answer to a request begins",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def own() -> bytes:
    """Return what this process counted; with a shared folder, all of them together."""
    if _SHARED not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call] # theirs has no types
    return generate_latest(registry)


def serve(listen: str) -> None:
    """Tell what this process counts at `host:port`, in a thread of its own.

    A command that runs next to the program finds the address in use, and continues without it.
    """
    host, _, port = listen.rpartition(":")
    try:
        start_http_server(int(port), host)
    except OSError as error:
        log.warning("metrics are not told at %s: %s", listen, error.strerror)
