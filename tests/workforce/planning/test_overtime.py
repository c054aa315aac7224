"""Overtime: asked by a planner, worked only by consent, under the law and its yearly cap."""

from datetime import date, timedelta

import pytest
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT, MONDAY

from alo153.accounts.models import User
from alo153.notices.models import StaffNotice
from alo153.workforce import actions, queries
from alo153.workforce.candidates import swaps
from alo153.workforce.law.rules import Key, Status
from alo153.workforce.models import Overtime, Roster, Shift
from alo153.workforce.queries import overtime, payroll

pytestmark = pytest.mark.django_db


def planned(name: str = "gündüz", statuses: frozenset[Status] = center.WORKER) -> User:
    (elif_,) = center.people("elif", statuses=statuses)
    center.contract(elif_, statuses, consents=True)
    roster = center.draft(days=7)
    center.give(roster, elif_, name, MONDAY)
    center.publish(roster)
    return elif_


def ask(user: User, minutes: int = 60) -> Overtime:
    return actions.ask_overtime(user=user, day=MONDAY, minutes=minutes, by=center.planner(), at=AT)


def shift(user: User) -> Shift:
    return queries.shifts_of(user, MONDAY, MONDAY).get()


def refusal(user: User, minutes: int = 60) -> list[str]:
    with pytest.raises(actions.Unlawful) as refused:
        ask(user, minutes)
    return [breach.key for _who, breach in refused.value.breaches]


def test_an_agent_agrees_and_the_shift_is_longer_with_its_longer_break() -> None:
    elif_ = planned()
    asked = ask(elif_)
    assert "60 dakika" in StaffNotice.objects.filter(reader=elif_).latest("pk").title
    assert shift(elif_).overtime_minutes == 0
    assert actions.agree_overtime(overtime=asked, by=elif_, at=AT)
    worked = queries.as_law(shift(elif_))
    # Eight and a half hours of work ask for an hour of break: 4857 art. 68
    assert (worked.work, worked.break_minutes, worked.overtime_minutes) == (510, 60, 60)
    assert (worked.end.hour, worked.end.minute) == (18, 30)
    assert Roster.objects.get(state=Roster.State.PUBLISHED).version == 2


def test_it_is_counted_against_the_cap_of_the_law_and_for_payroll() -> None:
    elif_ = planned()
    actions.agree_overtime(overtime=ask(elif_), by=elif_, at=AT)
    account = overtime.account_of(elif_, MONDAY)
    assert (account.hours, account.most_hours) == (1, 270)
    assert "m. 41" in account.citation
    (line,) = payroll.lines(Roster.objects.get(state=Roster.State.PUBLISHED))
    assert (line.work, line.overtime) == (510, 60)


def test_the_year_has_270_hours_and_not_a_minute_more() -> None:
    elif_ = planned()
    Shift.objects.filter(user=elif_).update(overtime_minutes=0)
    earlier = center.draft(days=7, first=MONDAY - timedelta(days=28))
    center.give(earlier, elif_, "gündüz", MONDAY - timedelta(days=28))
    center.publish(earlier)
    Shift.objects.filter(roster=earlier).update(overtime_minutes=270 * 60 - 30)
    assert refusal(elif_) == [Key.OVERTIME_YEAR_MOST]
    assert ask(elif_, minutes=30)


def worked(day: date, overtime_minutes: int = 0, *, first: date | None = None) -> User:
    """Publish two weeks in which Elif works on one day."""
    elif_ = cast.staff("elif")
    center.contract(elif_, consents=True)
    roster = center.draft(days=14, first=first or day)
    center.give(roster, elif_, "gündüz", day)
    center.publish(roster)
    roster.shifts.update(overtime_minutes=overtime_minutes)
    return elif_


def test_the_hours_of_a_year_count_for_no_other_year() -> None:
    elif_ = worked(date(2026, 12, 7), 270 * 60)
    # The roster begins in the old year, and her first shift of it is in the new one
    new_year = date(2027, 1, 4)
    worked(new_year, first=date(2026, 12, 28))
    assert actions.ask_overtime(user=elif_, day=new_year, minutes=60, by=center.planner(), at=AT)


def test_hours_agreed_for_a_later_roster_count_for_the_year() -> None:
    elif_ = worked(MONDAY - timedelta(days=21), 270 * 60 - 90)
    worked(MONDAY)
    worked(MONDAY + timedelta(days=28), 60)
    assert refusal(elif_) == [Key.OVERTIME_YEAR_MOST]
    assert ask(elif_, minutes=30)


def test_what_was_agreed_comes_back_with_its_shift() -> None:
    elif_ = planned()
    actions.agree_overtime(overtime=ask(elif_), by=elif_, at=AT)
    agreed = shift(elif_)
    second = actions.revise(roster=agreed.roster, by=center.planner(), at=AT)
    by = {"roster": second, "by": center.planner(), "at": AT}
    actions.assign(user=elif_, day=MONDAY, shift_type=None, **by)
    actions.undo(**by)
    kept = second.shifts.get()
    assert (kept.overtime_minutes, kept.ends_at) == (60, agreed.ends_at)
    actions.assign(user=elif_, day=MONDAY, shift_type=center.shift_type("sabah"), **by)
    assert second.shifts.get().overtime_minutes == 0


