"""Past calls go through another menu or other queues: the simulation counts the differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, partial
from itertools import starmap
from pathlib import Path
from typing import Final

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls import menu_file
from alo153.calls.call_words import CallDirection
from alo153.calls.floor.city_queues import public_number
from alo153.calls.menu import nodes
from alo153.calls.menu.public_numbers import reached
from alo153.calls.menu.replaying import leads_to
from alo153.calls.models import Call
from alo153.calls.queue import GENERAL
from alo153.city.citypack import calendar_of, numbers_of, queues_of
from alo153.city.citypack.parts import AROUND_THE_CLOCK, QueueLine
from alo153.city.permissions import EDIT_CITY
from alo153.city.rules.calendar import WorkingCalendar
from alo153.city.rules.opening import Hours, never_closed

MOST: Final = 20_000
"""Calls that are sent through at once, while somebody waits."""
_FACTS: Final = ("entered_at", "called", "video", "queue", "menu_path")


@dataclass(frozen=True)
class Share:
    """Calls that come to one place, as it is and by the draft."""

    name: str
    before: int
    after: int


@dataclass(frozen=True)
class CallSimulation:
    """The result of a simulation over `tried` calls.

    Args:
        is_cut: there were more, and the oldest of them are left out.
        elsewhere: calls that come out of the menu at another place, or in another queue.
        branches: places where the menu ends, by the words of staff.
    """

    tried: int
    is_cut: bool
    elsewhere: int
    outside_before: int
    outside_after: int
    queues: tuple[Share, ...]
    branches: tuple[Share, ...]


@dataclass(frozen=True)
class _Past:
    """One call: when it came, what was dialed, and the way: keys and the nodes they led to.

    `queue` is the last one. A video call comes into it directly: its caller chose it on a page.
    """

    at: datetime
    called: str
    video: bool
    queue: str
    way: tuple[tuple[str, str], ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key, _node in self.way)


@dataclass(frozen=True)
class _End:
    """The place where a call leaves the menu, by the names of the files; it may enter no queue."""

    branch: str
    queue: str
    is_outside: bool


def simulate_calls(
    asker: User, before: Path, after: Path, *, within: timedelta, at: datetime
) -> CallSimulation:
    """Send the incoming calls of the last days through two cities again; one query.

    A caller who was asked for more than a key (a tracking code) comes out there. Overflow is not
    tried: it depends on who was at work.

    Args:
        before, after: folders of the city's files, both without mistakes.

    Raises:
        NotPermitted: `asker` may not change the city's documents.
    """
    permit(EDIT_CITY, by=asker)
    calls, is_cut = _past(at - within, at)
    now, then = _City(before), _City(after)
    pairs = []
    for each in calls:
        has_case = now.offered_case(each)
        pairs.append((now.end_of(each, has_case), then.end_of(each, has_case)))
    return CallSimulation(
        tried=len(pairs),
        is_cut=is_cut,
        elsewhere=sum(
            (one.branch, one.queue) != (other.branch, other.queue) for one, other in pairs
        ),
        outside_before=sum(one.is_outside for one, _ in pairs),
        outside_after=sum(other.is_outside for _, other in pairs),
        queues=_shares(
            [(one.queue, other.queue) for one, other in pairs],
            now.queue_names | then.queue_names,
        ),
        branches=_shares(
            [(one.branch, other.branch) for one, other in pairs],
            now.branch_names | then.branch_names,
        ),
    )


def _past(since: datetime, until: datetime) -> tuple[list[_Past], bool]:
    """Return the last calls, and whether there were more."""
    rows = Call.objects.filter(
        direction=CallDirection.IN, entered_at__gte=since, entered_at__lt=until
    )
    facts = list(rows.order_by("-entered_at").values_list(*_FACTS)[: MOST + 1])
    return list(starmap(_one, facts[:MOST])), len(facts) > MOST


def _one(
    at: datetime, called: str, video: bool, queue: str, path: Sequence[Mapping[str, str]]
) -> _Past:
    way = tuple((step["key"], step["node"]) for step in path if step["key"])
    return _Past(at, called, video, queue, way)


def _shares(pairs: Sequence[tuple[str, str]], names: Mapping[str, str]) -> tuple[Share, ...]:
    before, after = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    keys = sorted({*before, *after} - {""}, key=lambda key: (-before[key], key))
    return tuple(Share(names.get(key, key), before[key], after[key]) for key in keys)


class _City:
    """The menu, the numbers and the queues of a folder."""

    def __init__(self, folder: Path) -> None:
        self._menu, _ = menu_file.find(folder)
        # Most callers dial the same number and press the same keys
        self._leads_to = cache(partial(leads_to, self._menu))
        self._reached = cache(partial(reached, tuple(map(public_number, numbers_of(folder)))))
        self._queues = {line.key: line for line in queues_of(folder).queues}
        calendar = calendar_of(folder)
        self._hours = {key: _hours(line, calendar) for key, line in self._queues.items()}

    def offered_case(self, call: _Past) -> bool:
        """Tell whether the caller asked for the own case that the menu offers."""
        return any(self._menu.own_status(key) == node for key, node in call.way)

    def end_of(self, call: _Past, has_case: bool) -> _End:
        line = self._queues.get(call.queue)
        if call.video and line and line.video:
            return self._waits("", call.queue, call.at)
        number, _ = self._reached(called=call.called)
        node, language = self._leads_to(call.keys, start=number.menu, has_case=has_case)
        if not isinstance(node, nodes.Queue):
            return _End(node.name, "", is_outside=False)
        return self._waits(node.name, self._line_of(node.queue, number.queue, language), call.at)

    def _waits(self, branch: str, queue: str, at: datetime) -> _End:
        is_open = self._is_open(queue, at)
        at_last = queue if is_open else self._instead(queue, at)
        return _End(branch, at_last, is_outside=not is_open)

    def _line_of(self, joined: str, own: str, language: str) -> str:
        """Choose the queue as the switchboard does: callers who chose a language are understood."""
        if joined != GENERAL:
            return joined
        if not language or self._speaks(own, language):
            return own
        return next((key for key in self._queues if self._speaks(key, language)), own)

    def _speaks(self, queue: str, language: str) -> bool:
        line = self._queues.get(queue)
        return line is not None and line.language == language

    def _is_open(self, queue: str, at: datetime) -> bool:
        hours = self._hours.get(queue)
        return hours is None or hours.open_at(at.timestamp())

    def _instead(self, queue: str, at: datetime) -> str:
        """Return where callers go outside of the hours: checked files have no circle."""
        while not self._is_open(queue, at) and (other := self._queues[queue].closed_to):
            queue = other
        return queue

    @property
    def queue_names(self) -> dict[str, str]:
        return {key: line.name for key, line in self._queues.items()}

    @property
    def branch_names(self) -> dict[str, str]:
        return {key: node.word for key, node in self._menu.nodes.items()}


def _hours(line: QueueLine, calendar: WorkingCalendar) -> Hours:
    keeps = line.holidays == "closed" and line.hours != AROUND_THE_CLOCK
    closed_from = calendar.closed_from if keeps else never_closed
    return Hours(days=line.hours, zone=calendar.timezone, closed_from=closed_from)
