"""Open shifts: posted, bid for, awarded by the rule, and told."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import signed_in, text

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted
from alo153.city import queries as city
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.core.models import Event
from alo153.notices.models import StaffNotice
from alo153.workforce import actions, queries
from alo153.workforce.actions.bids import awarding
from alo153.workforce.law.rules import Key, Status
from alo153.workforce.models import Bid, Leave, OpenShift, Roster
from alo153.workforce.models.bids import LEAST_NOTICE, TOO_LATE
from alo153.workforce.queries import bids
from alo153.workforce.queries.judging import HAS_SHIFT, ON_LEAVE

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=each) for each in (1, 2, 3))
CLOSES = AT + timedelta(hours=2)
LATER, OVER = AT + timedelta(minutes=10), CLOSES + timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def hakan() -> Client:
    return signed_in("hakan")


def rostered() -> tuple[Roster, User, User]:
    """Return a published week: Elif works on Monday, Murat on Monday and Tuesday."""
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY)
    center.give(roster, murat, "gündüz", MONDAY, TUESDAY)
    return center.publish(roster), elif_, murat


def opened(
    name: str = "gündüz", first: date = THURSDAY, last: date | None = None, at: datetime = AT
) -> OpenShift:
    return actions.post_open_shift(
        shift_type=center.shift_type(name),
        first=first,
        last=last or first,
        closes_at=CLOSES,
        by=center.planner(),
        at=at,
    )


def titles(user: User) -> list[str]:
    return [each.title for each in StaffNotice.objects.filter(reader=user).order_by("pk")]


def test_the_earlier_bid_gets_it_where_the_year_is_equal() -> None:
    _roster, elif_, murat = rostered()
    shift = opened()
    actions.bid(open_shift=shift, by=murat, at=AT)
    actions.bid(open_shift=shift, by=elif_, at=LATER)
    # Bids have not ended
    actions.award_due(at=LATER)
    assert not shift.bids.filter(state=Bid.State.AWARDED).exists()
    actions.award_due(at=OVER)
    won = shift.bids.get(state=Bid.State.AWARDED)
    assert (won.user, won.reason) == (murat, Bid.Reason.EARLIER)
    assert queries.shifts_of(murat, THURSDAY, THURSDAY).get().type.name == "gündüz"
    assert not queries.shifts_of(elif_, THURSDAY, THURSDAY).exists()
    lost = shift.bids.get(user=elif_)
    assert (lost.state, lost.reason) == (Bid.State.PASSED_OVER, Bid.Reason.EARLIER)
    assert any("sizin" in each for each in titles(murat))
    assert any("bir çalışma arkadaşınıza" in each for each in titles(elif_))
    # Twice is once
    actions.award_due(at=OVER)
    assert Event.objects.filter(name="open_shift.awarded").count() == 1


def test_the_year_outweighs_the_earlier_bid() -> None:
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, murat, "gündüz", MONDAY, MONDAY + timedelta(days=5))
    center.give(roster, elif_, "gündüz", MONDAY, TUESDAY)
    center.publish(roster)
    saturday = opened(first=MONDAY + timedelta(days=6))
    actions.bid(open_shift=saturday, by=murat, at=AT)
    actions.bid(open_shift=saturday, by=elif_, at=LATER)
    actions.award_due(at=OVER)
    won = saturday.bids.get(state=Bid.State.AWARDED)
    assert (won.user, won.reason, won.weekends) == (elif_, Bid.Reason.WEEKENDS, 0)
    assert saturday.bids.get(user=murat).weekends == 50


def test_a_line_is_given_whole_or_not_at_all() -> None:
    _roster, elif_, murat = rostered()
    line = opened(first=TUESDAY, last=THURSDAY)
    with pytest.raises(actions.Unlawful):
        # He has a shift on Tuesday
        actions.bid(open_shift=line, by=murat, at=AT)
    actions.bid(open_shift=line, by=elif_, at=AT)
    actions.award_due(at=OVER)
    days = queries.shifts_of(elif_, TUESDAY, THURSDAY).values_list("day", flat=True)
    assert list(days) == [TUESDAY, WEDNESDAY, THURSDAY]
    assert line.bids.get().reason == ""


def test_a_bid_that_became_unlawful_gets_nothing_and_the_planner_is_told() -> None:
    _roster, elif_, _murat = rostered()
    shift = opened()
    actions.bid(open_shift=shift, by=elif_, at=AT)
    actions.record_leave(
        user=elif_,
        kind=Leave.Kind.SICK,
        first=THURSDAY,
        last=THURSDAY,
        by=center.planner(),
        at=LATER,
    )
    actions.award_due(at=OVER)
    shift.refresh_from_db()
    assert shift.state == OpenShift.State.UNFILLED
    bid = shift.bids.get()
    assert (bid.state, bid.cause) == (Bid.State.REFUSED, ON_LEAVE)
    assert any("kimseye verilemedi" in each for each in titles(center.planner()))
    # No law has refused it, so none is named
    assert any("size verilemedi" in each for each in titles(elif_))
    assert not any("Yasa" in each for each in titles(elif_))
    assert "İzinli" in text(signed_in("elif").get("/shifts/open/"))
    assert "İzinli" in text(signed_in("hakan").get("/planning/open/"))


def test_a_second_shift_of_the_day_is_refused_as_such() -> None:
    _roster, elif_, _murat = rostered()
    first, second = opened(), opened("akşam")
    for each in (first, second):
        actions.bid(open_shift=each, by=elif_, at=AT)
    actions.award_due(at=OVER)
    assert first.bids.get().state == Bid.State.AWARDED
    assert second.bids.get().cause == HAS_SHIFT


def test_a_colleague_whom_the_law_refuses_stops_no_award_and_planners_hear_of_it_once() -> None:
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gece", MONDAY + timedelta(days=4))
    center.give(roster, murat, "gündüz", TUESDAY)
    center.publish(roster)
    unexamined = frozenset({Status.WORKER, Status.NIGHT_UNEXAMINED})
    center.contract(elif_, unexamined, valid_from=THURSDAY)
    for shift in (opened(), opened(first=WEDNESDAY)):
        actions.bid(open_shift=shift, by=murat, at=AT)
    actions.award_due(at=OVER)
    assert queries.shifts_of(murat, WEDNESDAY, THURSDAY).count() == 2
    told = StaffNotice.objects.get(reader=center.planner(), title__startswith=elif_.full_name)
    assert "izin vermiyor" in told.title
    assert "4 Aralık Cuma" in told.text
    # The rule would say more of her than her name and day do: it is on the page alone
    assert "gece" not in told.text.lower()


def test_a_winner_whom_no_version_can_have_does_not_stop_the_next() -> None:
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", *(MONDAY + timedelta(days=each) for each in range(6)))
    center.give(roster, murat, "gündüz", TUESDAY, MONDAY + timedelta(days=5))
    center.publish(roster)
    sick = Leave.Kind.SICK
    actions.record_leave(
        user=elif_, kind=sick, first=MONDAY, last=MONDAY, by=center.planner(), at=AT
    )
    friday, sunday = AT + timedelta(days=10), MONDAY + timedelta(days=6)
    shift = actions.post_open_shift(
        shift_type=center.shift_type("gündüz"),
        first=sunday,
        last=sunday,
        closes_at=friday + timedelta(hours=2),
        by=center.planner(),
        at=friday,
    )
    # A new version keeps her Monday, so it would have seven days in a row
    with pytest.raises(actions.Unlawful):
        actions.bid(open_shift=shift, by=elif_, at=friday)
    Bid.objects.create(open_shift=shift, user=elif_, made_at=friday)
    actions.bid(open_shift=shift, by=murat, at=friday + timedelta(minutes=1))
    actions.award_due(at=friday + timedelta(hours=3))
    assert shift.bids.get(user=murat).state == Bid.State.AWARDED
    assert shift.bids.get(user=elif_).cause in set(Key)


def test_an_award_is_of_the_program_itself(hakan: Client) -> None:
    roster, elif_, _murat = rostered()
    shift = opened()
    actions.bid(open_shift=shift, by=elif_, at=AT)
    actions.award_due(at=OVER)
    made = Roster.objects.get(revises=roster)
    assert (made.made_by, made.published_by) == (None, None)
    said = Event.objects.filter(at=OVER, name__startswith="roster.")
    assert {each.actor for each in said} == {SYSTEM}
    assert ", program" in text(hakan.get("/planning/"))
    assert "program yayımladı" in text(hakan.get(f"/planning/rosters/{made.pk}/notice/"))


def test_a_planner_s_draft_until_the_work_begins_is_the_cause() -> None:
    roster, elif_, _murat = rostered()
    shift = opened()
    actions.bid(open_shift=shift, by=elif_, at=AT)
    actions.revise(roster=roster, by=center.planner(), at=LATER)
    actions.award_due(at=bids.begins_at(shift))
    assert shift.bids.get().cause == TOO_LATE
    assert "iş başladı" in text(signed_in("elif").get("/shifts/open/"))


def test_all_planners_hear_of_a_shift_that_nobody_got_also_one_who_bid() -> None:
    rostered()
    shift, planner = opened(), center.planner()
    Bid.objects.create(open_shift=shift, user=planner, made_at=AT)
    actions.award_due(at=OVER)
    assert len([each for each in titles(planner) if "verilemedi" in each]) == 2


def test_an_award_waits_while_a_new_version_is_open() -> None:
    roster, elif_, _murat = rostered()
    shift = opened()
    actions.bid(open_shift=shift, by=elif_, at=AT)
    draft = actions.revise(roster=roster, by=center.planner(), at=LATER)
    actions.award_due(at=OVER)
    shift.refresh_from_db()
    assert shift.state == OpenShift.State.OPEN
    actions.discard(roster=draft, by=center.planner(), at=OVER)
    actions.award_due(at=OVER)
    assert shift.bids.get().state == Bid.State.AWARDED


def test_bids_end_and_are_taken_back_before() -> None:
    _roster, elif_, murat = rostered()
    shift = opened()
    first = actions.bid(open_shift=shift, by=elif_, at=AT)
    # Twice is once, at the earlier time
    assert actions.bid(open_shift=shift, by=elif_, at=LATER).made_at == first.made_at
    actions.withdraw_bid(open_shift=shift, by=elif_, at=LATER)
    assert not shift.bids.exists()
    with pytest.raises(actions.BidsEnded):
        actions.bid(open_shift=shift, by=murat, at=CLOSES)
    actions.withdraw_open_shift(open_shift=shift, by=center.planner(), at=LATER)
    for late in (actions.bid, actions.withdraw_bid):
        with pytest.raises(actions.BidsEnded):
            late(open_shift=shift, by=murat, at=LATER)


def test_a_bid_is_taken_back_until_the_award(monkeypatch: pytest.MonkeyPatch) -> None:
    rostered()
    shift, hers = opened(), signed_in("elif")
    hers.post(f"/shifts/open/{shift.pk}/bid/")
    monkeypatch.setattr(clock, "now", lambda: OVER)
    hers = signed_in("elif")
    page = hers.get("/shifts/open/")
    assert "sonuç bekleniyor" in text(page)
    assert not page.context["settled"]
    hers.post(f"/shifts/open/{shift.pk}/withdraw/")
    assert not shift.bids.exists()


def test_what_cannot_be_opened_is_refused() -> None:
    rostered()
    with pytest.raises(actions.NoRoster):
        opened(first=MONDAY + timedelta(days=6), last=MONDAY + timedelta(days=7))
    with pytest.raises(actions.NoTimeForBids):
        opened(at=CLOSES)
    with pytest.raises(actions.LineTooLong):
        opened(first=MONDAY, last=MONDAY + timedelta(days=14))
    retired = center.shift_type("sabah")
    actions.retire_shift_type(shift_type=retired, by=center.planner(), at=AT)
    facts: dict[str, Any] = {"first": THURSDAY, "last": THURSDAY, "by": center.planner(), "at": AT}
    with pytest.raises(actions.ShiftTypeGone):
        actions.post_open_shift(shift_type=retired, closes_at=CLOSES, **facts)
    # The award comes before the work: bids end an hour before
    kind = center.shift_type("gündüz")
    begins = city.day_begins(THURSDAY) + timedelta(hours=9)
    minute = timedelta(minutes=1)
    with pytest.raises(actions.NoTimeForBids):
        actions.post_open_shift(shift_type=kind, closes_at=begins - LEAST_NOTICE + minute, **facts)
    actions.post_open_shift(shift_type=kind, closes_at=begins - LEAST_NOTICE, **facts)


def test_two_clicks_open_one_shift() -> None:
    rostered()
    assert opened() == opened(at=AT + timedelta(seconds=2))
    assert opened() != opened(at=AT + timedelta(minutes=2))


def test_planner_and_agents_read_the_same_rule_and_reason(
    hakan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _roster, elif_, murat = rostered()
    kind = center.shift_type("gündüz").pk
    days = {"first": THURSDAY.isoformat(), "last": THURSDAY.isoformat()}
    sent = {"shift_type": kind, **days, "closes_at": f"{CLOSES:%Y-%m-%d}T23:00"}
    backwards = {**sent, "last": MONDAY.isoformat()}
    assert hakan.post("/planning/open/", backwards).status_code == 422
    far = (MONDAY + timedelta(days=60)).isoformat()
    no_roster = hakan.post("/planning/open/", {**sent, "first": far, "last": far})
    assert "Yayımlanmış hiçbir çizelge" in text(no_roster)
    assert hakan.post("/planning/open/", sent).status_code == 302
    shift = OpenShift.objects.get()
    assert any("Talebe açıldı" in each for each in titles(elif_))
    hers, his = signed_in("elif"), signed_in("murat")
    assert "Açık vardiyalar nasıl verilir" in text(hers.get("/shifts/open/"))
    assert hers.post(f"/shifts/open/{shift.pk}/bid/").status_code == 302
    assert "talebiniz alındı" in text(hers.get("/shifts/open/"))
    monkeypatch.setattr(clock, "now", lambda: LATER)
    his.post(f"/shifts/open/{shift.pk}/bid/")
    assert his.post(f"/shifts/open/{shift.pk}/x/").status_code == 404
    assert murat.full_name in text(hakan.get("/planning/open/"))
    actions.award_due(at=shift.closes_at + timedelta(minutes=1))
    monkeypatch.setattr(clock, "now", lambda: shift.closes_at + timedelta(minutes=1))
    page = text(signed_in("murat").get("/shifts/open/"))
    assert "bir çalışma arkadaşınıza verildi" in page
    assert elif_.full_name in page
    assert "gece %0" in page
    planner = text(signed_in("hakan").get("/planning/open/"))
    assert "belirleyen adım: " in planner
    assert shift.bids.get(user=murat).state == Bid.State.PASSED_OVER


def test_whoever_has_no_shifts_reads_no_open_ones() -> None:
    with pytest.raises(NotPermitted):
        bids.open_at(cast.staff("kemal"), AT)


def test_a_shift_that_cannot_be_awarded_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    _roster, elif_, _murat = rostered()
    first, second = opened(first=WEDNESDAY), opened(first=THURSDAY)
    actions.bid(open_shift=second, by=elif_, at=AT)
    settle = awarding._settle

    def failing(key: int, at: datetime) -> None:
        if key == first.pk:
            raise ZeroDivisionError
        settle(key, at)

    monkeypatch.setattr(awarding, "_settle", failing)
    with pytest.raises(ExceptionGroup):
        actions.award_due(at=OVER)
    assert second.bids.get().state == Bid.State.AWARDED


def test_what_people_have_bid_for_is_not_taken_back_after_the_bids(hakan: Client) -> None:
    _roster, elif_, _murat = rostered()
    wanted, unwanted = opened(first=WEDNESDAY), opened(first=THURSDAY)
    actions.bid(open_shift=wanted, by=elif_, at=AT)
    for shift in (wanted, unwanted):
        OpenShift.objects.filter(pk=shift.pk).update(closes_at=AT)
    answer = hakan.post(f"/planning/open/{wanted.pk}/withdraw/", follow=True)
    assert "vardiya kurala göre verilecek" in text(answer)
    hakan.post(f"/planning/open/{unwanted.pk}/withdraw/")
    states = dict(OpenShift.objects.values_list("pk", "state"))
    assert states == {
        wanted.pk: OpenShift.State.OPEN,
        unwanted.pk: OpenShift.State.WITHDRAWN,
    }
