"""People who join or leave within a roster are planned for their days alone."""

from datetime import date, timedelta

import pytest
from tests import cast
from tests.parts.roles import Role
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import signed_in, text

from alo153.accounts.actions import dismiss
from alo153.accounts.models import User
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.notices.models import StaffNotice
from alo153.workforce import actions, adherence, cover, posing, queries
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Roster
from alo153.workforce.queries import payroll
from alo153.workforce.queries.judging import NO_CONTRACT

pytestmark = pytest.mark.django_db
TUESDAY, THURSDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=3)


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


def test_nobody_gets_a_shift_after_their_contract_ends() -> None:
    (elif_,) = center.people("elif")
    center.contract(elif_, ended=True, valid_from=THURSDAY)
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", TUESDAY)
    with pytest.raises(actions.Unlawful) as refused:
        center.give(roster, elif_, "gündüz", THURSDAY)
    ((who, breach),) = refused.value.breaches
    assert (who, breach.key, breach.day) == (elif_.pk, NO_CONTRACT, THURSDAY)


def test_a_new_version_leaves_out_whoever_has_left_and_stops_nobody_s_swap() -> None:
    elif_, murat, zeynep = center.people("elif", "murat", "zeynep")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", THURSDAY)
    center.give(roster, murat, "gündüz", TUESDAY)
    center.give(roster, zeynep, "gündüz", THURSDAY)
    center.publish(roster)
    hakan = signed_in("hakan")
    sent = {
        "valid_from": THURSDAY.isoformat(),
        "statuses": ["worker"],
        "week_hours": "45",
        "leave_days": "14",
        "ended": "on",
    }
    answer = hakan.post(f"/planning/people/{elif_.pk}/", sent, follow=True)
    assert "yayımlanmış 1 vardiyası var" in text(answer)
    swap = actions.offer_swap(giver_day=TUESDAY, taker=zeynep, taker_day=THURSDAY, by=murat, at=AT)
    assert actions.accept_swap(swap=swap, by=zeynep, at=AT)
    in_force = Roster.objects.get(state=Roster.State.PUBLISHED)
    assert {each.user for each in in_force.shifts.all()} == {murat, zeynep}


def test_whoever_joins_within_a_roster_is_planned_from_their_first_day() -> None:
    center.people("elif")
    murat = cast.staff("murat")
    center.contract(murat, valid_from=THURSDAY)
    center.shift_type("gündüz")
    roster = center.draft(days=7)
    posed = posing.center_of(roster, AT.date())
    member = posed.center.members[posed.users.index(murat)]
    assert member.away == {day for day in roster.dates if day < THURSDAY}
    page = text(signed_in("hakan").get(f"/planning/rosters/{roster.pk}/"))
    assert murat.full_name in page
    center.give(roster, murat, "gündüz", THURSDAY)
    with pytest.raises(actions.Unlawful):
        center.give(roster, murat, "gündüz", TUESDAY)


def test_a_refused_publishing_says_who_on_which_day_and_by_which_rule() -> None:
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", TUESDAY)
    for number in range(7):
        if number != 3:
            center.give(roster, murat, "gündüz", MONDAY + timedelta(days=number))
    center.contract(elif_, ended=True, valid_from=MONDAY)
    center.contract(murat, ended=True, valid_from=MONDAY)
    hakan = signed_in("hakan")
    answer = text(hakan.post(f"/planning/rosters/{roster.pk}/publish/", follow=True))
    assert f"{elif_.full_name}, 1 Aralık Salı: Bu gün geçerli bir sözleşme" in answer
    assert f"{murat.full_name}, 30 Kasım Pazartesi" in answer
    assert "Ayrıca 2 tane daha" in answer


def left(valid_from: date = THURSDAY) -> tuple[Roster, User]:
    """Return a published week of Elif, whose contract ends within it."""
    elif_, murat = center.people("elif", "murat")
    roster = center.draft(days=7)
    center.want(roster, [0.0] * 9 + [1.0] * 8 + [0.0] * 7)
    center.give(roster, elif_, "gündüz", TUESDAY, THURSDAY)
    center.give(roster, murat, "gündüz", TUESDAY)
    center.publish(roster)
    center.contract(elif_, ended=True, valid_from=valid_from)
    return roster, elif_