def test_nobody_gets_another_s_overtime_by_a_swap() -> None:
    elif_, murat = center.people("elif", "murat")
    for user in (elif_, murat):
        center.contract(user, consents=True)
    roster, tuesday = center.draft(days=7), MONDAY + timedelta(days=1)
    center.give(roster, elif_, "gündüz", MONDAY)
    center.give(roster, murat, "sabah", tuesday)
    center.publish(roster)
    swap = actions.offer_swap(giver_day=MONDAY, taker=murat, taker_day=tuesday, by=elif_, at=AT)
    assert actions.agree_overtime(overtime=ask(elif_), by=elif_, at=AT)
    assert swaps.partners(elif_, MONDAY, at=AT) == swaps.partners(murat, tuesday, at=AT) == []
    assert not actions.accept_swap(swap=swap, by=murat, at=AT)
    assert shift(elif_).overtime_minutes == 60


def test_an_agent_declines_and_nothing_changes() -> None:
    elif_ = planned()
    asked = ask(elif_)
    actions.decline_overtime(overtime=asked, by=elif_, at=AT)
    asked.refresh_from_db()
    assert asked.state == Overtime.State.DECLINED
    assert Roster.objects.get(state=Roster.State.PUBLISHED).version == 1
    # Declined is no reason not to be asked once more
    assert ask(elif_, minutes=30)


def test_whoever_is_asked_hears_that_nobody_asks_any_more() -> None:
    elif_ = planned()
    asked = ask(elif_)
    for _twice in range(2):
        actions.withdraw_overtime(overtime=asked, by=center.planner(), at=AT)
    told = StaffNotice.objects.filter(reader=elif_, kind="overtime").order_by("pk")
    gone = "30 Kasım Pazartesi günü daha uzun kalmanız artık istenmiyor"
    assert [each.title for each in told][1:] == [gone]


def answered() -> list[tuple[str, str]]:
    """Return what the planner was told, and of which page."""
    notices = StaffNotice.objects.filter(reader=center.planner(), kind="overtime_answer")
    return list(notices.order_by("pk").values_list("title", "path"))


def test_the_planner_who_asked_is_told_of_the_answer() -> None:
    elif_ = planned()
    name, page = elif_.full_name, "/planning/day/?day=2026-11-30"
    actions.decline_overtime(overtime=ask(elif_), by=elif_, at=AT)
    assert answered() == [(f"{name} 30 Kasım Pazartesi günü daha uzun kalmıyor", page)]
    assert actions.agree_overtime(overtime=ask(elif_), by=elif_, at=AT)
    stays = f"{name} 30 Kasım Pazartesi günü 60 dakika daha kalıyor"
    assert answered()[1:] == [(stays, page)]


def test_the_planner_is_told_of_a_yes_that_comes_too_late() -> None:
    elif_ = planned()
    asked = ask(elif_)
    assert not actions.agree_overtime(overtime=asked, by=elif_, at=shift(elif_).ends_at)
    late = f"{elif_.full_name} 30 Kasım Pazartesi günü artık daha uzun kalamaz"
    assert [title for title, _page in answered()] == [late]


def test_without_consent_in_writing_nobody_is_asked() -> None:
    elif_ = planned()
    center.contract(elif_, consents=False)
    assert refusal(elif_) == [Key.OVERTIME_NEEDS_CONSENT]


def test_consent_in_writing_counts_from_its_day_on() -> None:
    elif_ = planned()
    center.contract(elif_, consents=False)
    center.contract(elif_, consents=True, valid_from=MONDAY + timedelta(days=1))
    assert refusal(elif_) == [Key.OVERTIME_NEEDS_CONSENT]


@pytest.mark.parametrize("status", [Status.PREGNANT, Status.NURSING, Status.PART_TIME])
def test_whom_the_law_protects_is_not_asked(status: Status) -> None:
    elif_ = planned(statuses=center.WORKER | {status})
    assert Key.OVERTIME_FORBIDDEN in refusal(elif_)


def test_a_night_has_no_overtime() -> None:
    elif_ = planned("gece")
    assert Key.NIGHT_OVERTIME_FORBIDDEN in refusal(elif_)


def test_only_the_person_asked_answers_and_once() -> None:
    elif_ = planned()
    (murat,) = center.people("murat")
    asked = ask(elif_)
    with pytest.raises(actions.NotYours):
        actions.agree_overtime(overtime=asked, by=murat, at=AT)
    with pytest.raises(actions.AskedAlready):
        ask(elif_)
    actions.withdraw_overtime(overtime=asked, by=center.planner(), at=AT)
    assert not actions.agree_overtime(overtime=asked, by=elif_, at=AT)


def test_a_shift_that_is_gone_or_over_leaves_nothing_to_agree_to() -> None:
    elif_ = planned()
    asked = ask(elif_)
    second = actions.revise(roster=Roster.objects.get(), by=center.planner(), at=AT)
    with pytest.raises(actions.DraftExists):
        actions.agree_overtime(overtime=asked, by=elif_, at=AT)
    actions.assign(
        roster=second, user=elif_, day=MONDAY, shift_type=None, by=center.planner(), at=AT
    )
    center.publish(second)
    assert not actions.agree_overtime(overtime=asked, by=elif_, at=AT)
    asked.refresh_from_db()
    assert asked.state == Overtime.State.LAPSED
    with pytest.raises(actions.NoSuchShift):
        ask(elif_)


def test_a_new_year_begins_at_nothing() -> None:
    (elif_,) = center.people("elif")
    center.contract(elif_, consents=True)
    roster = center.draft(days=7, first=date(2026, 12, 28))
    center.give(roster, elif_, "gündüz", date(2026, 12, 28), date(2027, 1, 2))
    center.publish(roster)
    roster.shifts.filter(day=date(2026, 12, 28)).update(overtime_minutes=270 * 60)
    asked = actions.ask_overtime(
        user=elif_, day=date(2027, 1, 2), minutes=60, by=center.planner(), at=AT
    )
    assert asked.state == Overtime.State.ASKED
