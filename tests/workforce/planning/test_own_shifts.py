"""Leave answered at once, swaps done by two people, a calendar that can be revoked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import signed_in, text

from alo153.accounts.actions import dismiss
from alo153.accounts.models import User
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.notices.models import StaffNotice
from alo153.workforce import actions, queries
from alo153.workforce.candidates import swaps
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Leave, Roster, Swap
from alo153.workforce.queries import balance, calendars

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def ask(user: User, days: int = 1) -> Leave:
    last = MONDAY + timedelta(days=days - 1)
    return actions.ask_leave(first=MONDAY, last=last, by=user, at=AT)


def test_leave_is_granted_at_once_and_taken_off_the_balance() -> None:
    (elif_,) = center.people("elif")
    assert ask(elif_, days=7).state == Leave.State.GRANTED
    # Of a week six days count: Sundays are no days of leave
    assert balance.balance_of(elif_, MONDAY) == 14 - 6


def test_leave_beyond_the_balance_is_refused_with_its_reason() -> None:
    (elif_,) = center.people("elif")
    assert ask(elif_, days=30).why == Leave.Why.BALANCE


def test_too_many_at_once_are_refused() -> None:
    elif_, murat = center.people("elif", "murat")
    assert ask(elif_).state == Leave.State.GRANTED
    assert ask(murat).why == Leave.Why.COVER


def test_the_leave_of_somebody_who_has_left_takes_nobody_s_place() -> None:
    elif_, murat, zeynep = center.people("elif", "murat", "zeynep")
    assert ask(elif_).state == Leave.State.GRANTED
    dismiss(user=elif_, by=SYSTEM, at=AT)
    assert ask(murat).state == Leave.State.GRANTED
    assert ask(zeynep).why == Leave.Why.COVER


def test_a_published_shift_comes_first() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    center.give(roster, elif_, "gündüz", MONDAY)
    center.publish(roster)
    assert ask(elif_).why == Leave.Why.SHIFTS


def test_leave_that_is_taken_back_can_be_asked_for_again() -> None:
    (elif_,) = center.people("elif")
    actions.withdraw_leave(leave=ask(elif_), by=elif_, at=AT)
    assert ask(elif_).state == Leave.State.GRANTED


def test_leave_that_has_begun_is_taken_back_by_a_planner_alone() -> None:
    (elif_,) = center.people("elif")
    leave = ask(elif_)
    on_monday = AT + (MONDAY - AT.date())
    with pytest.raises(actions.LeaveBegun):
        actions.withdraw_leave(leave=leave, by=elif_, at=on_monday)
    assert balance.balance_of(elif_, MONDAY) == 14 - 1
    actions.withdraw_leave(leave=leave, by=center.planner(), at=on_monday)
    assert balance.balance_of(elif_, MONDAY) == 14


def test_a_planner_takes_back_no_leave_of_their_own_that_has_begun(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (planner,) = center.people("hakan")
    leave = ask(planner)
    monkeypatch.setattr(clock, "now", lambda: AT + (MONDAY - AT.date()))
    address = f"/planning/leaves/{leave.pk}/withdraw/"
    answer = signed_in("hakan").post(address, follow=True)
    assert "Kendi izninize başka bir planlamacı karar verir" in text(answer)
    assert balance.balance_of(planner, MONDAY) == 14 - 1


def test_public_holidays_are_no_days_of_leave() -> None:
    # Friday the first of January, and a Saturday
    assert balance.days_between(date(2027, 1, 1), date(2027, 1, 2)) == 1


def test_leave_over_new_year_is_taken_off_the_days_of_each_year() -> None:
    (elif_,) = center.people("elif")
    spent = actions.ask_leave(first=date(2027, 4, 1), last=date(2027, 4, 16), by=elif_, at=AT)
    assert (spent.state, balance.balance_of(elif_, spent.first_date)) == (Leave.State.GRANTED, 0)
    # Fourteen days are left of this year, none of the next one
    over = {"first": date(2026, 12, 30), "by": elif_, "at": AT}
    assert actions.ask_leave(last=date(2027, 1, 2), **over).why == Leave.Why.BALANCE
    assert actions.ask_leave(last=date(2026, 12, 31), **over).state == Leave.State.GRANTED


def published() -> tuple[User, User, Roster]:
    """Elif works on Monday in the morning, Murat on Tuesday in the evening."""
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "sabah", MONDAY)
    center.give(roster, murat, "akşam", TUESDAY)
    return elif_, murat, center.publish(roster)


def offer(giver: User, taker: User) -> Swap:
    return actions.offer_swap(giver_day=MONDAY, taker=taker, taker_day=TUESDAY, by=giver, at=AT)


def test_a_swap_is_done_as_soon_as_the_other_accepts() -> None:
    elif_, murat, roster = published()
    assert actions.accept_swap(swap=offer(elif_, murat), by=murat, at=AT)
    roster.refresh_from_db()
    assert roster.state == Roster.State.SUPERSEDED
    assert [each.day for each in queries.shifts_of(elif_, MONDAY, WEDNESDAY)] == [TUESDAY]
    assert [each.day for each in queries.shifts_of(murat, MONDAY, WEDNESDAY)] == [MONDAY]


def test_what_is_unlawful_for_one_is_not_offered() -> None:
    elif_, murat = center.people("elif", "murat")
    center.contract(murat, center.WORKER | {Status.NURSING})
    roster = center.draft(days=7)
    center.give(roster, elif_, "gece", WEDNESDAY)
    center.give(roster, murat, "gündüz", MONDAY)
    center.publish(roster)
    assert swaps.partners(elif_, WEDNESDAY, at=AT) == []


def test_a_partner_who_left_leaves_the_swap_lapsed() -> None:
    elif_, murat, roster = published()
    swap = offer(elif_, murat)
    second = actions.revise(roster=roster, by=center.planner(), at=AT)
    actions.assign(
        roster=second, user=murat, day=TUESDAY, shift_type=None, by=center.planner(), at=AT
    )
    center.publish(second)
    assert not actions.accept_swap(swap=swap, by=murat, at=AT)
    swap.refresh_from_db()
    assert swap.state == Swap.State.LAPSED
    assert told(elif_)[-1] == f"{murat.full_name} ile vardiya değişiminiz artık olanaklı değil"


def test_what_was_worked_is_swapped_no_more() -> None:
    elif_, murat, _roster = published()
    swap = offer(elif_, murat)
    # Elif's Monday has begun; Murat's Tuesday lies ahead
    on_monday = queries.shifts_of(elif_, MONDAY, MONDAY).get().starts_at
    assert not swaps.partners(elif_, MONDAY, at=on_monday)
    assert not swaps.partners(murat, TUESDAY, at=on_monday)
    assert not actions.accept_swap(swap=swap, by=murat, at=on_monday)
    assert [each.day for each in queries.shifts_of(elif_, MONDAY, WEDNESDAY)] == [MONDAY]


def test_nobody_answers_for_another() -> None:
    elif_, murat, _roster = published()
    swap = offer(elif_, murat)
    with pytest.raises(actions.NotYours):
        actions.accept_swap(swap=swap, by=elif_, at=AT)
    with pytest.raises(actions.NotYours):
        actions.withdraw_swap(swap=swap, by=murat, at=AT)


def told(user: User) -> list[str]:
    return [each.title for each in StaffNotice.objects.filter(reader=user).order_by("pk")]


def test_a_swap_tells_the_two_people_and_nobody_else() -> None:
    elif_, murat, _roster = published()
    assert told(murat) == ["Vardiyalarınız yayımlandı: 30.11.2026 – 06.12.2026"]
    (other,) = center.people("zeynep")
    actions.accept_swap(swap=offer(elif_, murat), by=murat, at=AT)
    assert told(murat)[1:] == [
        f"{elif_.full_name} size vardiya değişimi öneriyor",
        "Vardiyalarınız değişti: 30.11.2026 – 06.12.2026",
    ]
    assert told(elif_)[-1] == "Vardiyalarınız değişti: 30.11.2026 – 06.12.2026"
    assert told(other) == []


def test_a_refused_swap_changes_nothing() -> None:
    elif_, murat, roster = published()
    actions.refuse_swap(swap=offer(elif_, murat), by=murat, at=AT)
    roster.refresh_from_db()
    assert roster.state == Roster.State.PUBLISHED
    assert told(elif_)[1:] == [f"{murat.full_name} vardiya değişimi önerinizi kabul etmedi"]


def test_the_calendar_has_the_shifts_in_force_until_it_is_revoked() -> None:
    elif_, _murat, _roster = published()
    key = actions.open_calendar(by=elif_, at=AT)
    assert calendars.reader(key) == elif_
    text = calendars.feed(elif_, today=MONDAY, title="Vardiya", pause="Mola", at=AT)
    assert text.count("BEGIN:VEVENT") == 1
    begins = datetime(2026, 11, 30, 4, 0, tzinfo=UTC)
    assert f"DTSTART:{begins:%Y%m%dT%H%M%SZ}" in text
    actions.revoke_calendar(by=elif_, at=AT)
    assert calendars.reader(key) is None


def test_the_calendar_of_somebody_whose_role_has_no_shifts_any_more_is_closed() -> None:
    elif_, _murat, _roster = published()
    key = actions.open_calendar(by=elif_, at=AT)
    elif_.role_grants.all().delete()
    assert calendars.reader(key) is None


def test_a_new_address_closes_the_former_one() -> None:
    elif_ = cast.staff("elif")
    first, second = (actions.open_calendar(by=elif_, at=AT) for _ in range(2))
    assert calendars.reader(first) is None
    assert calendars.reader(second) == elif_
