"""Offers written work while the switchboard serves; if this fails, calls continue.

It has its own connection to PostgreSQL and its own thread. The engine only passes agents' states.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from typing import Any

import psycopg
from django.db import InterfaceError, OperationalError, close_old_connections
from psycopg import sql

from alo153.calls.floor import city_queues
from alo153.contacts.conversations.bell import NOTIFY_CHANNEL
from alo153.contacts.offering.media import Media
from alo153.core.database.own_connection import close_own
from alo153.switchboard.acd.agents.writing import WritingSeen
from alo153.switchboard.acd.state.state import Agent
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.written import records
from alo153.switchboard.written.instants import instant
from alo153.switchboard.written.loading import absent, look
from alo153.switchboard.written.rules.deciding import decide
from alo153.switchboard.written.rules.facts import WorkFact
from alo153.switchboard.written.rules.line import Line, Seen, WorkOffer

log = logging.getLogger(__name__)

GATHER_SECONDS = 0.1
"""News of a moment is looked at together: a storm of calls or mails costs ten looks a second."""
POLL_SECONDS = 5.0
"""It looks this often even if no bell rang."""
ANSWER_SECONDS = 5.0
IDLE_SECONDS = 0.5
"""A program that does not serve looks this often whether it serves again."""


class NotServing(Exception):
    """Another program or node decides now."""


AWAY = (psycopg.OperationalError, OperationalError, InterfaceError, TimeoutError, NotServing)


class Offering:
    """Speaks between the tables of what is written and the pure rules, for one node.

    It offers only while this program serves: one that was frozen may have a successor, and other
    nodes decide for one that lost its Asterisk.
    """

    def __init__(
        self,
        node: str,
        parameters: Mapping[str, Any],
        *,
        post: Callable[[Event], None],
        serves: Callable[[], bool],
    ) -> None:
        self._node = node
        self._parameters = parameters
        self._post = post
        self._serves = serves
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="written")
        self._agents: Mapping[int, Agent] = {}
        self._decided_for: Mapping[int, Agent] = {}
        self._news = asyncio.Event()
        self._line, self._media = Line(), Media()
        self._facts: tuple[WorkFact, ...] = ()
        self._told = frozenset[int](), frozenset[int]()
        self._wake_at = self._look_at = 0.0
        self._begun = False

    def agents_are(self, agents: Mapping[int, Agent]) -> None:
        """Store the agents' states, and return at once: calls wait behind this.

        An agent of another node who is in a call here is decided about by that node.
        """
        self._agents = agents
        self._news.set()

    async def run(self) -> None:
        """Offer until cancelled. Nothing that fails here ends the switchboard."""
        listening = asyncio.create_task(self._listen())
        try:
            while True:
                if self._serves():
                    await self._turn()
                    await self._wait()
                else:
                    self._forget()
                    await asyncio.sleep(IDLE_SECONDS)
        finally:
            listening.cancel()
            self._thread.submit(close_own)
            self._thread.shutdown(wait=False)

    async def _turn(self) -> None:
        try:
            if self._must_look():
                self._look_at = time.time() + POLL_SECONDS
                await self._look()
            self._decide()
        except AWAY as error:
            log.warning("what is written is not offered, calls go on: %r", error)
            self._forget()
        except Exception:
            log.exception("what is written is not offered, calls go on")
            self._forget()

    async def _wait(self) -> None:
        """Wait for news, or for the next instant at which time changes something."""
        if self._facts:
            return
        due = min(self._wake_at, self._look_at) - time.time()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), max(due, 0))
        await asyncio.sleep(GATHER_SECONDS)
        self._news.clear()

    def _must_look(self) -> bool:
        due = bool(self._facts) or time.time() >= self._look_at
        return due or absent(self._own().values()) != absent(self._decided_for.values())

    def _own(self) -> Mapping[int, Agent]:
        return {agent.id: agent for agent in self._agents.values() if not agent.home}

    async def _look(self) -> None:
        """Write what was decided, then read: so what is read knows it."""
        agents, offers = self._own(), tuple(self._line.offers.values())
        facts, self._facts = self._facts, ()
        begun, self._begun = self._begun, True

        def work() -> tuple[Media, Seen]:
            close_old_connections()
            return self._write_and_read(facts, agents, offers, begun=begun)

        loop = asyncio.get_running_loop()
        async with asyncio.timeout(ANSWER_SECONDS):
            self._media, seen = await loop.run_in_executor(self._thread, work)
        self._line = replace(self._line, seen=seen)

    def _write_and_read(
        self,
        facts: Sequence[WorkFact],
        agents: Mapping[int, Agent],
        offers: Sequence[WorkOffer],
        *,
        begun: bool,
    ) -> tuple[Media, Seen]:
        at, media = instant(time.time()), city_queues.media()
        # The program may have been frozen since it decided
        self._check()
        if not begun:
            records.withdraw_all(node=self._node, at=at)
        for fact in facts:
            self._check()
            records.write(fact)
        return media, look(media, agents, offers, at) if media.by_key else Seen()

    def _check(self) -> None:
        if not self._serves():
            raise NotServing

    def _decide(self) -> None:
        self._decided_for = self._own()
        found = decide(self._line, agents=self._decided_for, media=self._media, at=time.time())
        self._line, self._facts, self._wake_at = found.line, found.facts, found.wake_at
        self._tell(found.writing, self._line.seen.visited)

    def _tell(self, writing: frozenset[int], visited: frozenset[int]) -> None:
        """Tell the calls whom to leave alone, for a moment or altogether; nothing twice."""
        if (writing, visited) != self._told:
            self._told = writing, visited
            self._post(WritingSeen(at=time.time(), agents=writing, visited=visited))

    def _forget(self) -> None:
        """Begin anew, with no offer in mind: what is not known keeps no caller waiting."""
        self._line, self._facts, self._begun = Line(), (), False
        self._wake_at = float("inf")
        self._tell(frozenset(), frozenset())

    async def _listen(self) -> None:
        """Hear the bell; without it, what waits is looked at every few seconds."""
        while True:
            try:
                line = await psycopg.AsyncConnection.connect(**self._parameters, autocommit=True)
                async with line:
                    await line.execute(sql.SQL("LISTEN {}").format(sql.Identifier(NOTIFY_CHANNEL)))
                    self._ring()  # for what came while nobody listened
                    async for _ in line.notifies():
                        self._ring()
            except AWAY as error:
                log.warning("the bell of what is written is not heard: %s", error)
                await asyncio.sleep(POLL_SECONDS)

    def _ring(self) -> None:
        self._look_at = 0.0
        self._news.set()
