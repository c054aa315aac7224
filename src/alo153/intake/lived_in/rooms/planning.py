"""A published month with a swap and somebody who is ill, and the next one with wishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from alo153.accounts.models import User
from alo153.city.citypack.typed_values import Table
from alo153.city.queries import local_time
from alo153.intake.lived_in.rooms.room import Room, Staff
from alo153.workforce import actions, queries
from alo153.workforce.candidates.swaps import partners
from alo153.workforce.demand import NoHistory
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Deviation, Leave, PlannedEvent, Requirement, Roster, Wish
from alo153.workforce.models import ShiftType as Kind
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.permissions import SEE_OWN_SHIFTS
from alo153.workforce.queries.tables import Given

_MONTH: Final = 28
_WEEK: Final = 7
_WORK_DAYS: Final = 5
_FULL_TIME: Final = 45 * 60
_WANTED: Final = [0.0] * 7 + [1.0] * 2 + [3.0] * 9 + [1.0] * 6
"""People for each hour of a day."""
_AHEAD: Final = range(2, 10)
"""Days from today on which a swap is looked for."""
_MORNING: Final = timedelta(hours=6, minutes=40)


@dataclass(frozen=True, kw_only=True)
class ShiftLine:
    """A shift: minutes from midnight, and of its break."""

    name: str
    begins: int
    ends: int
    pause: int


@dataclass(frozen=True, kw_only=True)
class WishLine:
    """A person's wish for a day of the next month; without a shift a day off."""

    person: str
    day: int
    kind: str
    shift: str
    points: int


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The planner, the planned people and the kinds of shifts."""

    planner: str
    people: tuple[str, ...]
    shifts: tuple[ShiftLine, ...]
    wishes: tuple[WishLine, ...]
    event: str
    explanation: str


def _read(root: Table, staff: Staff) -> list[Plan]:
    if "planning" not in root.data:
        return []
    table = root.table("planning")
    plan = Plan(
        planner=table.choice("planner", staff),
        people=table.words("people", required=True),
        shifts=tuple(map(_shift, table.tables("shift", "planning.shift"))),
        wishes=tuple(_wish(each, staff) for each in table.tables("wish", "planning.wish")),
        event=table.text("event", longest=60),
        explanation=table.text("explanation", longest=200),
    )
    for unknown in set(plan.people) - staff.keys():
        table.wrong("people", f'there is no "{unknown}"', "Name people of demo.toml")
    table.done()
    return [plan]


def _shift(table: Table) -> ShiftLine:
    line = ShiftLine(
        name=table.text("name", longest=20),
        begins=60 * table.count("begins", range(HOURS)),
        ends=60 * table.count("ends", range(1, 2 * HOURS)),
        pause=table.count("pause", range(121)),
    )
    table.done()
    return line


def _wish(table: Table, staff: Staff) -> WishLine:
    line = WishLine(
        person=table.choice("person", staff),
        day=table.count("day", range(_MONTH)),
        kind=table.choice("kind", Wish.Kind.values),
        shift=table.text("shift", ""),
        points=table.count("points", range(1, 4)),
    )
    table.done()
    return line


def _is_empty() -> bool:
    return not Roster.objects.exists()


def _fill(plans: Sequence[Plan], staff: Staff, at: datetime) -> None:
    for plan in plans:
        office = _Office(plan, staff, at)
        office.hire()
        office.publish_month()
        office.begin_next_month()
        office.go_on_with_the_day()
        # A demo of a few days has not seen enough calls
        with suppress(NoHistory):
            actions.renew_forecast(by=office.planner, at=at)


class _Office:
    """A planner at work, two weeks ago and today."""

    def __init__(self, plan: Plan, staff: Staff, at: datetime) -> None:
        self.plan, self.at = plan, at
        self.today = local_time.today(at)
        self.planner = staff[plan.planner]
        self.people = [staff[each] for each in plan.people]
        self.own = [each for each in self.people if each.may(SEE_OWN_SHIFTS)]
        self.staff = staff
        self.first = self.today - timedelta(days=self.today.weekday() + _WEEK)
        self.kinds = dict[str, Kind]()

    def hire(self) -> None:
        """Set contracts, and name the shifts that can be given."""
        began = self._noon(self.first - timedelta(days=20))
        for user in self.people:
            actions.set_contract(
                user=user,
                valid_from=date(self.first.year, 1, 1),
                statuses=[Status.WORKER],
                week_minutes=_FULL_TIME,
                overtime_consent=True,
                by=self.planner,
                at=began,
            )
        for line in self.plan.shifts:
            self.kinds[line.name] = actions.add_shift_type(
                name=line.name,
                start_minute=line.begins,
                end_minute=line.ends,
                break_minutes=line.pause,
                by=self.planner,
                at=began,
            )

    def publish_month(self) -> None:
        """Publish the four weeks of which the second is this one."""
        roster = self._draft(self.first, weeks=4, at=self._noon(self.first - timedelta(days=12)))
        published = self._noon(self.first - timedelta(days=10))
        actions.publish(roster=roster, by=self.planner, at=published)

    def begin_next_month(self) -> None:
        """Draft the next four weeks, of which the first is filled, and let people wish."""
        first = self.first + timedelta(days=_MONTH)
        made = self.at - timedelta(days=1)
        for line in self.plan.wishes:
            actions.wish(
                day=first + timedelta(days=line.day),
                kind=Wish.Kind(line.kind),
                shift_type=self.kinds.get(line.shift),
                points=line.points,
                by=self.staff[line.person],
                at=made,
            )
        away = first + timedelta(days=_WEEK)
        actions.ask_leave(first=away, last=away + timedelta(days=2), by=self.own[-1], at=made)
        self._draft(first, weeks=1, at=made)
        actions.add_event(
            name=self.plan.event,
            kind=PlannedEvent.Kind.EVENT,
            first=self.today + timedelta(days=9),
            last=self.today + timedelta(days=9),
            percent=15,
            by=self.planner,
            at=made,
        )

    def go_on_with_the_day(self) -> None:
        """Somebody is ill today, somebody explains yesterday, somebody offers a swap."""
        self._explain(self.today - timedelta(days=1))
        others = [each for each in self.own[1:] if each != self.planner]
        ill = next(self._working(self.today, others), None)
        if ill:
            actions.record_leave(
                user=ill,
                kind=Leave.Kind.SICK,
                first=self.today,
                last=self.today,
                by=self.planner,
                at=min(self.at, local_time.day_begins(self.today) + _MORNING),
            )
        self._offer_swap([each for each in self.own if each != ill])

    def _noon(self, day: date) -> datetime:
        return local_time.day_begins(day) + timedelta(hours=12)

    def _draft(self, first: date, *, weeks: int, at: datetime) -> Roster:
        roster = actions.draft(first=first, days=_MONTH, by=self.planner, at=at)
        actions.require(
            roster=roster,
            skill="",
            people=_WANTED * _MONTH,
            basis=Requirement.Basis.TYPED,
            by=self.planner,
            at=at,
        )
        given = [
            Given(user, day, kind)
            for day in roster.dates[: weeks * _WEEK]
            for user, kind in self._present(day)
        ]
        actions.import_shifts(roster=roster, given=given, by=self.planner, at=at)
        return roster

    def _present(self, day: date) -> Iterator[tuple[User, Kind]]:
        """Give five days of one shift, then two days off, to each person from another day on."""
        kinds = list(self.kinds.values())
        for place, user in enumerate(self.people):
            turn, number = divmod((day - self.first).days + 2 * place, _WEEK)
            if number < _WORK_DAYS:
                yield user, kinds[(place + turn) % len(kinds)]

    def _working(self, day: date, people: Sequence[User]) -> Iterator[User]:
        return (user for user in people if queries.shifts_of(user, day, day).exists())

    def _explain(self, day: date) -> None:
        for user in self._working(day, self.own):
            shift = queries.shifts_of(user, day, day)[0]
            begins = shift.starts_at + timedelta(hours=2)
            actions.explain(
                user=user,
                day=day,
                begins_at=begins,
                ends_at=begins + timedelta(minutes=25),
                kind=Deviation.Kind.TECHNICAL,
                words=self.plan.explanation,
                by=user,
                at=min(self.at, shift.ends_at),
            )
            return

    def _offer_swap(self, people: Sequence[User]) -> None:
        """Offer the first shift that somebody may lawfully change with a colleague."""
        keys = {each.pk for each in people}
        for day in (self.today + timedelta(days=ahead) for ahead in _AHEAD):
            for giver in self._working(day, people):
                found = [one for one in partners(giver, day, at=self.at) if one.user.pk in keys]
                if found:
                    actions.offer_swap(
                        giver_day=day,
                        taker=found[0].user,
                        taker_day=found[0].day,
                        by=giver,
                        at=self.at,
                    )
                    return


ROOM: Final = Room(name="planning", read=_read, is_empty=_is_empty, fill=_fill)
