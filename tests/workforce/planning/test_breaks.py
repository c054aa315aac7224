"""Breaks of published shifts: placed with the roster, kept by the next one, moved on the day."""

from datetime import date, timedelta

import pytest
from tests.workforce import center
from tests.workforce.center import AT, MONDAY

from alo153.accounts.models import User
from alo153.notices.models import StaffNotice
from alo153.workforce import actions, adherence, queries
from alo153.workforce.models import Roster, ShiftBreak
from alo153.workforce.queries import calendars

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
QUARTER = timedelta(minutes=15)


def published(*usernames: str) -> tuple[list[User], Roster]:
    people = center.people(*usernames)
    roster = center.draft(days=7)
    center.want(roster, [1.0] * 24)
    for user in people:
        center.give(roster, user, "gündüz", MONDAY)
    return people, center.publish(roster)


def pause(user: User, day: date = MONDAY) -> ShiftBreak:
    found = queries.shifts_of(user, day, day).get().pause
    assert found
    return found


def test_published_shifts_have_their_breaks_one_after_the_other() -> None:
    (elif_, murat), _roster = published("elif", "murat")
    first, second = sorted([pause(elif_), pause(murat)], key=lambda each: each.starts_at)
    assert first.ends_at <= second.starts_at
    assert first.minutes == 30
    shift = first.shift
    assert shift.starts_at < first.starts_at
    assert first.ends_at < shift.ends_at


def test_the_next_version_keeps_the_breaks_of_shifts_that_stay() -> None:
    (elif_, murat), roster = published("elif", "murat")
    before = pause(elif_).starts_at
    second = actions.revise(roster=roster, by=center.planner(), at=AT)
    center.give(second, murat, "sabah", TUESDAY)
    center.publish(second)
    assert pause(elif_).starts_at == before
    assert pause(murat, TUESDAY)


def test_a_shift_that_overtime_makes_longer_keeps_its_break() -> None:
    (elif_,), _roster = published("elif")
    center.contract(elif_, consents=True)
    found = pause(elif_)
    # As early as the shift allows: it is over when she agrees to stay
    early = found.shift.starts_at + QUARTER
    actions.move_break(shift_break=found, starts_at=early, by=center.planner(), at=AT)
    asked = actions.ask_overtime(user=elif_, day=MONDAY, minutes=60, by=center.planner(), at=AT)
    later = early + timedelta(hours=3)
    assert actions.agree_overtime(overtime=asked, by=elif_, at=later)
    assert (pause(elif_).starts_at, pause(elif_).minutes) == (early, 60)


def test_a_break_is_moved_and_the_person_is_told() -> None:
    (elif_,), _roster = published("elif")
    found = pause(elif_)
    to = found.starts_at - 2 * QUARTER
    actions.move_break(shift_break=found, starts_at=to, by=center.planner(), at=AT)
    assert pause(elif_).starts_at == to
    assert ShiftBreak.objects.count() == 2
    assert "Molanız" in StaffNotice.objects.filter(reader=elif_).latest("pk").title


def test_a_break_stays_within_its_shift_and_its_day_is_not_over() -> None:
    (elif_,), _roster = published("elif")
    found = pause(elif_)
    move = {"shift_break": found, "by": center.planner()}
    for to, at in (
        (found.shift.starts_at, AT),
        (found.shift.ends_at - QUARTER, AT),
        (found.starts_at + timedelta(minutes=7), AT),
        (found.starts_at + QUARTER, found.starts_at),
        (found.starts_at, found.starts_at + QUARTER),
    ):
        with pytest.raises(actions.BreakImpossible):
            actions.move_break(starts_at=to, at=at, **move)


def test_whoever_has_a_break_just_now_is_not_missing() -> None:
    (elif_,), _roster = published("elif")
    found = pause(elif_)
    assert adherence.expected_now(found.starts_at - QUARTER).missing
    assert not adherence.expected_now(found.starts_at + QUARTER).missing


def test_the_calendar_says_when_the_break_is() -> None:
    (elif_,), _roster = published("elif")
    text = calendars.feed(elif_, today=MONDAY, title="Vardiya", pause="Mola", at=AT)
    assert "DESCRIPTION:Mola: 1" in text
