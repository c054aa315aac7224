"""Send one message, within bounds of time and size; redirects are not followed."""

import asyncio
import socket
import ssl
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus
from typing import Final

import httpx
from django.conf import settings

from alo153.integrations.webhooks.addresses import AddressRefused, choose, networks, read

SECONDS: Final = 15.0
"""For all of it: to find the name, connect, send, and read the head of the answer."""
# A look-up cannot be ended from outside, and the end of a loop waits for those of its own executor
_LOOKUPS: Final = ThreadPoolExecutor(8, thread_name_prefix="webhook-lookup")


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The result of a try. ``error`` is a word of ours, or the name of an exception."""

    status: int | None
    milliseconds: int
    error: str = ""

    @property
    def is_taken(self) -> bool:
        """Tell whether the receiver has it."""
        return (
            self.status is not None and HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES
        )

    @property
    def is_gone(self) -> bool:
        """Tell whether the receiver wants nothing any more (Standard Webhooks)."""
        return self.status == HTTPStatus.GONE


def send(url: str, body: str, headers: Mapping[str, str], *, seconds: float = SECONDS) -> Outcome:
    """Send a message; whatever goes wrong is an outcome. The body of the answer is not read."""
    began = time.monotonic()
    status, error = None, ""
    try:
        status = asyncio.run(_within(url, body, headers, seconds))
    except AddressRefused:
        error = "address_refused"
    except TimeoutError:
        error = "too_slow"
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as failure:
        error = type(failure).__name__[:40]
    took = int((time.monotonic() - began) * 1000)
    return Outcome(status=status, milliseconds=took, error=error)


@cache
def _trust() -> ssl.SSLContext:
    """Return the trusted authorities: the machine's, a city's own among them."""
    return ssl.create_default_context()


async def _within(url: str, body: str, headers: Mapping[str, str], seconds: float) -> int:
    async with asyncio.timeout(seconds):
        return await _post(url, body, headers)


async def _post(url: str, body: str, headers: Mapping[str, str]) -> int:
    parts = read(url)
    host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    find = partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    found = await asyncio.get_running_loop().run_in_executor(_LOOKUPS, find)
    number = choose(
        parts.scheme,
        [str(address[0]) for *_, address in found],
        networks(settings.WEBHOOK_NETWORKS),
    )
    called = httpx.URL(url).copy_with(host=number)
    # The certificate is asked for the name, and the number is called that was looked at
    extensions = {"sni_hostname": host}
    named = {**headers, "host": parts.netloc}
    async with (
        httpx.AsyncClient(trust_env=False, verify=_trust(), timeout=SECONDS) as client,
        client.stream(
            "POST", called, content=body.encode(), headers=named, extensions=extensions
        ) as answer,
    ):
        return answer.status_code
