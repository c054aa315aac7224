"""The people who are there in each half hour of a roster."""

from datetime import date, timedelta

import pytest
from tests.workforce import center
from tests.workforce.center import AT, MONDAY

from alo153.accounts.models import User
from alo153.workforce import actions, cover
from alo153.workforce.models import Leave, Roster, ShiftType

pytestmark = pytest.mark.django_db
SUNDAY = MONDAY - timedelta(days=1)


def long_night(user: User, day: date) -> Roster:
    """Publish a night from 22 to 6 that ends a roster."""
    night = ShiftType.objects.create(
        name="uzun gece", start_minute=22 * 60, end_minute=30 * 60, break_minutes=30
    )
    roster = center.draft(days=5, first=day - timedelta(days=4))
    actions.assign(roster=roster, user=user, day=day, shift_type=night, by=center.planner(), at=AT)
    return center.publish(roster)


def test_the_night_that_began_before_the_first_day_covers_its_morning() -> None:
    elif_, murat = center.people("elif", "murat")
    long_night(murat, SUNDAY)
    roster = center.draft(days=7)
    center.want(roster, [1.0] * 6 + [0.0] * 18)
    center.give(roster, elif_, "gündüz", MONDAY)
    monday, tuesday, *_ = cover.by_day(roster)[0].days
    assert (monday.under, tuesday.under) == (0, 6)
    (curve,) = cover.curves(roster, MONDAY)
    assert [float(each) for each in curve.present] == [1] * 12 + [0] * 6 + [1] * 16 + [0] * 14


def test_a_night_of_somebody_on_leave_covers_nothing() -> None:
    (murat,) = center.people("murat")
    long_night(murat, SUNDAY)
    roster = center.draft(days=7)
    center.want(roster, [1.0] * 6 + [0.0] * 18)
    actions.record_leave(
        user=murat,
        kind=Leave.Kind.REPORT,
        first=SUNDAY,
        last=SUNDAY,
        by=center.planner(),
        at=AT,
    )
    assert cover.by_day(roster)[0].days[0].under == 6


def test_the_evening_of_the_last_day_adds_nothing_to_the_first() -> None:
    (murat,) = center.people("murat")
    long_night(murat, SUNDAY + timedelta(days=7))
    roster = Roster.objects.get()
    before = center.draft(days=7, first=roster.first_date - timedelta(days=7))
    center.want(before, [1.0] * 24)
    assert cover.by_day(before)[0].under == 7 * 24
