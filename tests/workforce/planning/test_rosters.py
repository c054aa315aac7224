"""A draft is changed under the law, undone, published as it is, and superseded."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT, MONDAY

from alo153.accounts.policy import NotPermitted
from alo153.city.queries import local_time
from alo153.core.models import Event
from alo153.workforce import actions, queries
from alo153.workforce.law.rules import Key, Status
from alo153.workforce.models import Leave, Roster, Shift
from alo153.workforce.queries import payroll

pytestmark = pytest.mark.django_db
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + timedelta(days=each) for each in (1, 2, 3))


def test_a_shift_is_given_and_told() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    center.give(roster, elif_, "gündüz", MONDAY)
    shift = roster.shifts.get()
    assert (shift.user, shift.day, shift.type.name) == (elif_, MONDAY, "gündüz")
    told = Event.objects.get(name="roster.changed")
    assert told.data["user"] == elif_.pk


def test_what_the_law_refuses_changes_nothing_and_names_the_rule() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    center.give(roster, elif_, "akşam", MONDAY)
    with pytest.raises(actions.Unlawful) as refused:
        center.give(roster, elif_, "sabah", TUESDAY)
    ((who, breach),) = refused.value.breaches
    assert (who, breach.key) == (elif_.pk, Key.REST_LEAST)
    assert breach.citation
    assert roster.shifts.count() == 1


def test_the_pregnant_get_no_night_by_any_way() -> None:
    (elif_,) = center.people("elif", statuses=center.WORKER | {Status.PREGNANT})
    with pytest.raises(actions.Unlawful):
        center.give(center.draft(), elif_, "gece", MONDAY)


def test_without_a_contract_nobody_gets_a_night() -> None:
    with pytest.raises(actions.Unlawful):
        center.give(center.draft(), cast.staff("elif"), "gece", MONDAY)


def test_rest_is_looked_at_across_rosters() -> None:
    (elif_,) = center.people("elif")
    first = center.draft(days=7)
    center.give(first, elif_, "akşam", MONDAY + timedelta(days=6))
    center.publish(first)
    second = center.draft(days=7, first=MONDAY + timedelta(days=7))
    with pytest.raises(actions.Unlawful):
        center.give(second, elif_, "sabah", MONDAY + timedelta(days=7))


def test_a_new_version_is_lawful_beside_the_next_roster() -> None:
    (elif_,) = center.people("elif")
    sunday, next_monday = MONDAY + timedelta(days=6), MONDAY + timedelta(days=7)
    first = center.publish(center.draft(days=7))
    next_ = center.draft(days=7, first=next_monday)
    center.give(next_, elif_, "sabah", next_monday)
    center.publish(next_)
    second = actions.revise(roster=first, by=center.planner(), at=AT)
    with pytest.raises(actions.Unlawful) as refused:
        center.give(second, elif_, "akşam", sunday)
    ((_who, breach),) = refused.value.breaches
    assert (breach.key, breach.day) == (Key.REST_LEAST, sunday)
    center.give(second, elif_, "sabah", sunday)
    center.publish(second)


def test_undo_goes_back_step_by_step_and_is_one_s_own() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    center.give(roster, elif_, "gündüz", MONDAY)
    center.give(roster, elif_, "sabah", MONDAY)
    actions.undo(roster=roster, by=center.planner(), at=AT)
    assert roster.shifts.get().type.name == "gündüz"
    actions.undo(roster=roster, by=center.planner(), at=AT)
    assert not roster.shifts.exists()
    with pytest.raises(actions.NothingToUndo):
        actions.undo(roster=roster, by=center.planner(), at=AT)


def test_a_revision_leaves_the_days_that_have_passed() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    center.give(roster, elif_, "gündüz", MONDAY, WEDNESDAY)
    center.publish(roster)
    on_tuesday = AT + (TUESDAY - AT.date())
    second = actions.revise(roster=roster, by=center.planner(), at=on_tuesday)
    rows = {"roster": second, "user": elif_, "by": center.planner(), "at": on_tuesday}
    with pytest.raises(actions.PastDay):
        actions.assign(day=MONDAY, shift_type=None, **rows)
    actions.assign(day=WEDNESDAY, shift_type=None, **rows)
    assert [each.day for each in second.shifts.all()] == [MONDAY]


def test_a_published_roster_is_never_edited_but_superseded() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    center.give(roster, elif_, "gündüz", MONDAY)
    center.publish(roster)
    with pytest.raises(actions.NotADraft):
        center.give(roster, elif_, "sabah", TUESDAY)
    second = actions.revise(roster=roster, by=center.planner(), at=AT)
    center.give(second, elif_, "sabah", TUESDAY)
    assert queries.shifts_of(elif_, MONDAY, TUESDAY).count() == 1
    center.publish(second)
    roster.refresh_from_db()
    assert (roster.state, second.version) == (Roster.State.SUPERSEDED, 2)
    assert roster.shifts.count() == 1
    assert queries.shifts_of(elif_, MONDAY, TUESDAY).count() == 2


def test_what_became_unlawful_is_not_published() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    center.give(roster, elif_, "gece", WEDNESDAY)
    center.contract(elif_, center.WORKER | {Status.NURSING})
    with pytest.raises(actions.Unlawful):
        center.publish(roster)
    roster.refresh_from_db()
    assert roster.is_draft


def test_leave_that_came_later_stops_the_publishing() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    center.give(roster, elif_, "gündüz", WEDNESDAY)
    actions.record_leave(
        user=elif_,
        kind=Leave.Kind.SICK,
        first=WEDNESDAY,
        last=WEDNESDAY,
        by=center.planner(),
        at=AT,
    )
    with pytest.raises(actions.Unlawful):
        center.publish(roster)


def test_two_planners_work_on_one_draft_of_a_month() -> None:
    center.draft()
    with pytest.raises(actions.DraftExists):
        center.draft()


def test_a_new_roster_begins_after_those_that_are_published() -> None:
    center.publish(center.draft(days=14))
    # Not within it, not around it, and not from its own first day on: there a new version is made
    for first in (MONDAY + timedelta(days=7), MONDAY - timedelta(days=7), MONDAY):
        with pytest.raises(actions.DaysPublished):
            center.draft(days=14, first=first)
    assert center.draft(first=MONDAY + timedelta(days=14))
    assert center.draft(first=MONDAY - timedelta(days=14))


def test_of_two_drafts_with_a_day_in_common_one_is_published() -> None:
    (elif_,) = center.people("elif")
    first, second = center.draft(days=14), center.draft(first=MONDAY + timedelta(days=7))
    for roster in (first, second):
        center.give(roster, elif_, "gündüz", MONDAY + timedelta(days=7))
    center.publish(first)
    with pytest.raises(actions.DaysPublished):
        center.publish(second)
    assert queries.shifts_of(elif_, MONDAY, MONDAY + timedelta(days=20)).count() == 1


def test_agents_plan_nothing() -> None:
    with pytest.raises(NotPermitted):
        actions.draft(first=MONDAY, days=7, by=cast.staff("elif"), at=AT)


def test_the_database_itself_refuses_two_shifts_at_once() -> None:
    (elif_,) = center.people("elif")
    roster = center.draft()
    center.give(roster, elif_, "gündüz", MONDAY)
    shift = roster.shifts.get()
    shift.pk, shift.day = None, date(2026, 12, 5)
    with pytest.raises(IntegrityError), transaction.atomic():
        shift.save(force_insert=True)


def test_payroll_counts_work_night_and_holiday() -> None:
    (elif_,) = center.people("elif")
    first = date(2026, 12, 28)
    roster = center.draft(days=7, first=first)
    center.give(roster, elif_, "gündüz", first)
    center.give(roster, elif_, "gece", date(2026, 12, 31), date(2027, 1, 1))
    (line,) = payroll.lines(roster)
    assert line.work == 3 * 450
    # Two nights of six hours each between midnight and six, less their share of the break
    assert line.night == 2 * (360 * 450 // 480)
    assert line.holiday == 450


def test_payroll_counts_a_half_holiday_from_its_hour_on() -> None:
    elif_, murat = center.people("elif", "murat")
    # The eve of the Republic: a holiday from one o'clock
    eve = date(2026, 10, 28)
    roster = center.draft(days=7, first=date(2026, 10, 26))
    center.give(roster, elif_, "gece", eve)
    center.give(roster, murat, "gündüz", eve)
    holiday = {each.name: each.holiday for each in payroll.lines(roster)}
    assert holiday == {elif_.full_name: 0, murat.full_name: 225}


@pytest.mark.parametrize(
    ("night", "minutes"), [(date(2026, 11, 1), 60), (date(2026, 3, 8), -60), (date(2026, 11, 2), 0)]
)
def test_payroll_counts_the_hour_that_a_changed_clock_gives_or_takes(
    monkeypatch: pytest.MonkeyPatch, night: date, minutes: int
) -> None:
    monkeypatch.setattr(local_time, "zone", lambda: ZoneInfo("America/New_York"))
    (elif_,) = center.people("elif")
    roster = center.draft(days=7, first=night - timedelta(days=night.weekday()))
    center.give(roster, elif_, "gece", night)
    (line,) = payroll.lines(roster)
    assert line.work == 450 + minutes
    assert line.night == (360 + minutes) * (450 + minutes) // (480 + minutes)


def test_a_shift_in_no_version_in_force_is_no_one_s() -> None:
    (elif_,) = center.people("elif")
    center.give(center.draft(), elif_, "gündüz", THURSDAY)
    assert Shift.objects.exists()
    assert not queries.shifts_of(elif_, MONDAY, THURSDAY).exists()
