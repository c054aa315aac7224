"""Wishes: a few points a month, handed to the solver, answered by the published roster."""

from datetime import date, timedelta

import pytest
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT, MONDAY

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted
from alo153.workforce import actions, posing
from alo153.workforce.automata import OFF
from alo153.workforce.models import Wish
from alo153.workforce.queries import wishes

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)
LATER = MONDAY + timedelta(days=8)


def wish(
    user: User, day: date, kind: Wish.Kind = Wish.Kind.OFF, name: str = "", points: int = 1
) -> Wish:
    shift_type = center.shift_type(name) if name else None
    return actions.wish(
        day=day,
        kind=kind,
        shift_type=shift_type,
        points=points,
        by=user,
        at=AT,
    )


def test_points_of_a_month_are_few_and_come_back() -> None:
    (elif_,) = center.people("elif")
    first = wish(elif_, LATER, points=3)
    for number in range(1, 4):
        wish(elif_, LATER + timedelta(days=number), points=3)
    assert wishes.points_left(elif_, LATER) == 0
    with pytest.raises(actions.NoPointsLeft) as refused:
        wish(elif_, LATER + timedelta(days=4))
    assert refused.value.left == 0
    actions.drop_wish(wish=first, by=elif_, at=AT)
    assert wishes.points_left(elif_, LATER) == 3
    # Another month has its own
    assert wishes.points_left(elif_, LATER + timedelta(days=31)) == 12


def test_a_second_wish_of_a_day_takes_the_place_of_the_first() -> None:
    (elif_,) = center.people("elif")
    wish(elif_, LATER, points=3)
    wish(elif_, LATER, Wish.Kind.AVOID, "gece", points=2)
    kept = Wish.objects.get()
    assert (kept.kind, kept.points) == (Wish.Kind.AVOID, 2)
    assert wishes.points_left(elif_, LATER) == 10


def test_a_published_day_is_not_wished_any_more() -> None:
    (elif_,) = center.people("elif")
    center.publish(center.draft(days=7))
    with pytest.raises(actions.WishTooLate):
        wish(elif_, TUESDAY)
    with pytest.raises(actions.WishTooLate):
        wish(elif_, AT.date())


def test_nobody_drops_another_s_wish() -> None:
    elif_, murat = center.people("elif", "murat")
    with pytest.raises(actions.NotYours):
        actions.drop_wish(wish=wish(elif_, LATER), by=murat, at=AT)


def test_the_solver_gets_each_wish_as_often_as_it_has_points() -> None:
    (elif_,) = center.people("elif")
    night = center.shift_type("gece")
    center.shift_type("sabah")
    wish(elif_, TUESDAY, points=3)
    wish(elif_, WEDNESDAY, Wish.Kind.AVOID, "gece")
    posed = posing.center_of(center.draft(days=7), AT.date())
    member = posed.center.members[0]
    by_day = {day: [w.shifts for w in member.wishes if w.day == day] for day in posed.center.days}
    assert by_day[TUESDAY] == [frozenset()] * 3
    (liked,) = by_day[WEDNESDAY]
    assert OFF in liked
    assert posed.types.index(night) not in liked
    assert len(liked) == len(posed.types)


def test_the_published_roster_says_which_wishes_were_granted() -> None:
    elif_, murat = center.people("elif", "murat")
    wish(elif_, MONDAY)
    wish(elif_, TUESDAY, Wish.Kind.SHIFT, "sabah")
    wish(murat, MONDAY, Wish.Kind.AVOID, "akşam")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", TUESDAY)
    center.give(roster, murat, "akşam", MONDAY)
    assert [each.granted for each in wishes.of_user(elif_, MONDAY)] == [None, None]
    center.publish(roster)
    assert [each.granted for each in wishes.of_user(elif_, MONDAY)] == [True, True]
    assert [each.granted for each in wishes.of_user(murat, MONDAY)] == [False]
    counts = wishes.counted(wishes.of_roster(roster))
    assert (counts[elif_.pk].share, counts[murat.pk].share) == (100, 0)
    assert wishes.total(wishes.of_roster(roster)).made == 3


def test_whoever_has_no_shifts_wishes_nothing() -> None:
    with pytest.raises(NotPermitted):
        wish(cast.staff("kemal"), LATER)
