"""A small call center with contracts, shifts and a roster, made by the real actions."""

from collections.abc import Sequence
from datetime import date

from tests import cast

from alo153.accounts.models import User
from alo153.workforce import actions
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Requirement, Roster, ShiftType
from alo153.workforce.models.rosters import HOURS

AT = cast.AT
MONDAY = date(2026, 11, 30)
WORKER = frozenset({Status.WORKER})
HOURS_OF = {"sabah": (7, 15), "gündüz": (9, 17), "akşam": (16, 24), "gece": (0, 8)}


def planner() -> User:
    return cast.staff("hakan")


def people(*usernames: str, statuses: frozenset[Status] = WORKER) -> list[User]:
    """Give contracts of 45 hours to people of the cast."""
    found = [cast.staff(each) for each in usernames]
    for user in found:
        contract(user, statuses)
    return found


def contract(
    user: User,
    statuses: frozenset[Status] = WORKER,
    week_minutes: int = 2700,
    *,
    consents: bool = False,
    ended: bool = False,
    valid_from: date = date(2026, 1, 1),
) -> None:
    actions.set_contract(
        user=user,
        valid_from=valid_from,
        statuses=statuses,
        week_minutes=week_minutes,
        overtime_consent=consents,
        ended=ended,
        by=planner(),
        at=AT,
    )


def shift_type(name: str) -> ShiftType:
    """Return one of `HOURS_OF`, added if it is not there."""
    begin, end = HOURS_OF[name]
    found = ShiftType.objects.filter(name=name).first()
    return found or actions.add_shift_type(
        name=name,
        start_minute=60 * begin,
        end_minute=60 * end,
        break_minutes=30,
        by=planner(),
        at=AT,
    )


def draft(days: int = 14, first: date = MONDAY) -> Roster:
    return actions.draft(first=first, days=days, by=planner(), at=AT)


def give(roster: Roster, user: User, name: str, *days: date) -> None:
    for day in days:
        actions.assign(
            roster=roster,
            user=user,
            day=day,
            shift_type=shift_type(name),
            by=planner(),
            at=AT,
        )


def want(roster: Roster, hours: Sequence[float], skill: str = "") -> None:
    """Want so many people in each hour of every day."""
    assert len(hours) == HOURS
    actions.require(
        roster=roster,
        skill=skill,
        people=list(hours) * roster.days,
        basis=Requirement.Basis.TYPED,
        by=planner(),
        at=AT,
    )


def publish(roster: Roster) -> Roster:
    return actions.publish(roster=roster, by=planner(), at=AT)
