"""One change in the planner's grid: how long until the law has said yes or no."""

from __future__ import annotations

import itertools
import os
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from django.test import Client

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.workforce import actions
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Requirement, Roster, Shift, ShiftType
from alo153.workforce.queries.tables import Given

PLANNER = "hakan"
TO_REACH_MS: Final = 100
DAYS: Final = 28
STARTS: Final = (6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
_WORKED: Final = 5
_FOUND, _SHOWN = 302, 200


def run(*, people: int, times: int, settle: Callable[[], None]) -> list[str]:
    """Return the report: p50 and p95 of a change, a refusal, and a day opened.

    Args:
        settle: lets PostgreSQL put on the disk what was filled in, before it is measured.
    """
    grid = _Grid(people)
    settle()
    head = (
        f"{people} people, {DAYS} days, {len(STARTS)} shifts; {times} times each, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; to reach: below {TO_REACH_MS} ms"
    )
    columns = f"{'':<44}{'p50':>10}{'p95':>10}"
    rows = [
        _measured("a change, the verb alone", grid.change, times),
        _measured("a change, the request", grid.send_change, times),
        _measured("a change that the law refuses, the request", grid.send_refused, times),
        _measured("a day opened, every shift judged, the page", grid.open_day, times),
    ]
    return [head, columns, *rows]


def _measured(name: str, do: Callable[[], None], times: int) -> str:
    do()
    seconds = sorted(_timed(do) for _ in range(times))
    p95 = seconds[min(int(len(seconds) * 0.95), len(seconds) - 1)]
    return f"{name:<44}{1000 * statistics.median(seconds):>7.0f} ms{1000 * p95:>7.0f} ms"


def _timed(do: Callable[[], None]) -> float:
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


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

    def change(self) -> None:
        user, day, chosen = self._next()
        actions.assign(
            roster=self._roster,
            user=user,
            day=day,
            shift_type=chosen,
            by=self._planner,
            at=clock.now(),
        )

    def send_change(self) -> None:
        user, day, chosen = self._next()
        self._send(user, day, chosen)

    def send_refused(self) -> None:
        """Ask for an early shift after the late one of the last person's former day."""
        late = self._late()
        changes = self._roster.changes.count()
        self._send(late.user, late.day + timedelta(days=1), self._types[0])
        if self._roster.changes.count() != changes:
            raise RuntimeError("the law refuses less rest than 11 hours")

    def open_day(self) -> None:
        user, day, _chosen = self._next()
        answer = self._browser.get(f"{self._address()}?cell={user.pk}-{day.isoformat()}")
        if answer.status_code != _SHOWN:
            raise RuntimeError(f"a day: {answer.status_code}")

    def _send(self, user: User, day: date, chosen: ShiftType) -> None:
        sent = {"cell": f"{user.pk}-{day.isoformat()}", "type": chosen.pk}
        answer = self._browser.post(f"{self._address()}assign/", sent)
        if answer.status_code != _FOUND:
            raise RuntimeError(f"a change: {answer.status_code}")

    def _address(self) -> str:
        return f"/planning/rosters/{self._roster.pk}/"

    def _next(self) -> tuple[User, date, ShiftType]:
        """Return a day on which the next person works, and a shift an hour from theirs."""
        turn = next(self._turns)
        person = turn % len(self._staff)
        days = [each for each in range(DAYS) if _works(person, each)]
        day = self._roster.first_date + timedelta(days=days[turn % len(days)])
        own = person % len(STARTS)
        return self._staff[person], day, self._types[own - 1 if own else 1]

    def _late(self) -> Shift:
        """Return the shift of somebody who works until midnight and on the next day as well."""
        rows = self._roster.shifts.filter(type=self._types[-1]).select_related("user")
        days = {(each.user_id, each.day) for each in rows}
        tomorrow = timedelta(days=1)
        return next(each for each in rows if (each.user_id, each.day + tomorrow) in days)

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
