"""`./alo153 bench chats`: begin chats, let their pages wait, print."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from django.conf import settings

from alo153.contacts.conversations.chat.actions import say
from alo153.core import clock
from bench.cases import place as places
from bench.center import BenchError
from bench.chats.pages import Page, Visitors
from bench.figures import Use
from bench.meter import Meter
from bench.report import machine

SHARE_TO_REACH: Final = 0.25
_BARE: Final = "bench.chats.bare:application"
_A_SECOND: Final = 20
"""Pages that are opened in one: so they do not all renew their streams at once."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one site used while so many pages were open, and what they heard during that time.

    ``refused``: how often a page found no place or no answer, from the beginning.
    """

    uses: Mapping[str, Use]
    events: Mapping[str, int]
    refused: int
    open: int


def run(place: places.Place, *, chats: int, seconds: int) -> Iterator[str]:
    """Yield what the yardstick used, and what we did. Raises BenchError: a page was refused."""
    yield from ["", *conditions(chats, seconds), ""]
    [database] = place.programs["database"]
    for name, application, pages in (
        ("yardstick, a bare application", _BARE, bare_pages(chats)),
        ("alo153", places.OURS, begin(chats)),
    ):
        with places.web(place, 1, application=application):
            programs = {"web": place.programs["web"][-1], "database": database}
            result = run_one(place.web_urls[-1], pages, programs, seconds=seconds)
        yield from [*lines(name, result), ""]
    yield verdict(result)
    if result.refused:
        raise BenchError(f"{result.refused} times a page found no place or no answer")


def begin(count: int) -> list[Page]:
    """Begin chats by the verb of the page, and return their pages."""
    return [_begin(number) for number in range(count)]


def _begin(number: int) -> Page:
    token = f"bench-{uuid4()}"
    said = say(token=token, text="Su ne zaman gelecek?", key=uuid4(), at=clock.now())
    chat = said.conversation_id
    return Page(
        number=number,
        stream=f"/stream/?topics=chat:{chat},agent_types:{chat}",
        fragment="/chat/",
        cookie=f"{settings.CHAT_COOKIE_NAME}={token}",
    )


def bare_pages(count: int) -> list[Page]:
    """Return as many pages of the yardstick."""
    return [Page(number=number, stream="/stream") for number in range(count)]


async def measure(
    url: str, pages: Sequence[Page], programs: Mapping[str, int], *, seconds: float
) -> Result:
    """Open the pages one after the other, let them wait, and return what the site used then."""
    visitors = Visitors(url)
    async with asyncio.TaskGroup() as group:
        tasks = []
        for page in pages:
            tasks.append(group.create_task(visitors.stay(page)))
            await asyncio.sleep(1 / _A_SECOND)
        await visitors.all_answered(len(pages))
        meter = Meter(programs)
        visitors.events.clear()
        await asyncio.sleep(seconds)
        result = Result(
            uses=meter.uses(),
            events=Counter(visitors.events),
            refused=visitors.refused,
            open=visitors.open,
        )
        for task in tasks:
            task.cancel()
    return result


def conditions(count: int, seconds: float) -> list[str]:
    """Say on what was measured, and how."""
    return [
        *machine("uvicorn"),
        f"load          {count} chats whose citizen waits, each page with its stream; it is opened "
        "again as it ends, and the chat read anew then, as a browser does",
        f"measured      user and system time of one web process by /proc for {seconds:g} s, after "
        f"all pages were opened, {_A_SECOND} a second; the pages are another process",
    ]


def lines(name: str, result: Result) -> list[str]:
    """Write what a site used in percent of a core."""
    met = result.events
    used = [
        f"  {program:<12}{100 * use.share:6.2f} % of a core   {use.megabytes:6.0f} MB"
        for program, use in result.uses.items()
    ]
    return [
        f"{name}: {result.open} pages open, {met.get('beat', 0)} beats, "
        f"{met.get('refresh', 0)} renewed, {result.refused} refused",
        *used,
    ]


def verdict(result: Result) -> str:
    """Say whether the aim was reached."""
    share = result.uses["web"].share
    said = "reached" if share < SHARE_TO_REACH else "missed"
    return f"to reach: the web process below {100 * SHARE_TO_REACH:.0f} % of a core: {said}"


def run_one(
    url: str, pages: Sequence[Page], programs: Mapping[str, int], *, seconds: float
) -> Result:
    """Measure from a program that has no loop yet."""
    return asyncio.run(measure(url, pages, programs, seconds=seconds))
