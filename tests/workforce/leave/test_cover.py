"""Leave is answered from the cover: who is needed on its days, of everybody and of each skill.

A day that has too few people without any leave is for a planner to decide.
"""

from datetime import timedelta

import pytest
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import signed_in, text

from alo153.accounts.actions import dismiss
from alo153.accounts.models import Skill, User
from alo153.city import queries as city
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.notices.models import StaffNotice
from alo153.workforce import actions, queries, tasks
from alo153.workforce.candidates import holes
from alo153.workforce.models import ForecastLine, ForecastVersion, Leave, Requirement, Roster
from alo153.workforce.queries import balance, leaves, payroll
from alo153.workforce.queries.contracts import leave_between

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
OFFICE = [float(8 <= hour < 16) for hour in range(24)]


def eight() -> list[User]:
    """Eight people, of whom two may be away at once; Elif and Murat alone speak Arabic."""
    center.shift_type("gündüz")
    people = center.people("elif", "murat", "zeynep", "selin", "okan", "nurten", "yasin", "hakan")
    Skill.objects.filter(skill="arabic").delete()
    for user in people[:2]:
        Skill.objects.create(user=user, skill="arabic", level=1, granted_at=AT)
    return people


def ask(user: User, days: int = 1) -> Leave:
    last = MONDAY + timedelta(days=days - 1)
    return actions.ask_leave(first=MONDAY, last=last, by=user, at=AT)


def lack(leave: Leave) -> tuple[str, str]:
    said = leaves.why_refused(leave)
    assert said
    return said.lack_day, said.lack_skill


def test_the_two_who_speak_arabic_do_not_both_get_the_same_day() -> None:
    elif_, murat, zeynep, *_ = eight()
    roster = center.draft(days=7)
    center.want(roster, OFFICE, skill="arabic")
    assert ask(elif_).state == Leave.State.GRANTED
    refused = ask(murat, days=3)
    assert refused.why == Leave.Why.COVER
    assert lack(refused) == (MONDAY.isoformat(), "arabic")
    # Whoever speaks none is not needed for it
    assert ask(zeynep).state == Leave.State.GRANTED