def test_shifts_after_a_contract_s_end_are_in_force_no_more_and_want_somebody() -> None:
    roster, elif_ = left()
    days = queries.shifts_of(elif_, MONDAY, THURSDAY).values_list("day", flat=True)
    assert list(days) == [TUESDAY]
    under = {each.day: each.under for each in cover.by_day(roster)[0].days}
    assert (under[TUESDAY], under[THURSDAY]) == (0, 8)
    noon = roster.shifts.get(user=elif_, day=THURSDAY).starts_at + timedelta(hours=3)
    assert adherence.expected_now(noon).shifts == []
    (line,) = [each for each in payroll.lines(roster) if each.name == elif_.full_name]
    assert line.work == 450


def test_planners_are_told_of_shifts_that_nobody_has_any_more() -> None:
    second = cast.with_roles("zeynep", Role.SUPERVISOR)
    roster, elif_ = left()
    told = StaffNotice.objects.get(reader=second)
    assert told.title == f"{elif_.full_name}: 1 vardiya boşta kaldı"
    assert told.path == f"/planning/rosters/{roster.pk}/"
    # Whoever ended the contract read it on the page
    assert not StaffNotice.objects.filter(reader=center.planner()).exists()


def test_a_contract_that_ends_without_shifts_after_it_tells_nobody() -> None:
    left(valid_from=MONDAY + timedelta(days=5))
    assert not StaffNotice.objects.exclude(title__contains="yayımlandı").exists()


def test_staff_who_leave_release_the_shifts_after_their_last_day() -> None:
    roster, elif_ = left(valid_from=MONDAY + timedelta(days=20))
    on_wednesday = AT + timedelta(days=2 + (MONDAY - AT.date()).days)
    dismiss(user=elif_, by=SYSTEM, at=on_wednesday)
    days = queries.shifts_of(elif_, MONDAY, THURSDAY).values_list("day", flat=True)
    assert list(days) == [TUESDAY]
    told = StaffNotice.objects.filter(reader=center.planner()).latest("pk")
    assert told.title == f"{elif_.full_name}: 1 vardiya boşta kaldı"
    assert [each.name for each in payroll.lines(roster)].count(elif_.full_name) == 1


def test_staff_who_leave_have_no_shifts_under_a_contract_that_would_begin_later() -> None:
    (elif_,) = center.people("elif")
    center.contract(elif_, frozenset({Status.PREGNANT}), valid_from=TUESDAY)
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY, THURSDAY)
    center.publish(roster)
    dismiss(user=elif_, by=SYSTEM, at=AT)
    assert not queries.shifts_of(elif_, MONDAY, THURSDAY).exists()
    told = StaffNotice.objects.filter(kind="empty_shifts", reader=center.planner())
    # Of each shift once
    text_of_all = "".join(told.values_list("text", flat=True))
    assert [text_of_all.count(day) for day in ("30 Kasım", "3 Aralık")] == [1, 1]


def test_staff_who_leave_before_their_first_day_have_no_shifts() -> None:
    elif_ = cast.staff("elif")
    center.contract(elif_, valid_from=MONDAY)
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY, THURSDAY)
    center.publish(roster)
    dismiss(user=elif_, by=SYSTEM, at=AT)
    assert not queries.shifts_of(elif_, MONDAY, THURSDAY).exists()


def test_planners_hear_of_published_nights_that_a_new_status_forbids() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gece", THURSDAY)
    center.publish(roster)
    center.contract(elif_, center.WORKER, valid_from=TUESDAY)
    assert not StaffNotice.objects.filter(kind="unlawful_shifts").exists()
    center.contract(elif_, frozenset({Status.PREGNANT}), valid_from=TUESDAY)
    told = StaffNotice.objects.get(kind="unlawful_shifts", reader=center.planner())
    assert told.title == f"{elif_.full_name}: yasa yayımlanmış vardiyalarına artık izin vermiyor"
    # Which rule it is would say that she is pregnant: the page says it
    assert "3 Aralık" in told.text
    assert "Kadın" not in told.text


def test_whoever_has_left_gets_no_notice_of_a_leave_that_is_taken_back() -> None:
    (elif_,) = center.people("elif")
    leave = actions.ask_leave(first=MONDAY, last=MONDAY, by=elif_, at=AT)
    dismiss(user=elif_, by=SYSTEM, at=AT)
    actions.withdraw_leave(leave=leave, by=center.planner(), at=AT)
    assert not StaffNotice.objects.filter(reader=elif_).exists()
