"""Server-sent events: tell an open page that something changed, never what.

Nothing is replayed: after every (re)connection a page is told to read all again.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import Final

from allauth.core.internal.ratelimit import get_ip
from asgiref.sync import sync_to_async
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse

from alo153.accounts.models import User
from alo153.accounts.open_pages import end_topic
from alo153.alarms.actions.ending import TOPIC as ALARMS
from alo153.calls.endpoints import leading
from alo153.calls.permissions import ANSWER_CALLS, RUN_CALL_LISTS, SEE_WALL
from alo153.cases import queries as case_queries
from alo153.cases.confidential import disclosure
from alo153.cases.permissions import APPROVE_ANSWER, WORK_ON_UNIT_CASES
from alo153.city.queries import unit_keys
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.conversations.chat import queries as chats
from alo153.contacts.conversations.presence import TOPIC
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.counter.permissions import SERVE_AT_COUNTER, SUPERVISE_COUNTERS
from alo153.publishing.permissions import APPROVE_POSTS, WRITE_POSTS
from alo153.publishing.queries import TOPIC as POSTS
from alo153.web.kit.chat_tokens import token_of
from alo153.web.kit.drawn_parts import Reading, part_of, reading_of
from alo153.web.kit.watching import seconds_to_watch, sign_in_of, watched
from alo153.web.site.anonymous_streams import Holder, places
from alo153.web.site.boards import boards
from alo153.web.site.hub import RETRY_MILLISECONDS, hub
from alo153.web.site.open_pages import open_pages
from alo153.web.site.presence import KIND, presences
from alo153.workforce.permissions import PLAN_SHIFTS

HEARTBEAT_SECONDS = 15
# A stream ends by itself and is opened again: a right that a clock takes away ends with it.
LIFETIME_SECONDS = 600
# Shorter: a telephone that is gone without a word counts as open for no longer
CHAT_SECONDS = 120
MAX_TOPICS = 20
BEAT = "event: beat\ndata:\n\n"
REFRESH = "event: refresh\ndata:\n\n"
# All places are taken: read all again now, and come back after so many milliseconds
LATER = "event: later\ndata: 30000\n\n"


@watched
async def stream(request: HttpRequest) -> StreamingHttpResponse:
    """Stream hints about ``?topics=agent:7,center``; 403 for a topic the reader may not watch.

    It has the conditions of a staff page: a sign-in that is not idle, and the second factor.
    """
    topics = {topic for topic in request.GET.get("topics", "").split(",") if topic}
    if chat := await sync_to_async(_chat_of)(request, topics):
        return _streaming(_lines_of_stranger(request, topics, ("chat", chat), CHAT_SECONDS))
    if reader := await sync_to_async(_reader)(request, topics):
        return _streaming(_lines_of_staff(reader, topics))
    raise PermissionDenied


def hints_of_screen(
    request: HttpRequest, topics: set[str], *, screen: int
) -> StreamingHttpResponse:
    """Return the stream of these topics for a screen without a sign-in."""
    return _streaming(_lines_of_stranger(request, topics, ("screen", screen), LIFETIME_SECONDS))


def _streaming(lines: AsyncIterator[str | bytes]) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        lines,
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _chat_of(request: HttpRequest, topics: set[str]) -> int | None:
    """Return the chat of this browser, if its page asks for this chat alone.

    The token of the chat is the only proof; one query, none for other topics.
    """
    if not topics or {topic.partition(":")[0] for topic in topics} - _OF_CHAT:
        return None
    chat = chats.of_token(token_of(request), at=clock.now())
    own = {f"{kind}:{chat.pk}" for kind in _OF_CHAT} if chat else set()
    return chat.pk if chat and topics <= own else None


@dataclass(frozen=True)
class Reader:
    """A member of staff who may watch the requested topics for `seconds`, by `sign_in`.

    `drawn`: the shared part of the page that the server draws once for many readers, if any.
    """

    user: int
    seconds: float
    drawn: Reading | None = None
    sign_in: int | None = None


def _reader(request: HttpRequest, topics: set[str]) -> Reader | None:
    """Return the reader, if they may watch all requested topics."""
    user, seconds = request.user, seconds_to_watch(request)
    if not user.is_authenticated or not seconds or len(topics) > MAX_TOPICS:
        return None
    name = request.GET.get("drawn", "")
    part = part_of(name)
    drawn = reading_of(request, part) if part else None
    # A page that shows a part which its reader gets no more would stand still unnoticed
    if name and not drawn:
        return None
    if not (topics or drawn) or not all(_may_watch_one(user, topic) for topic in topics):
        return None
    return Reader(user.pk, min(LIFETIME_SECONDS, seconds), drawn, sign_in_of(request))


def _may_watch_one(user: User, topic: str) -> bool:
    kind, _, key = topic.partition(":")
    if topic == ALARMS:
        return True
    if not key:
        needed = _SHARED.get(kind, ())
        return any(user.may(permission) for permission in needed)
    number = row_key(key)
    return number is not None and kind in _OWNED and _OWNED[kind](user, number)


def _reads_case(user: User, key: int) -> bool:
    case = case_queries.visible_to(user).filter(pk=key).first()
    return case is not None and disclosure.is_followed_by(user, case, at=clock.now())


def _reads_talk(user: User, key: int) -> bool:
    talk = conversations.read_by(user).filter(pk=key).first()
    return talk is not None and disclosure.is_talk_followed_by(user, talk, at=clock.now())


_OF_CHAT: Final = {"chat", "agent_types"}
_SHARED = {
    "center": (APPROVE_ANSWER, SEE_WALL),
    "conversations": (ANSWER_MESSAGES,),
    TOPIC: (ANSWER_MESSAGES,),
    "incidents": (ANSWER_CALLS, SEE_WALL),
    "switchboard": (ANSWER_CALLS, SEE_WALL),
    leading.TOPIC: (ANSWER_CALLS,),
    "announcements": (ANSWER_CALLS,),
    "queue": (ANSWER_CALLS, SEE_WALL),
    "call_lists": (RUN_CALL_LISTS,),
    POSTS: (WRITE_POSTS, APPROVE_POSTS),
}
_OWNED: dict[str, Callable[[User, int], bool]] = {
    "agent": lambda user, key: user.pk == key,
    "written": lambda user, key: user.pk == key,
    "notices": lambda user, key: user.pk == key,
    "office": lambda user, _key: user.may(SERVE_AT_COUNTER) or user.may(SUPERVISE_COUNTERS),
    "roster": lambda user, _key: user.may(PLAN_SHIFTS),
    "unit": lambda user, key: key in unit_keys(user, WORK_ON_UNIT_CASES),
    "case": _reads_case,
    "conversation": _reads_talk,
    KIND: _reads_talk,
    "citizen_types": _reads_talk,
}


async def _lines_of_stranger(
    request: HttpRequest, topics: set[str], one: Holder, seconds: float
) -> AsyncIterator[str]:
    """Stream to a browser without a sign-in; without a free place it asks again later."""
    with places().taken(one, get_ip(request)) as is_free:
        if not is_free:
            yield LATER
            return
        async with aclosing(_lines(topics, seconds)) as lines:
            async for words in lines:
                yield words


async def _lines_of_staff(reader: Reader, topics: set[str]) -> AsyncIterator[str | bytes]:
    """Stream to a page of staff, and show the reader as present in its conversations."""
    end = end_topic(reader.user)
    with presences().at(reader.user, topics), open_pages().of(reader.sign_in):
        made: AsyncGenerator[str | bytes] = (
            _lines_and_drawings(topics, reader, reader.drawn, end)
            if reader.drawn
            else _lines(topics, reader.seconds, end)
        )
        async with aclosing(made) as lines:
            async for words in lines:
                yield words


async def _lines_and_drawings(
    topics: set[str], reader: Reader, drawn: Reading, end: str
) -> AsyncGenerator[str | bytes]:
    """Stream hints like `_lines`, and a part of the page whenever the part changes."""
    loop = asyncio.get_running_loop()
    until = loop.time() + reader.seconds
    part = part_of(drawn.part)
    heard = part.topics if part else frozenset[str]()
    with boards().read(drawn, reader.user) as board, hub().watch(topics | heard, end) as watcher:
        await hub().ready()
        yield f"retry: {RETRY_MILLISECONDS}\n{REFRESH}"
        yield await board.latest()
        while loop.time() < until and not watcher.is_over:
            refresh, changed = await watcher.next(
                min(HEARTBEAT_SECONDS, max(0, until - loop.time()))
            )
            yield _words(refresh, [topic for topic in changed if topic in topics])
            is_changed = refresh or not heard.isdisjoint(changed)
            yield await (board.fresh() if is_changed else board.if_old())


async def _lines(topics: set[str], seconds: float, end: str = "") -> AsyncGenerator[str]:
    """Stream for `seconds`, or until the topic `end` is told: the page then reads all again."""
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    with hub().watch(topics, end) as watcher:
        await hub().ready()
        yield f"retry: {RETRY_MILLISECONDS}\n{REFRESH}"
        while loop.time() < until and not watcher.is_over:
            seconds = min(HEARTBEAT_SECONDS, max(0, until - loop.time()))
            yield _words(*await watcher.next(seconds))


def _words(refresh: bool, changed: list[str]) -> str:
    """Write hints as server-sent events; without hints a beat, which shows that the line works."""
    if refresh:
        return REFRESH
    return "".join(f"event: changed\ndata: {topic}\n\n" for topic in changed) or BEAT
