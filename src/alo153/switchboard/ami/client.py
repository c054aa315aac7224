"""Manager actions over Asterisk's own HTTP server: one request, one answer, no login to keep.

`/arawman` asks for digest authentication (RFC 7616); the challenge is kept between requests, so
most take one way there and back. Asterisk refuses a challenge whose count does not grow, so that
requests which overtake one another must not share one: each has a login for itself.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

import httpx

RETRY_SECONDS = 0.3
LOGINS = 4
"""Actions under way at once; the others wait for their turn, and their time begins with it."""


class ManagerError(Exception):
    """Asterisk refused an action, or did not answer in time."""


@dataclass(frozen=True, slots=True)
class ManagerAddress:
    """Where Asterisk's HTTP server is and who we are there. `url` ends before `/arawman`."""

    url: str
    user: str
    password: str = field(repr=False)
    timeout: float = 3.0
    """Seconds an action may take."""


class Manager:
    """Carries out manager actions."""

    def __init__(self, address: ManagerAddress) -> None:
        self._http = httpx.AsyncClient(
            base_url=address.url.rstrip("/"),
            timeout=address.timeout,
            trust_env=False,
        )
        self._logins: asyncio.Queue[httpx.Auth] = asyncio.Queue()
        for _ in range(LOGINS):
            self._logins.put_nowait(httpx.DigestAuth(address.user, address.password))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.aclose()

    async def list(self, action: str, **fields: str) -> list[Mapping[str, str]]:
        """Carry out an action that answers with a list; return its events. Raises ManagerError."""
        try:
            answer = await self._get({"Action": action, **fields})
        except httpx.TransportError as error:
            raise ManagerError(f"{action}: {error!r}") from error
        _read(action, answer)
        parts = (_fields(part) for part in answer.text.split("\r\n\r\n"))
        return [part for part in parts if "Event" in part]

    async def act(self, action: str, **fields: str) -> Mapping[str, str]:
        """Carry out an action and return the fields of its answer.

        A request that never left is sent a second time; one without an answer is not, since it
        may have been carried out. Raises ManagerError.
        """
        words = {"Action": action, **fields}
        try:
            try:
                return _read(action, await self._get(words))
            except httpx.ConnectError:
                await asyncio.sleep(RETRY_SECONDS)
                return _read(action, await self._get(words))
        except httpx.TransportError as error:
            raise ManagerError(f"{action}: {error!r}") from error

    async def _get(self, words: Mapping[str, str]) -> httpx.Response:
        login = await self._logins.get()
        try:
            return await self._http.get("/arawman", params=words, auth=login)
        finally:
            self._logins.put_nowait(login)


def _read(action: str, answer: httpx.Response) -> Mapping[str, str]:
    if not answer.is_success:
        raise ManagerError(f"{action}: HTTP {answer.status_code}")
    fields = _fields(answer.text)
    if fields.get("Response") != "Success":
        raise ManagerError(f"{action}: {fields.get('Message', answer.text.strip()[:80])}")
    return fields


def _fields(text: str) -> dict[str, str]:
    pairs = (line.partition(": ") for line in text.splitlines() if ": " in line)
    return {name: value.strip() for name, _, value in pairs}
