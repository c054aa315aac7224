"""Somebody is ill: it is recorded, what it empties is shown, filled, published, and told."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from tests.workforce import center
from tests.workforce.center import AT, MONDAY
from tests.workforce.pages import signed_in, text

from alo153.accounts.models import Skill, User
from alo153.core import clock
from alo153.notices.models import StaffNotice
from alo153.workforce import actions, adherence, cover, queries
from alo153.workforce.candidates import holes, longer
from alo153.workforce.models import Leave, Overtime, Roster, Shift, SolverRun
from alo153.workforce.queries import balance, payroll

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=each) for each in (1, 2, 3, 4))
LATER = AT + timedelta(minutes=5)
OFFICE = [0.0] * 9 + [1.0] * 8 + [0.0] * 7


@pytest.fixture(autouse=True)
def _morning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def hakan() -> Client:
    return signed_in("hakan")


def ill(user: User, first: date = MONDAY, last: date | None = None) -> Leave:
    return actions.record_leave(
        user=user,
        kind=Leave.Kind.SICK,
        first=first,
        last=last or first,
        by=center.planner(),
        at=AT,
    )


def rostered() -> tuple[Roster, User, User, User]:
    """Return a published week: Elif works on Monday, the others on Tuesday and alone later."""
    elif_, murat, zeynep = center.people("elif", "murat", "zeynep")
    roster = center.draft(days=7)
    center.want(roster, OFFICE)
    center.give(roster, elif_, "gündüz", MONDAY)
    center.give(roster, murat, "gündüz", TUESDAY, THURSDAY)
    center.give(roster, zeynep, "gündüz", TUESDAY, WEDNESDAY, FRIDAY)
    return center.publish(roster), elif_, murat, zeynep


def titles(user: User) -> list[str]:
    return [each.title for each in StaffNotice.objects.filter(reader=user).order_by("pk")]


def test_two_presses_on_the_day_page_record_that_somebody_is_ill(hakan: Client) -> None:
    _roster, elif_, *_rest = rostered()
    address = f"/planning/leaves/?user={elif_.pk}&day={MONDAY.isoformat()}"
    day = hakan.get(f"/planning/day/?day={MONDAY.isoformat()}").content.decode()
    assert address.replace("&", "&amp;") in day
    filled = hakan.get(address).content.decode()
    assert f'<option value="{elif_.pk}" selected>' in filled
    assert '<option value="sick" selected>' in filled
    assert filled.count(f'value="{MONDAY.isoformat()}"') == 2
    assert "autofocus" in filled
    assert "önümüzdeki günlerin izinleri" in filled
    sent = {"user": elif_.pk, "kind": "sick", "first": MONDAY, "last": MONDAY}
    made = hakan.post("/planning/leaves/", sent)
    leave = Leave.objects.get()
    assert made.url == f"/planning/leaves/{leave.pk}/"
    assert titles(elif_)[-1] == "İzniniz kaydedildi: 30 Kasım Pazartesi"
    assert "hastalık" in text(hakan.get(f"/planning/day/?day={MONDAY.isoformat()}"))


def test_each_emptied_shift_shows_what_is_missing_and_who_may_come(hakan: Client) -> None:
    _roster, elif_, murat, zeynep = rostered()
    (hole,) = holes.of_leave(ill(elif_), AT)
    assert (hole.short, hole.is_covered) == (8, False)
    # Murat has fewer hours so far
    assert [each.user for each in hole.able] == [murat, zeynep]
    page = text(hakan.get(f"/planning/leaves/{Leave.objects.get().pk}/"))
    assert "8 saat boyunca bir kişi eksik" in page
    assert f"Bu vardiyayı ver : {murat.full_name}" in page


def test_whoever_brings_a_missing_skill_comes_first() -> None:
    elif_, murat, zeynep = center.people("elif", "murat", "zeynep")
    Skill.objects.get_or_create(
        user=zeynep, skill="english", defaults={"level": 3, "granted_at": AT}
    )
    roster = center.draft(days=7)
    center.want(roster, OFFICE, "english")
    center.give(roster, elif_, "gündüz", MONDAY)
    center.give(roster, zeynep, "gündüz", TUESDAY)
    center.publish(roster)
    (hole,) = holes.of_leave(ill(elif_), AT)
    assert hole.skills == ("english",)
    assert hole.short is None
    assert [(each.user, each.brings) for each in hole.able] == [(zeynep, ("english",)), (murat, ())]


def test_where_enough_people_remain_nobody_has_to_come(hakan: Client) -> None:
    _roster, _elif, murat, _zeynep = rostered()
    leave = ill(murat, TUESDAY)
    (hole,) = holes.of_leave(leave, AT)
    assert hole.is_covered
    page = text(hakan.get(f"/planning/leaves/{leave.pk}/"))
    assert "Kimsenin gelmesi gerekmiyor" in page
    assert "Bu vardiyayı ver" not in page


def test_a_hole_is_filled_in_a_new_version_published_and_both_are_told(hakan: Client) -> None:
    roster, elif_, murat, _zeynep = rostered()
    leave = ill(elif_)
    address = f"/planning/leaves/{leave.pk}/"
    shift = roster.shifts.get(user=elif_)
    hakan.post(f"{address}replace/", {"shift": shift.pk, "user": murat.pk})
    draft = Roster.objects.get(state=Roster.State.DRAFT)
    assert not draft.shifts.filter(user=elif_).exists()
    page = text(hakan.get(address))
    assert f"{murat.full_name} yeni sürümde" in page
    assert "2. sürümü açık" in page
    hakan.post(f"{address}publish/", {"draft": draft.pk})
    assert [each.user for each in queries.published_on(MONDAY, MONDAY)] == [murat]
    assert "Vardiyalarınız değişti" in titles(murat)[-1]
    assert "Vardiyalarınız değişti" in titles(elif_)[-1]
    assert "Boşta kalan yayımlanmış vardiya yok" in text(hakan.get(address))


def test_a_draft_that_was_open_before_loses_the_shift_too(hakan: Client) -> None:
    roster, elif_, murat, _zeynep = rostered()
    draft = actions.revise(roster=roster, by=center.planner(), at=AT)
    assert draft.shifts.filter(user=elif_).exists()
    ill(elif_)
    shift = roster.shifts.get(user=elif_)
    assert actions.replace(shift=shift, user=murat, by=center.planner(), at=AT) == draft
    assert [each.user for each in draft.shifts.filter(day=MONDAY)] == [murat]
    center.publish(draft)


def test_what_another_planner_works_on_is_named_and_asked_before_it_is_published(
    hakan: Client,
) -> None:
    roster, elif_, murat, zeynep = rostered()
    draft = actions.revise(roster=roster, by=center.planner(), at=AT)
    center.give(draft, zeynep, "sabah", FRIDAY)
    leave = ill(elif_)
    address = f"/planning/leaves/{leave.pk}/"
    shift = roster.shifts.get(user=elif_)
    hakan.post(f"{address}replace/", {"shift": shift.pk, "user": murat.pk})
    page = hakan.get(address)
    assert f"{zeynep.full_name}, 4 Aralık Cuma: gündüz → sabah" in text(page)
    assert "Yeni sürümü yayımla" not in text(page)
    # As a page sends it that was opened before
    refused = hakan.post(f"{address}publish/", {"draft": draft.pk}, follow=True)
    assert "Yeni sürümde başka değişiklikler de var" in text(refused)
    draft.refresh_from_db()
    assert draft.is_draft
    (other,) = re.findall(r'name="other" value="([^"]+)"', page.content.decode())
    hakan.post(f"{address}publish/", {"draft": draft.pk, "other": other})
    draft.refresh_from_db()
    assert draft.state == Roster.State.PUBLISHED


def test_hours_before_somebody_goes_home_are_paid_also_when_another_takes_over(
    hakan: Client,
) -> None:
    roster, elif_, murat, _zeynep = rostered()
    shift = roster.shifts.get(user=elif_)
    actions.move_break(
        shift_break=shift.breaks.get(),
        starts_at=shift.starts_at + timedelta(hours=3),
        by=center.planner(),
        at=AT,
    )
    sent = {"user": elif_.pk, "kind": "sick", "first": MONDAY, "last": MONDAY, "begins": "14:00"}
    hakan.post("/planning/leaves/", sent)
    leave = Leave.objects.get()
    # From nine to two, without half an hour of break
    assert worked(roster, elif_) == 270
    draft = actions.replace(shift=shift, user=murat, by=center.planner(), at=LATER)
    actions.publish(roster=draft, by=center.planner(), at=LATER)
    assert worked(draft, elif_) == 270
    assert "Eve gittiği saat 14:00" in text(hakan.get(f"/planning/leaves/{leave.pk}/"))
    actions.withdraw_leave(leave=leave, by=center.planner(), at=AT)
    assert elif_.full_name not in {each.name for each in payroll.lines(draft)}


def worked(roster: Roster, user: User) -> int:
    (line,) = [each for each in payroll.lines(roster) if each.name == user.full_name]
    return line.work


def test_a_time_outside_the_shift_is_told_at_its_field(hakan: Client) -> None:
    _roster, elif_, *_rest = rostered()
    sent = {"user": elif_.pk, "kind": "sick", "first": MONDAY, "last": MONDAY, "begins": "18:00"}
    answer = hakan.post("/planning/leaves/", sent)
    assert answer.status_code == 422
    assert "ilk günün yayımlanmış bir vardiyasının içinde değil" in text(answer)
    assert 'value="18:00"' in answer.content.decode()
    assert not Leave.objects.exists()


def test_what_the_law_forbids_is_refused_here_as_well(hakan: Client) -> None:
    roster, elif_, _murat, _zeynep = rostered()
    shift = roster.shifts.get(user=elif_)
    leave = ill(elif_)
    sent = {"shift": shift.pk, "user": elif_.pk}
    answer = text(hakan.post(f"/planning/leaves/{leave.pk}/replace/", sent, follow=True))
    assert f"{elif_.full_name}, 30 Kasım Pazartesi: İzinli." in answer
    # Not even the new version was begun
    assert not Roster.objects.filter(state=Roster.State.DRAFT).exists()


def test_the_program_plans_anew_without_the_absent(hakan: Client) -> None:
    _roster, elif_, *_rest = rostered()
    leave = ill(elif_)
    answer = hakan.post(f"/planning/leaves/{leave.pk}/replan/")
    run = SolverRun.objects.get()
    assert answer.url == f"/planning/rosters/{run.roster_id}/"
    assert (run.state, run.roster.is_draft) == (SolverRun.State.WAITING, True)
    assert not run.roster.shifts.filter(user=elif_).exists()


def test_one_person_s_sickness_stops_nobody_else_s_swap() -> None:
    roster, elif_, murat, zeynep = rostered()
    ill(elif_)
    swap = actions.offer_swap(
        giver_day=THURSDAY, taker=zeynep, taker_day=WEDNESDAY, by=murat, at=AT
    )
    assert actions.accept_swap(swap=swap, by=zeynep, at=AT)
    roster.refresh_from_db()
    assert roster.state == Roster.State.SUPERSEDED


def test_a_swap_of_others_hides_no_empty_shift() -> None:
    _roster, elif_, murat, zeynep = rostered()
    leave = ill(elif_)
    swap = actions.offer_swap(
        giver_day=THURSDAY, taker=zeynep, taker_day=WEDNESDAY, by=murat, at=LATER
    )
    assert actions.accept_swap(swap=swap, by=zeynep, at=LATER)
    (hole,) = holes.of_leave(leave, LATER)
    assert (hole.short, hole.is_filled, hole.is_covered) == (8, False, False)
    draft = actions.replace(shift=hole.shift, user=murat, by=center.planner(), at=LATER)
    (filled,) = holes.of_leave(leave, LATER)
    assert (filled.fillers, filled.is_filled, filled.draft) == ((murat,), True, draft)
    actions.publish(roster=draft, by=center.planner(), at=LATER)
    assert holes.of_leave(leave, LATER) == []


def test_two_planners_who_press_at_once_call_one_person() -> None:
    roster, elif_, murat, zeynep = rostered()
    ill(elif_)
    shift = roster.shifts.get(user=elif_)
    draft = actions.replace(shift=shift, user=murat, by=center.planner(), at=AT)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.replace(shift=shift, user=zeynep, by=center.planner(), at=AT)
    assert [each.user for each in draft.shifts.filter(day=MONDAY)] == [murat]


def test_two_people_who_are_ill_leave_two_shifts_to_fill() -> None:
    elif_, murat, zeynep, pinar = center.people("elif", "murat", "zeynep", "pinar")
    roster = center.draft(days=7)
    center.give(roster, elif_, "gündüz", MONDAY)
    center.give(roster, murat, "gündüz", MONDAY)
    center.publish(roster)
    leave, _other = ill(elif_), ill(murat)
    shift = roster.shifts.get(user=elif_)
    actions.replace(shift=shift, user=zeynep, by=center.planner(), at=AT)
    (hole,) = holes.of_leave(leave, AT)
    assert (hole.fillers, hole.is_filled) == ((zeynep,), False)
    assert [each.user for each in hole.able] == [pinar]
    actions.replace(shift=shift, user=pinar, by=center.planner(), at=AT)
    (hole,) = holes.of_leave(leave, AT)
    assert hole.is_filled


def test_a_shift_of_somebody_away_is_neither_swapped_nor_made_longer() -> None:
    _roster, elif_, murat, _zeynep = rostered()
    center.contract(elif_, consents=True)
    asked = actions.ask_overtime(user=elif_, day=MONDAY, minutes=30, by=center.planner(), at=AT)
    ill(elif_)
    with pytest.raises(actions.SwapImpossible):
        actions.offer_swap(giver_day=MONDAY, taker=murat, taker_day=THURSDAY, by=elif_, at=AT)
    with pytest.raises(actions.SwapImpossible):
        actions.offer_swap(giver_day=THURSDAY, taker=elif_, taker_day=MONDAY, by=murat, at=AT)
    assert not actions.agree_overtime(overtime=asked, by=elif_, at=AT)
    asked.refresh_from_db()
    assert asked.state == Overtime.State.LAPSED


def test_a_leave_in_some_days_forbids_no_overtime_before_it() -> None:
    roster, _elif, murat, _zeynep = rostered()
    center.contract(murat, consents=True)
    ill(murat, THURSDAY)
    (shift,) = roster.shifts.filter(user=murat, day=TUESDAY)
    assert longer.volunteers([shift], 30) == [shift]
    asked = actions.ask_overtime(user=murat, day=TUESDAY, minutes=30, by=center.planner(), at=AT)
    assert actions.agree_overtime(overtime=asked, by=murat, at=AT)


def test_nobody_away_is_missed_paid_or_counted_as_cover() -> None:
    roster, elif_, *_rest = rostered()
    leave = ill(elif_)
    noon = roster.shifts.get(user=elif_).starts_at + timedelta(hours=3)
    assert not adherence.expected_now(noon).missing
    assert adherence.of_day(MONDAY, noon) == []
    assert elif_.full_name not in {each.name for each in payroll.lines(roster)}
    assert cover.by_day(roster)[0].days[0].under == 8
    actions.withdraw_leave(leave=leave, by=center.planner(), at=AT)
    assert [each.user for each in adherence.expected_now(noon).missing] == [elif_]
    assert cover.by_day(roster)[0].days[0].under == 0


def test_the_person_sees_it_and_is_told_when_it_is_taken_back(hakan: Client) -> None:
    _roster, elif_, *_rest = rostered()
    leave = ill(elif_)
    own = text(signed_in("elif").get("/shifts/"))
    assert "hastalık planlamacınız kaydetti" in own
    assert "yayımlanmış vardiyanız yok" in own
    answer = text(hakan.post(f"/planning/leaves/{leave.pk}/withdraw/", follow=True))
    assert "1 vardiya yeniden bu kişinin" in answer
    assert titles(elif_)[-1] == "İzniniz geri alındı: 30 Kasım Pazartesi"
    assert hakan.get(f"/planning/leaves/{leave.pk}/").status_code == 404
    own = text(signed_in("elif").get("/shifts/"))
    assert "hastalık: geri çekildi" in own
    assert "planlamacınız kaydetti" not in own


def test_where_a_second_leave_covers_the_day_no_shift_comes_back(hakan: Client) -> None:
    _roster, elif_, *_rest = rostered()
    leave = ill(elif_)
    actions.record_leave(
        user=elif_,
        kind=Leave.Kind.REPORT,
        first=MONDAY,
        last=MONDAY,
        by=center.planner(),
        at=AT,
    )
    answer = text(hakan.post(f"/planning/leaves/{leave.pk}/withdraw/", follow=True))
    assert "İzin geri alındı. 0 vardiya" in answer


def test_sickness_that_a_planner_recorded_is_not_taken_back_by_the_person() -> None:
    (elif_,) = center.people("elif")
    leave = ill(elif_, TUESDAY)
    answer = signed_in("elif").post(f"/shifts/leave/{leave.pk}/withdraw/")
    assert answer.status_code == 404
    leave.refresh_from_db()
    assert leave.state == Leave.State.GRANTED


def test_what_is_recorded_already_is_said_and_nothing_typed_is_lost(hakan: Client) -> None:
    _roster, elif_, *_rest = rostered()
    ill(elif_, MONDAY, TUESDAY)
    sent = {"user": elif_.pk, "kind": "sick", "first": TUESDAY, "last": WEDNESDAY}
    answer = hakan.post("/planning/leaves/", sent)
    assert answer.status_code == 422
    assert "30 Kasım – 1 Aralık için zaten kayıt var" in text(answer)
    assert f'value="{WEDNESDAY.isoformat()}"' in answer.content.decode()
    # The report for the same days is another thing
    assert hakan.post("/planning/leaves/", sent | {"kind": "report"}).status_code == 302


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (TUESDAY, MONDAY, "Son gün ilk günden önce"),
        (date(2026, 8, 1), MONDAY, "en çok iki ay önce"),
        (MONDAY, date(2028, 1, 1), "En çok bir yıl"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(
    hakan: Client, first: date, last: date, said: str
) -> None:
    (elif_,) = center.people("elif")
    sent = {"user": elif_.pk, "kind": "sick", "first": first, "last": last}
    assert said in text(hakan.post("/planning/leaves/", sent))
    assert not Leave.objects.exists()


def test_days_of_sickness_are_not_taken_off_the_annual_leave() -> None:
    (elif_,) = center.people("elif")
    actions.ask_leave(first=MONDAY, last=WEDNESDAY, by=elif_, at=AT)
    assert balance.balance_of(elif_, MONDAY) == 11
    ill(elif_, TUESDAY, WEDNESDAY)
    assert balance.balance_of(elif_, MONDAY) == 13


def test_a_shift_that_is_over_is_no_hole() -> None:
    _roster, elif_, *_rest = rostered()
    leave = ill(elif_)
    (shift,) = Shift.objects.filter(user=elif_)
    assert holes.of_leave(leave, shift.ends_at) == []
    assert actions.replan(leave=leave, by=center.planner(), at=shift.ends_at) is None


def test_nobody_but_a_planner_reads_why_somebody_is_away() -> None:
    _roster, elif_, *_rest = rostered()
    leave = ill(elif_)
    assert signed_in("murat").get(f"/planning/leaves/{leave.pk}/").status_code == 403


def test_whoever_asks_for_their_own_leave_reads_the_answer_and_gets_no_notice() -> None:
    (elif_,) = center.people("elif")
    leave = actions.ask_leave(first=MONDAY, last=MONDAY, by=elif_, at=AT)
    actions.withdraw_leave(leave=leave, by=elif_, at=AT)
    assert titles(elif_) == []
