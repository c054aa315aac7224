"""The planner's grid: how long until the law has said yes or no to a drop, and it is drawn."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Final

from django.http.response import HttpResponseBase
from django.test import Client

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.workforce import actions
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Requirement, Roster, ShiftType
from alo153.workforce.queries.tables import Given
from bench.cases.place import Place
from bench.center import BenchError
from bench.figures import Spread

PLANNER = "hakan"
TO_REACH_MS: Final = 100
DAYS: Final = 28
STARTS: Final = (6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
_WORKED: Final = 5
_FOUND, _SHOWN = 302, 200


def run(place: Place, *, people: int, times: int) -> Iterator[str]:
    """Yield p50 and p95 of a verdict before the drop, a move, a change, a day and the page.

    Raises:
        BenchError: a planner waits too long for a verdict.
    """
    grid = _Grid(people)
    place.write_down()
    yield (
        f"{people} people, {DAYS} days, {len(STARTS)} shifts; {times} times each, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; "
        f"to reach: a verdict within {TO_REACH_MS} ms at p95"
    )
    yield f"{'':<48}{'p50':>10}{'p95':>10}"
    verdict = _measured(grid.drag, grid.ask, times)
    yield _line("a drag, the law asked before the drop", verdict)
    yield _line("a change, the verb alone", _measured(grid.place, grid.change, times))
    yield _line("a change, the request", _measured(grid.place, grid.send, times))
    late = _measured(grid.late, grid.refused, times)
    yield _line("a change that the law refuses, the request", late)
    day = _measured(grid.place, grid.open_day, times)
    yield _line("a day opened, every shift judged, the page", day)
    yield _line("a drop, done or refused, the request", _measured(grid.drag, grid.drop, times))
    yield _line("the grid drawn, the page", _measured(grid.address, grid.draw, times))
    if is_late(verdict):
        raise BenchError(f"a verdict takes {TO_REACH_MS} ms or more")


def is_late(verdict: Spread) -> bool:
    """Tell whether a planner waits too long for a verdict."""
    return verdict.at(95) >= TO_REACH_MS


def _line(name: str, spread: Spread) -> str:
    return f"{name:<48}{spread.at(50):>7.0f} ms{spread.at(95):>7.0f} ms"


def _measured[T](prepare: Callable[[], T], do: Callable[[T], None], times: int) -> Spread:
    """Time what is done; what prepares it, and a first time, are not counted."""
    do(prepare())
    return Spread.of(_timed(do, prepare()) for _ in range(times))


def _timed[T](do: Callable[[T], None], prepared: T) -> float:
    began = time.perf_counter()
    do(prepared)
    return time.perf_counter() - began


type _Place = tuple[User, date, ShiftType]


def _expect(answer: HttpResponseBase, status: int) -> None:
    if answer.status_code != status:
        raise RuntimeError(f"the grid answers {answer.status_code}, not {status}")


class _Grid:
    """A full draft, and a planner who changes one day after the other in it."""

    def __init__(self, people: int) -> None:
        self._planner = User.objects.get(username=PLANNER)
        self._types = [self._type(start) for start in STARTS]
        self._staff = [self._person(number) for number in range(people)]
        today = city.today(clock.now())
        self._roster = self._draft(today + timedelta(days=28 - today.weekday()))
        self._turns = itertools.count()
        self._browser = Client(SERVER_NAME="localhost")
        self._browser.force_login(self._planner)

    def address(self) -> str:
        return f"/planning/rosters/{self._roster.pk}/"

    def place(self) -> _Place:
        """Return a day on which the next person works, and a shift an hour from theirs."""
        turn = next(self._turns)
        person = turn % len(self._staff)
        days = [each for each in range(DAYS) if _works(person, each)]
        day = self._roster.first_date + timedelta(days=days[turn % len(days)])
        own = person % len(STARTS)
        return self._staff[person], day, self._types[own - 1 if own else 1]

    def late(self) -> _Place:
        """Return the day after somebody's late shift, on which they work, and an early shift."""
        rows = self._roster.shifts.filter(type=self._types[-1]).select_related("user")
        days = {(each.user_id, each.day) for each in rows}
        tomorrow = timedelta(days=1)
        found = next(each for each in rows if (each.user_id, each.day + tomorrow) in days)
        return found.user, found.day + tomorrow, self._types[0]

    def drag(self) -> Mapping[str, str | int]:
        """Return what a page sends of the next person's shift over a colleague's free day."""
        turn = next(self._turns)
        person = turn % len(self._staff)
        shifts = list(self._roster.shifts.filter(user=self._staff[person]).order_by("day"))
        shift = shifts[turn % len(shifts)]
        working = set(self._roster.shifts.filter(day=shift.day).values_list("user", flat=True))
        following = self._staff[person:] + self._staff[:person]
        free = next(each for each in following if each.pk not in working)
        return {
            "from": f"{shift.user_id}-{shift.day.isoformat()}",
            "seen_from": shift.type_id,
            "to": f"{free.pk}-{shift.day.isoformat()}",
            "seen_to": "",
        }

    def change(self, place: _Place) -> None:
        user, day, chosen = place
        actions.assign(
            roster=self._roster,
            user=user,
            day=day,
            shift_type=chosen,
            by=self._planner,
            at=clock.now(),
        )

    def send(self, place: _Place) -> None:
        user, day, chosen = place
        sent = {"cell": f"{user.pk}-{day.isoformat()}", "type": chosen.pk}
        _expect(self._browser.post(f"{self.address()}assign/", sent), _FOUND)

    def refused(self, place: _Place) -> None:
        """Ask for an early shift after a late one."""
        changes = self._roster.changes.count()
        self.send(place)
        if self._roster.changes.count() != changes:
            raise RuntimeError("the law refuses less rest than 11 hours")

    def open_day(self, place: _Place) -> None:
        user, day, _chosen = place
        _expect(self._browser.get(f"{self.address()}?cell={user.pk}-{day.isoformat()}"), _SHOWN)

    def ask(self, sent: Mapping[str, str | int]) -> None:
        """Ask for the verdict of the law, as a page does while a shift is dragged."""
        _expect(self._browser.get(f"{self.address()}verdict/", sent), _SHOWN)

    def drop(self, sent: Mapping[str, str | int]) -> None:
        _expect(self._browser.post(f"{self.address()}move/", sent), _FOUND)

    def draw(self, address: str) -> None:
        _expect(self._browser.get(address), _SHOWN)

    def _type(self, start: int) -> ShiftType:
        return actions.add_shift_type(
            name=f"{start}",
            start_minute=60 * start,
            end_minute=60 * start + 480,
            break_minutes=30,
            by=self._planner,
            at=clock.now(),
        )

    def _person(self, number: int) -> User:
        name = f"grid-{number}"
        user = enroll(
            username=name,
            full_name=name,
            email=f"{name}@example.org",
            roles=["agent"],
            password=None,
            by=SYSTEM,
            at=clock.now(),
        )
        actions.set_contract(
            user=user,
            valid_from=date(2026, 1, 1),
            statuses=[Status.WORKER],
            week_minutes=2700,
            by=self._planner,
            at=clock.now(),
        )
        return user

    def _draft(self, first: date) -> Roster:
        roster = actions.draft(first=first, days=DAYS, by=self._planner, at=clock.now())
        actions.require(
            roster=roster,
            skill="",
            people=[0.5 * len(self._staff)] * 24 * DAYS,
            basis=Requirement.Basis.TYPED,
            by=self._planner,
            at=clock.now(),
        )
        given = [
            Given(user, day, self._types[number % len(STARTS)])
            for number, user in enumerate(self._staff)
            for place, day in enumerate(roster.dates)
            if _works(number, place)
        ]
        actions.import_shifts(roster=roster, given=given, by=self._planner, at=clock.now())
        return roster


def _works(person: int, day: int) -> bool:
    """Tell whether a person works on a day: five days of seven."""
    return (person + day) % 7 < _WORKED
