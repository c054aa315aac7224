"""One HTTP request to Asterisk and what its answer means."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlencode

import aiohttp
from yarl import URL

type Value = str | int | bool | None


class AriError(Exception):
    """Asterisk refused in a way that is our mistake: wrong password, parameter or path."""

    def __init__(self, status: int, request: str, message: str) -> None:
        self.status = status
        super().__init__(f"{request} -> {status} {message}")


class AriUnreachable(Exception):
    """Asterisk did not answer in time, or at all."""


class Outcome(StrEnum):
    """The result of a command. Only `DONE` changed something; the rest are ordinary too."""

    DONE = "done"
    GONE = "gone"
    """404: the channel, bridge, playback ... is no more."""
    CONFLICT = "conflict"
    """409, 412, 422: the id is taken, or the thing is not in a state for it."""
    REFUSED = "refused"
    """A telephone that cannot be rung: unknown, or nothing registered."""


OUTCOMES = {404: Outcome.GONE, 409: Outcome.CONFLICT, 412: Outcome.CONFLICT, 422: Outcome.CONFLICT}


@dataclass(frozen=True, slots=True)
class Reply:
    """The outcome of a command with the answer's JSON, if any."""

    outcome: Outcome
    body: Any = None

    @property
    def done(self) -> bool:
        """Say whether the command took effect."""
        return self.outcome is Outcome.DONE


LINES = 8
"""Requests under way at once: each request that waits in the pool slows the rest."""
IDLE_SECONDS = 5
"""Asterisk closes a connection that was quiet for fifteen; ours must be the first to."""


class Wire:
    """Sends requests; knows neither channels nor bridges. Used within one event loop.

    They wait here for their turn, first come first served, and the time a request may take begins
    with it. Left to the pool of connections, five hundred callers at once were five hundred
    searches through it, and after five seconds commands were given up that nobody had sent.
    """

    def __init__(self, url: str, *, user: str, password: str, timeout: float) -> None:
        self._url = url.rstrip("/")
        self._login = aiohttp.encode_basic_auth(user, password)
        self._timeout = timeout
        self._lines = asyncio.Semaphore(LINES)
        self._http: aiohttp.ClientSession | None = None

    async def send(
        self,
        method: str,
        *path: str,
        query: Mapping[str, Value] | None = None,
        body: Mapping[str, Any] | None = None,
        outcomes: Mapping[int, Outcome] = OUTCOMES,
    ) -> Reply:
        """Send one request and classify the answer by `outcomes`.

        Raises AriUnreachable without an answer, AriError for an answer we do not expect.
        """
        what = "/".join(quote(part, safe="") for part in path)
        url = URL(f"{self._url}/{what}{_query(query)}", encoded=True)
        try:
            async with self._lines, self._session().request(method, url, json=body) as answer:
                status, text = answer.status, await answer.text()
        except (aiohttp.ClientError, TimeoutError) as error:
            raise AriUnreachable(f"{method} {what}: {error!r}") from error
        return _classify(status, text, f"{method} {what}", outcomes)

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.close()

    def _session(self) -> aiohttp.ClientSession:
        """Open it with the first request: it belongs to the loop that runs then."""
        if self._http is None:
            self._http = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=LINES, keepalive_timeout=IDLE_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"Authorization": self._login},
                timeout=aiohttp.ClientTimeout(total=self._timeout),
            )
        return self._http


def _query(query: Mapping[str, Value] | None) -> str:
    given = {name: value for name, value in (query or {}).items() if value is not None}
    words = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in given.items()
    }
    return f"?{urlencode(words)}" if words else ""


def _classify(status: int, text: str, request: str, outcomes: Mapping[int, Outcome]) -> Reply:
    if status // 100 == 2:  # noqa: PLR2004 - the class of success (RFC 9110, 15.3)
        return Reply(Outcome.DONE, json.loads(text) if text else None)
    if outcome := outcomes.get(status):
        return Reply(outcome, text)
    raise AriError(status, request, text)
