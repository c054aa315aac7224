"""One HTTP request to Asterisk and what its answer means."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import quote

import httpx

type Value = str | int | bool | None


class AriError(Exception):
    """Asterisk refused in a way that is our mistake: wrong password, parameter or path."""

    def __init__(self, status: int, request: str, message: str) -> None:
        self.status = status
        super().__init__(f"{request} -> {status} {message}")


class AriUnreachable(Exception):
    """Asterisk did not answer in time, or at all."""


class Outcome(StrEnum):
    """How a command ended. Only `DONE` changed something; the others are ordinary too."""

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
"""Requests under way at once: each that waits in the pool makes all others dearer."""

LIMITS = httpx.Limits(max_connections=LINES, max_keepalive_connections=LINES)


class Wire:
    """Sends requests; knows neither channels nor bridges.

    They wait here for their turn, first come first served, and the time a request may take begins
    with it. Left to the pool of connections, five hundred callers at once were five hundred
    searches through it, and after five seconds commands were given up that nobody had sent.
    """

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self._lines = asyncio.Semaphore(LINES)

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
        url = "/".join(quote(part, safe="") for part in path)
        try:
            async with self._lines:
                answer = await self._http.request(method, url, params=_params(query), json=body)
        except httpx.TransportError as error:
            raise AriUnreachable(f"{method} {url}: {error!r}") from error
        return _classify(answer, f"{method} {url}", outcomes)


def _params(query: Mapping[str, Value] | None) -> dict[str, str]:
    given = {name: value for name, value in (query or {}).items() if value is not None}
    return {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in given.items()
    }


def _classify(answer: httpx.Response, request: str, outcomes: Mapping[int, Outcome]) -> Reply:
    if answer.is_success:
        return Reply(Outcome.DONE, answer.json() if answer.content else None)
    if outcome := outcomes.get(answer.status_code):
        return Reply(outcome, answer.text)
    raise AriError(answer.status_code, request, answer.text)
