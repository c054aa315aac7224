"""Manager actions over Asterisk's own HTTP server: one request, one answer, no login to keep.

`/arawman` asks for digest authentication (RFC 7616); the challenge is kept between requests, so
most take one way there and back. Asterisk refuses a challenge whose count does not grow, so that
requests which overtake one another must not share one: each has a login for itself.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Self

import aiohttp

RETRY_SECONDS = 0.3
IDLE_SECONDS = 5
"""Asterisk closes a connection that was quiet for fifteen; ours must be the first to."""
BROKEN = (aiohttp.ClientError, TimeoutError)
LOGINS = 4
"""Actions under way at once; further actions wait, and their time begins when they start."""


class ManagerError(Exception):
    """Asterisk refused an action, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class ManagerAddress:
    """Asterisk's HTTP server, and our account there. `url` ends before `/arawman`."""

    url: str
    user: str
    password: str = field(repr=False)
    timeout: float = 3.0
    """Seconds an action may take."""


class Manager:
    """Carries out manager actions."""

    def __init__(self, address: ManagerAddress) -> None:
        self._url = f"{address.url.rstrip('/')}/arawman"
        self._timeout = aiohttp.ClientTimeout(total=address.timeout)
        self._http: aiohttp.ClientSession | None = None
        self._logins: asyncio.Queue[aiohttp.DigestAuthMiddleware] = asyncio.Queue()
        for _ in range(LOGINS):
            login = aiohttp.DigestAuthMiddleware(address.user, address.password)
            self._logins.put_nowait(login)

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=LOGINS, keepalive_timeout=IDLE_SECONDS),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=self._timeout,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._session.close()

    @property
    def _session(self) -> aiohttp.ClientSession:
        if self._http is None:
            raise RuntimeError("use it as `async with Manager(...)`")
        return self._http

    async def list(self, action: str, **fields: str) -> list[Mapping[str, str]]:
        """Carry out an action that answers with a list; return its events. Raises ManagerError."""
        try:
            status, text = await self._get({"Action": action, **fields})
        except BROKEN as error:
            raise ManagerError(f"{action}: {error!r}") from error
        _read(action, status, text)
        parts = (_fields(part) for part in text.split("\r\n\r\n"))
        return [part for part in parts if "Event" in part]

    async def act(self, action: str, **fields: str) -> Mapping[str, str]:
        """Carry out an action and return the fields of its answer.

        A request that never left is sent a second time; one without an answer is not, since it
        may have been carried out. Raises ManagerError.
        """
        words = {"Action": action, **fields}
        try:
            try:
                return _read(action, *await self._get(words))
            except aiohttp.ClientConnectorError:
                await asyncio.sleep(RETRY_SECONDS)
                return _read(action, *await self._get(words))
        except BROKEN as error:
            raise ManagerError(f"{action}: {error!r}") from error

    async def _get(self, words: Mapping[str, str]) -> tuple[int, str]:
        """Return status and text of an answer."""
        login = await self._logins.get()
        try:
            asked = self._session.get(self._url, params=words, middlewares=(login,))
            async with asked as answer:
                return answer.status, await answer.text()
        finally:
            self._logins.put_nowait(login)


def _read(action: str, status: int, text: str) -> Mapping[str, str]:
    if status != HTTPStatus.OK:
        raise ManagerError(f"{action}: HTTP {status}")
    fields = _fields(text)
    if fields.get("Response") != "Success":
        raise ManagerError(f"{action}: {fields.get('Message', text.strip()[:80])}")
    return fields


def _fields(text: str) -> dict[str, str]:
    pairs = (line.partition(": ") for line in text.splitlines() if ": " in line)
    return {name: value.strip() for name, _, value in pairs}
