"""Open shifts are awarded once, also by two workers, and while a bid is taken back."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
from tests.cases.at_once import at_once
from tests.workforce import center
from tests.workforce.center import AT, MONDAY

from alo153.accounts.models import User
from alo153.core import clock
from alo153.core.models import Event
from alo153.workforce import actions, queries
from alo153.workforce.models import Bid, OpenShift, Roster

pytestmark = pytest.mark.django_db(transaction=True)
WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=each) for each in (2, 3))
CLOSES = AT + timedelta(hours=2)
OVER = CLOSES + timedelta(minutes=1)
Shift, Version = OpenShift.State, Roster.State


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def bidders() -> tuple[User, User]:
    """Publish a week in which Elif and Murat work on Monday alone."""
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    for user in (elif_, murat):
        center.give(roster, user, "gündüz", MONDAY)
    center.publish(roster)
    return elif_, murat


def opened(*days: int) -> list[OpenShift]:
    return [
        actions.post_open_shift(
            shift_type=center.shift_type("gündüz"),
            first=MONDAY + timedelta(days=day),
            last=MONDAY + timedelta(days=day),
            closes_at=CLOSES,
            by=center.planner(),
            at=AT,
        )
        for day in days
    ]


def awarded() -> int:
    return Event.objects.filter(name="open_shift.awarded").count()


def test_two_workers_award_every_shift_once(bidders: tuple[User, User]) -> None:
    """The shifts are of one roster: each award makes its next version."""
    elif_, murat = bidders
    for shift in opened(2, 3, 4):
        actions.bid(open_shift=shift, by=elif_, at=AT)
        actions.bid(open_shift=shift, by=murat, at=AT)
    at_once(*[partial(actions.award_due, at=OVER)] * 2)
    # One that met a version that was made just then waits for the next run
    actions.award_due(at=OVER)
    assert list(OpenShift.objects.values_list("state", flat=True)) == [Shift.AWARDED] * 3
    assert (awarded(), Bid.objects.filter(state=Bid.State.AWARDED).count()) == (3, 3)
    last = MONDAY + timedelta(days=6)
    given = [*queries.shifts_of(elif_, WEDNESDAY, last), *queries.shifts_of(murat, WEDNESDAY, last)]
    assert len(given) == 3
    assert Roster.objects.filter(state=Version.PUBLISHED).count() == 1
    assert not Roster.objects.filter(state=Version.DRAFT).exists()


def test_a_bid_is_taken_back_or_awarded_and_never_both(bidders: tuple[User, User]) -> None:
    elif_, _murat = bidders
    [shift] = opened(3)
    actions.bid(open_shift=shift, by=elif_, at=AT)

    def take_back() -> bool:
        with suppress(actions.BidsEnded):
            actions.withdraw_bid(open_shift=shift, by=elif_, at=OVER)
            return True
        return False

    _, taken_back = at_once(partial(actions.award_due, at=OVER), take_back)
    shift.refresh_from_db()
    assert shift.state == (Shift.UNFILLED if taken_back else Shift.AWARDED)
    assert Bid.objects.exists() is not taken_back
    assert queries.shifts_of(elif_, THURSDAY, THURSDAY).exists() is not taken_back
    assert awarded() == int(not taken_back)


def test_a_planner_and_an_award_make_one_version_after_another(
    bidders: tuple[User, User],
) -> None:
    elif_, _murat = bidders
    [shift] = opened(3)
    actions.bid(open_shift=shift, by=elif_, at=AT)
    roster = Roster.objects.get(state=Version.PUBLISHED)

    def revise() -> bool:
        with suppress(actions.DraftExists, actions.NotADraft):
            actions.revise(roster=roster, by=center.planner(), at=OVER)
            return True
        return False

    _, revised = at_once(partial(actions.award_due, at=OVER), revise)
    shift.refresh_from_db()
    assert Roster.objects.filter(state=Version.PUBLISHED).count() == 1
    assert shift.state == (Shift.OPEN if revised else Shift.AWARDED)
    assert Roster.objects.filter(state=Version.DRAFT).exists() is revised
