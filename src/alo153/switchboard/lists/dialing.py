"""Dials outgoing lists: each second as many numbers as lines and agents allow.

It has its own connection to PostgreSQL and its own thread; if it fails, calls continue. It takes a
number in the database first, so that a program that dies calls nobody twice.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import psycopg
from django.db import InterfaceError, OperationalError, close_old_connections

from alo153.calls.floor import city_queues
from alo153.calls.models.call_lists import CallList
from alo153.calls.queue import GENERAL, ListLimits
from alo153.calls.supervision.call_lists import actions, standing
from alo153.calls.supervision.call_lists.actions import Taken
from alo153.calls.supervision.call_lists.pace import Load, room, room_with_agents
from alo153.calls.supervision.call_lists.standing import Elsewhere
from alo153.core.database.own_connection import close_own
from alo153.switchboard.acd.offering.listed import ListCallDropped, ListCallTaken
from alo153.switchboard.acd.state.state import Phase, State
from alo153.switchboard.acd.turn.events import Event
from alo153.switchboard.lists.load import load
from alo153.switchboard.lists.sayable import is_changed, is_sayable

log = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""A pause is noticed within it."""
REST_SECONDS = 5.0
"""After a failure."""
ANSWER_SECONDS = 10.0
POSTED_SECONDS = 20.0
"""A call that the engine does not take within these is not made."""
LOST_SECONDS = 600.0
"""A call of this program that is in no record after so long never was; the journal may be late."""
NOBODY = Elsewhere(lines=0, of_lists=0)
AWAY = (psycopg.OperationalError, OperationalError, InterfaceError, TimeoutError)


class ListDialing:
    """Speaks between the tables of outgoing lists and the engine, for one node."""

    def __init__(
        self, node: str, *, post: Callable[[Event], None], is_connected: Callable[[], bool]
    ) -> None:
        self._node = node
        self._post = post
        self._is_connected = is_connected
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="lists")
        self._state: State | None = None
        self._posted: dict[str, float] = {}
        self._began = time.time()
        # Written down as calls, and not with the engine yet
        self._taken: deque[ListCallTaken] = deque()
        self._late: set[str] = set()

    def state_is(self, state: State) -> None:
        """Store the present state, and return at once: calls wait behind this."""
        self._state = state

    async def run(self) -> None:
        """Dial until cancelled. Nothing that fails here ends the switchboard."""
        try:
            while True:
                await asyncio.sleep(await self._turn())
        finally:
            self._thread.submit(close_own)
            self._thread.shutdown(wait=False)

    async def _turn(self) -> float:
        """Look once, and return how long to wait until the next look."""
        state = self._state
        if state is None or not self._is_connected():
            return LOOK_SECONDS
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                events = await self._look(state)
        except AWAY as error:
            log.warning("lists are not dialed, calls go on: %r", error)
            return REST_SECONDS
        except Exception:
            log.exception("lists are not dialed, calls go on")
            return REST_SECONDS
        finally:
            self._post_taken()
        for event in events:
            self._post(event)
        return LOOK_SECONDS

    def _post_taken(self) -> None:
        """Hand over what was taken, also by a look that was given up; what is late is put back."""
        while self._taken:
            event = self._taken.popleft()
            if time.time() < event.until:
                self._post(event)
            else:
                self._late.add(event.call)

    async def _look(self, state: State) -> list[Event]:
        def work() -> list[Event]:
            close_old_connections()
            return self._settle_and_take(state)

        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _settle_and_take(self, state: State) -> list[Event]:
        at, limits = datetime.now(UTC), city_queues.list_limits()
        late = frozenset(self._late)
        actions.settle(
            node=self._node, is_lost=self._is_lost(state), late=late, limits=limits, at=at
        )
        self._late -= late
        open_calls = standing.open_calls(self._node, at)
        self._posted = {each.call: self._posted.get(each.call, self._began) for each in open_calls}
        dropped: list[Event] = [
            ListCallDropped(at=time.time(), call=each.call)
            for each in open_calls
            if not each.may_go_on and _is_held(state, each.call)
        ]
        # What was taken and is not in the engine yet counts as a call that stands
        ahead = sum(each.call not in state.calls for each in open_calls)
        self._take(state, limits, ahead, at)
        return dropped

    def _take(self, state: State, limits: ListLimits, ahead: int, at: datetime) -> None:
        running = standing.running()
        others = standing.elsewhere(self._node, at) if running else NOBODY
        for row in running:
            most = _room(state, limits, row, ahead, others)
            if not most or not standing.callable_now(row, at):
                continue
            if is_changed(state, row, at):
                log.warning("call list %s has other words than were approved", row.pk)
                actions.end_approval(call_list=row, at=at)
                continue
            if not is_sayable(state, row, at):
                continue
            taken = actions.take(row, most=most, limits=limits, node=self._node, at=at)
            self._taken.extend(self._event(each) for each in taken)
            ahead += len(taken)

    def _event(self, taken: Taken) -> ListCallTaken:
        now = time.time()
        self._posted[taken.call] = now
        return ListCallTaken(
            at=now,
            call=taken.call,
            number=taken.number,
            reference=taken.reference,
            menu_node=taken.menu_node,
            queue=taken.queue or GENERAL,
            until=now + POSTED_SECONDS,
        )

    def _is_lost(self, state: State) -> Callable[[str], bool]:
        """Say of a call that no record has whether it never was.

        One of a program before this one counts from when this one began: another may write still.
        """
        posted, began, now = dict(self._posted), self._began, time.time()

        def is_lost(call: str) -> bool:
            return call not in state.calls and now - posted.get(call, began) > LOST_SECONDS

        return is_lost


def _room(state: State, limits: ListLimits, row: CallList, ahead: int, others: Elsewhere) -> int:
    if state.rules.emergency:
        return 0
    found = _with(load(state, row.queue or GENERAL), ahead, others)
    return room_with_agents(limits, found) if row.queue else room(limits, found)


def _with(found: Load, ahead: int, others: Elsewhere) -> Load:
    """Add what was taken and is not in the engine yet, and the other nodes on the same lines."""
    return replace(
        found,
        busy_lines=found.busy_lines + ahead + others.lines,
        of_lists=found.of_lists + ahead + others.of_lists,
        held=found.held + ahead,
    )


def _is_held(state: State, call: str) -> bool:
    found = state.calls.get(call)
    return found is not None and found.phase is Phase.CALLBACK_HOLD