def test_the_page_names_the_day_and_the_skill(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    elif_, *_ = eight()
    center.want(center.draft(days=7), OFFICE, skill="arabic")
    ask(elif_)
    day = f"{MONDAY:%d.%m.%Y}"
    page = text(signed_in("murat").post("/shifts/leave/", {"first": day, "last": day}))
    why = "30 Kasım Pazartesi günü yeterli kişi kalmıyor: Arapça."
    assert f"İzin verilmedi: {why}" in page
    assert page.count(why) == 2


def test_too_few_of_everybody_are_left_though_15_per_cent_may_go() -> None:
    elif_, murat, *_ = eight()
    center.want(center.draft(days=7), [7.0 * each for each in OFFICE])
    assert ask(elif_).state == Leave.State.GRANTED
    assert lack(ask(murat)) == (MONDAY.isoformat(), "")


def test_a_day_longer_than_a_shift_needs_more_people_than_its_busiest_hour() -> None:
    elif_, *_ = eight()
    # Sixteen hours are two shifts of eight
    center.want(center.draft(days=7), [1.0] * 16 + [0.0] * 8, skill="arabic")
    assert lack(ask(elif_)) == (MONDAY.isoformat(), "arabic")


def test_without_a_roster_the_forecast_says_who_is_needed() -> None:
    elif_, murat, *_ = eight()
    halves = [4.0 if 18 <= number < 32 else 0.0 for number in range(48)]
    calls = [8.0 if 9 <= hour < 16 else 0.0 for hour in range(24)]
    figures = {"mean": calls, "low": calls, "high": calls, "handling_seconds": 30}
    version = ForecastVersion.objects.create(
        made_at=city.day_begins(MONDAY), first_date=MONDAY, days=1, **figures
    )
    ForecastLine.objects.create(
        version=version,
        queue="arabic",
        channel="phone",
        **{**figures, "mean": halves, "low": halves, "high": halves},
    )
    assert ask(elif_).state == Leave.State.GRANTED
    assert lack(ask(murat)) == (MONDAY.isoformat(), "arabic")


def understaffed() -> list[User]:
    """The two who speak Arabic are fewer than the three whom each day wants."""
    found = eight()
    center.want(center.draft(days=7), [3 * each for each in OFFICE], skill="arabic")
    return found


def test_a_day_that_always_has_too_few_is_for_a_planner_to_decide() -> None:
    elif_, *_ = understaffed()
    waits = ask(elif_)
    assert (waits.state, lack(waits)) == (Leave.State.WAITING, (MONDAY.isoformat(), "arabic"))
    # Nobody is away yet, but the days are kept for it
    assert not leave_between(MONDAY, MONDAY)
    assert balance.balance_of(elif_, MONDAY) == 14 - 1
    assert ask(elif_).why == Leave.Why.OVERLAP
    granted = actions.decide_leave(leave=waits, granted=True, by=center.planner(), at=AT)
    assert (granted.state, granted.decided_by) == (Leave.State.GRANTED, center.planner())
    assert leave_between(MONDAY, MONDAY) == {elif_.pk: frozenset({MONDAY})}


def test_what_a_planner_refuses_keeps_its_reason_and_the_first_decision_holds() -> None:
    elif_, *_ = understaffed()
    waits = ask(elif_)
    refused = actions.decide_leave(leave=waits, granted=False, by=center.planner(), at=AT)
    assert (refused.state, lack(refused)) == (Leave.State.REFUSED, (MONDAY.isoformat(), "arabic"))
    assert balance.balance_of(elif_, MONDAY) == 14
    later = actions.decide_leave(leave=waits, granted=True, by=center.planner(), at=AT)
    assert later.state == Leave.State.REFUSED


def test_a_day_that_leave_alone_leaves_short_is_refused_though_another_is_always_short() -> None:
    elif_, murat, *_ = eight()
    roster = center.draft(days=7)
    wanted = [*(3 * each for each in OFFICE), *OFFICE, *OFFICE, *OFFICE, *OFFICE, *OFFICE, *OFFICE]
    actions.require(
        roster=roster,
        skill="arabic",
        people=wanted,
        basis=Requirement.Basis.TYPED,
        by=center.planner(),
        at=AT,
    )
    tuesday = MONDAY + timedelta(days=1)
    assert actions.ask_leave(first=tuesday, last=tuesday, by=elif_, at=AT).state == "granted"
    refused = ask(murat, days=2)
    assert refused.state == Leave.State.REFUSED
    assert lack(refused) == (tuesday.isoformat(), "arabic")


def test_more_than_15_per_cent_are_refused_on_a_day_that_always_has_too_few() -> None:
    elif_, murat, zeynep, *_ = understaffed()
    assert [ask(each).state for each in (zeynep, elif_)] == ["granted", "waiting"]
    actions.record_leave(
        user=murat, kind=Leave.Kind.SICK, first=MONDAY, last=MONDAY, by=center.planner(), at=AT
    )
    Skill.objects.create(user=center.planner(), skill="arabic", level=1, granted_at=AT)
    center.want(Roster.objects.get(), [9 * each for each in OFFICE], skill="arabic")
    assert ask(center.planner()).state == Leave.State.REFUSED


def test_a_planner_decides_about_nobody_s_own_leave_but_another_s() -> None:
    waits, *_ = understaffed()
    Skill.objects.create(user=center.planner(), skill="arabic", level=1, granted_at=AT)
    center.want(Roster.objects.get(), [9 * each for each in OFFICE], skill="arabic")
    own = ask(center.planner())
    assert own.state == Leave.State.WAITING
    with pytest.raises(actions.OwnLeave):
        actions.decide_leave(leave=own, granted=True, by=center.planner(), at=AT)
    assert actions.decide_leave(leave=ask(waits), granted=True, by=center.planner(), at=AT)


@pytest.mark.parametrize("kind", [Leave.Kind.ANNUAL, Leave.Kind.EXCUSE])
def test_a_planner_records_no_leave_for_themselves_but_sickness(
    kind: Leave.Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    eight()
    hakan, day = center.planner(), f"{MONDAY:%d.%m.%Y}"
    typed = {"user": hakan.pk, "kind": kind, "first": day, "last": day}
    answer = signed_in("hakan").post("/planning/leaves/", typed)
    assert answer.status_code == 422
    assert "Kendi izninizi başka bir planlamacı kaydeder." in text(answer)
    assert not Leave.objects.exists()
    ill = {"kind": Leave.Kind.SICK, "first": MONDAY, "last": MONDAY}
    assert actions.record_leave(user=hakan, **ill, by=hakan, at=AT).state == Leave.State.GRANTED


def test_what_was_worked_while_a_leave_waited_stays_work_and_is_paid(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elif_, *_ = understaffed()
    waits = ask(elif_)
    roster = Roster.objects.get()
    center.give(roster, elif_, "gündüz", MONDAY)
    center.publish(roster)
    shift = roster.shifts.get()
    with pytest.raises(actions.LeaveBegun):
        actions.decide_leave(leave=waits, granted=True, by=center.planner(), at=shift.starts_at)
    monkeypatch.setattr(clock, "now", lambda: shift.ends_at)
    address = f"/planning/leaves/{waits.pk}/decide/"
    answer = signed_in("hakan").post(address, {"grant": "1"}, follow=True)
    assert "Çalışan bu günlerden birinde çalıştı." in text(answer)
    assert [each.work for each in payroll.lines(roster)] == [450]
    actions.decide_leave(leave=waits, granted=False, by=center.planner(), at=shift.ends_at)
    waits.refresh_from_db()
    assert waits.state == Leave.State.REFUSED


def test_a_leave_that_waits_is_granted_though_shifts_were_published_for_its_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    elif_, *_ = understaffed()
    waits = ask(elif_)
    roster = Roster.objects.get()
    center.give(roster, elif_, "gündüz", MONDAY)
    center.publish(roster)
    actions.decide_leave(leave=waits, granted=True, by=center.planner(), at=AT)
    assert not queries.shifts_of(elif_, MONDAY, MONDAY).exists()
    assert [hole.shift.user for hole in holes.of_leave(waits, AT)] == [elif_]
    # She asked for it: her planner has recorded nothing
    own = text(signed_in("elif").get("/shifts/"))
    assert "yıllık izin: verildi" in own
    assert "planlamacınız kaydetti" not in own


def test_planners_are_reminded_once_of_a_leave_that_begins_soon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elif_, *_ = understaffed()
    waits = ask(elif_)
    told = StaffNotice.objects.filter(kind="leave_waits", reader=center.planner()).order_by("pk")
    for days, notices in ((4, 1), (3, 2), (2, 2)):
        morning = city.day_begins(MONDAY - timedelta(days=days)) + timedelta(hours=8)
        monkeypatch.setattr(clock, "now", lambda morning=morning: morning)
        tasks.leave_due()
        assert told.count() == notices
    assert told[1].title == "Elif Yıldız izni için kararınızı bekliyor: 30 Kasım Pazartesi"
    assert "üç gün önce size hatırlatılır" in text(signed_in("hakan").get("/planning/leaves/"))
    actions.decide_leave(leave=waits, granted=True, by=center.planner(), at=AT)


def test_a_leave_that_nobody_decides_is_refused_after_its_last_day_and_takes_no_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elif_, *_ = understaffed()
    waits = ask(elif_)
    for after, state, left in ((0, "waiting", 13), (1, "refused", 14)):
        morning = city.day_begins(MONDAY + timedelta(days=after)) + timedelta(hours=8)
        monkeypatch.setattr(clock, "now", lambda morning=morning: morning)
        tasks.leave_due()
        waits.refresh_from_db()
        assert (waits.state, balance.balance_of(elif_, MONDAY)) == (state, left)
    assert lack(waits) == (MONDAY.isoformat(), "arabic")
    told = StaffNotice.objects.get(kind="leave", reader=elif_)
    assert told.title == "İzin isteğinize kimse karar vermedi: 30 Kasım Pazartesi"


def test_whoever_publishes_reads_which_leave_waits_for_these_days(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    elif_, *_ = understaffed()
    waits, week = ask(elif_), f"/planning/rosters/{Roster.objects.get().pk}/"
    later = center.draft(days=7, first=MONDAY + timedelta(days=7))
    said, planner = "karar bekleyen izin var", signed_in("hakan")
    page = text(planner.get(week))
    assert said in page
    assert "Elif Yıldız, 30.11.2026 – 30.11.2026" in page
    assert said not in text(planner.get(f"/planning/rosters/{later.pk}/"))
    actions.decide_leave(leave=waits, granted=False, by=center.planner(), at=AT)
    assert said not in text(planner.get(week))


def test_a_shift_that_a_planner_took_while_the_leave_waited_is_not_left_empty_by_it() -> None:
    elif_, *_ = understaffed()
    waits, roster = ask(elif_), Roster.objects.get()
    center.give(roster, elif_, "gündüz", MONDAY, TUESDAY)
    center.publish(roster)
    hour = AT + timedelta(hours=1)
    second = actions.revise(roster=roster, by=center.planner(), at=hour)
    free = {"user": elif_, "day": MONDAY, "shift_type": None}
    actions.assign(roster=second, **free, by=center.planner(), at=hour)
    actions.publish(roster=second, by=center.planner(), at=hour)
    later = hour + timedelta(hours=1)
    granted = actions.decide_leave(leave=waits, granted=True, by=center.planner(), at=later)
    assert not leaves.emptied_by(granted, later).exists()


def test_nobody_decides_about_the_leave_of_people_who_have_left() -> None:
    elif_, *_ = understaffed()
    ask(elif_)
    assert leaves.waiting(center.planner(), MONDAY).exists()
    dismiss(user=elif_, by=SYSTEM, at=AT)
    assert not leaves.waiting(center.planner(), MONDAY).exists()


def test_both_pages_show_the_reason_and_both_people_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    elif_, *_ = understaffed()
    day, why = f"{MONDAY:%d.%m.%Y}", "30 Kasım Pazartesi günü yeterli kişi kalmıyor: Arapça."
    asked = signed_in("elif").post("/shifts/leave/", {"first": day, "last": day}, follow=True)
    assert f"planlamacının kararını bekliyor. {why}" in text(asked)
    told = StaffNotice.objects.get(kind="leave_waits", reader=center.planner())
    assert told.title == "Elif Yıldız izin istiyor: 30 Kasım Pazartesi"
    planner = signed_in("hakan")
    assert why in text(planner.get("/planning/leaves/"))
    leave = elif_.leaves.get()
    planner.post(f"/planning/leaves/{leave.pk}/decide/")
    leave.refresh_from_db()
    assert leave.state == Leave.State.REFUSED
    assert f"{leave.get_state_display()}. {why}" in text(signed_in("elif").get("/shifts/"))
    told = StaffNotice.objects.get(kind="leave", reader=elif_)
    assert told.title == "Planlamacınız izninizi onaylamadı: 30 Kasım Pazartesi"
    assert "Kararınızı bekleyen" not in text(planner.get("/planning/leaves/"))


def test_a_wish_that_waits_can_be_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    elif_, *_ = understaffed()
    waits = ask(elif_)
    signed_in("elif").post(f"/shifts/leave/{waits.pk}/withdraw/")
    waits.refresh_from_db()
    assert (waits.state, waits.why) == (Leave.State.WITHDRAWN, "")


def test_where_nothing_is_known_of_the_day_15_per_cent_may_go() -> None:
    elif_, murat, zeynep, *_ = eight()
    assert [ask(each).state for each in (elif_, murat)] == [Leave.State.GRANTED] * 2
    refused = ask(zeynep)
    assert refused.why == Leave.Why.COVER
    assert lack(refused) == ("", "")
