"""Rosters and the shifts that are in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city import queries as city
from alo153.workforce.law import shifts as law
from alo153.workforce.models import Contract, Leave, Roster, Shift, ShiftBreak, ShiftType, SolverRun
from alo153.workforce.models.rosters import MOST_DAYS
from alo153.workforce.permissions import PLAN_SHIFTS

BEFORE_DAYS = 21
"""The days back that the law reads: rest, weekly rest, and weeks of nights."""
AFTER_DAYS = 14
"""The days ahead that it reads, if the next roster is published already."""


def rosters(asker: User) -> QuerySet[Roster]:
    """Return the rosters that a planner works with. Raises NotPermitted."""
    permit(PLAN_SHIFTS, by=asker)
    shown = Roster.objects.exclude(state=Roster.State.DISCARDED)
    return shown.select_related("made_by", "published_by")


def roster_of(asker: User, key: int) -> Roster:
    """Return a roster. Raises NotPermitted, Roster.DoesNotExist."""
    return rosters(asker).get(pk=key)


def shift_types() -> QuerySet[ShiftType]:
    """Return the shifts that can be given."""
    return ShiftType.objects.filter(retired_at=None)


def types_of(roster: Roster) -> QuerySet[ShiftType]:
    """Return the shifts that can be given, and retired ones that a roster has."""
    had = roster.shifts.values("type")
    return ShiftType.objects.filter(Q(retired_at=None) | Q(pk__in=had))


def shift_type(key: int) -> ShiftType | None:
    """Return a shift that can be given, or could once; one query."""
    return ShiftType.objects.filter(pk=key).first()


def run_of(roster: Roster) -> SolverRun | None:
    """Return the newest run of the solver; one query."""
    return roster.runs.order_by("-pk").first()


def published_on(first: date, last: date) -> QuerySet[Shift]:
    """Return the shifts in force between two days: of published versions, of people who come."""
    shifts = Shift.objects.filter(roster__state=Roster.State.PUBLISHED, day__range=(first, last))
    return shifts.exclude(released()).select_related("type", "user")


def released() -> Q:
    """Return the condition that nobody works a shift: its person is away, or has left."""
    return Q(away()) | Q(left())


def away() -> Exists:
    """Return the condition that the person of a shift is on leave on its day."""
    return Exists(
        Leave.objects.filter(
            state=Leave.State.GRANTED,
            user=OuterRef("user"),
            first_date__lte=OuterRef("day"),
            last_date__gte=OuterRef("day"),
        )
    )


def left() -> Exists:
    """Return the condition that the contract of a shift's person has ended by its day."""
    newer = Contract.objects.filter(
        user=OuterRef("user"),
        valid_from__gt=OuterRef("valid_from"),
        valid_from__lte=OuterRef(OuterRef("day")),
    )
    ended = Contract.objects.filter(
        user=OuterRef("user"), valid_from__lte=OuterRef("day"), ended=True
    )
    return Exists(ended.filter(~Exists(newer)))


def shift(key: int) -> Shift | None:
    """Return a shift of any version of a roster, with its person and type; one query."""
    return Shift.objects.select_related("roster", "type", "user").filter(pk=key).first()


def shift_break(key: int) -> ShiftBreak | None:
    """Return a break with its shift; one query."""
    return ShiftBreak.objects.select_related("shift").filter(pk=key).first()


def left_without(contract: Contract, at: datetime) -> QuerySet[Shift]:
    """Return the published shifts not over yet that the end of a contract leaves empty, by day.

    Days of a later contract are that one's.
    """
    later = Contract.objects.filter(
        user=contract.user_id,
        valid_from__gt=contract.valid_from,
        valid_from__lte=OuterRef("day"),
    )
    shifts = Shift.objects.filter(
        roster__state=Roster.State.PUBLISHED,
        user=contract.user_id,
        day__gte=contract.valid_from,
        ends_at__gt=at,
    )
    own = shifts.filter(left()).exclude(Exists(later))
    return own.select_related("type", "roster").order_by("day")


def open_version(roster: Roster) -> Roster | None:
    """Return the draft that changes a published roster, if one is open; one query."""
    return roster.revisions.filter(state=Roster.State.DRAFT, branch="").first()


def overlapping(first: date, last: date) -> list[Roster]:
    """Return the published rosters that have a day between two; one query."""
    rows = Roster.objects.filter(
        state=Roster.State.PUBLISHED,
        first_date__lte=last,
        first_date__gt=first - timedelta(days=MOST_DAYS),
    )
    return [each for each in rows if each.last_date >= first]


def shifts_of(user: User, first: date, last: date) -> QuerySet[Shift]:
    """Return somebody's shifts in force between two days."""
    return published_on(first, last).filter(user=user)


def as_law(shift: Shift) -> law.Shift:
    """Return a shift as the law sees it: in the city's own time."""
    return law.Shift(
        start=city.local(shift.starts_at).replace(tzinfo=None),
        end=city.local(shift.ends_at).replace(tzinfo=None),
        break_minutes=shift.break_minutes,
        overtime_minutes=shift.overtime_minutes,
    )


def before(first: date, users: Collection[int]) -> dict[int, list[law.Shift]]:
    """Return the published shifts of three weeks before a day, by person; one query."""
    return _by_user(first - timedelta(days=BEFORE_DAYS), first - timedelta(days=1), users)


def after(last: date, users: Collection[int]) -> dict[int, list[law.Shift]]:
    """Return the published shifts of two weeks after a day, by person; one query."""
    return _by_user(last + timedelta(days=1), last + timedelta(days=AFTER_DAYS), users)


def _by_user(first: date, last: date, users: Collection[int]) -> dict[int, list[law.Shift]]:
    found: dict[int, list[law.Shift]] = defaultdict(list)
    for row in published_on(first, last).filter(user__in=users).order_by(F("starts_at")):
        found[row.user_id].append(as_law(row))
    return found
