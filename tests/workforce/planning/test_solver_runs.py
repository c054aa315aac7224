"""The solver on a draft: what it makes is lawful, it keeps its best, and stops when told."""

import itertools
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests import cast
from tests.workforce import center
from tests.workforce.center import AT, MONDAY

from alo153.accounts.models import User
from alo153.workforce import actions, cover, posing, queries
from alo153.workforce.actions import running
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Leave, Roster, SolverRun
from alo153.workforce.roster.center import pose
from alo153.workforce.roster.problem import NEVER

pytestmark = pytest.mark.django_db
STAFF = ("elif", "murat", "zeynep", "hakan", "pinar", "kemal")
OFFICE = [0.0] * 8 + [2.0] * 12 + [0.0] * 4


def run(roster: Roster, seconds: int = 60) -> SolverRun:
    return actions.start_run(roster=roster, seconds=seconds, by=center.planner(), at=AT)


def steps() -> Callable[[], float]:
    """Return a clock that moves by a second each time that it is asked."""
    counted = itertools.count()
    return lambda: float(next(counted))


def wanted(days: int = 7) -> Roster:
    center.people(*STAFF)
    for name in ("sabah", "gündüz", "akşam"):
        center.shift_type(name)
    roster = center.draft(days=days)
    center.want(roster, OFFICE)
    return roster


def test_its_roster_is_lawful_and_covers_what_is_wanted() -> None:
    roster = wanted()
    asked = run(roster)
    actions.plan_run(run=asked, at=lambda: AT, now=steps())
    asked.refresh_from_db()
    assert asked.state == SolverRun.State.DONE
    assert roster.shifts.exists()
    assert not any(each.breaches for each in queries.judgments(roster).values())
    everybody = cover.by_day(roster)[0]
    assert everybody.under <= 0.05 * sum(each.wanted for each in everybody.days)


def test_whoever_is_away_gets_no_shift() -> None:
    roster = wanted()
    elif_ = cast.staff("elif")
    week = {"first": MONDAY, "last": MONDAY + timedelta(days=6)}
    actions.record_leave(user=elif_, kind=Leave.Kind.SICK, **week, by=center.planner(), at=AT)
    actions.plan_run(run=run(roster), at=lambda: AT, now=steps())
    assert roster.shifts.exists()
    assert not roster.shifts.filter(user=elif_).exists()


def test_a_run_that_is_stopped_keeps_a_lawful_roster() -> None:
    roster = wanted()
    asked = run(roster)
    SolverRun.objects.filter(pk=asked.pk).update(cancel_asked_at=AT)
    actions.plan_run(run=asked, at=lambda: AT, now=steps())
    asked.refresh_from_db()
    assert asked.state == SolverRun.State.CANCELLED
    assert not any(each.breaches for each in queries.judgments(roster).values())


def test_a_run_that_is_stopped_midway_ends_with_the_best_it_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roster = wanted()
    asked = run(roster, seconds=10_000)
    kept: list[float] = []
    keep = running.keep_best

    def stop_then(**said: Any) -> bool:
        kept.append(said["cost"])
        SolverRun.objects.filter(pk=asked.pk).update(cancel_asked_at=AT)
        return keep(**said)

    monkeypatch.setattr(running, "keep_best", stop_then)
    ticks = steps()
    actions.plan_run(run=asked, at=lambda: AT, now=ticks)
    asked.refresh_from_db()
    assert asked.state == SolverRun.State.CANCELLED
    assert asked.cost == min(kept) == kept[-1]
    # Long before its time was over
    assert ticks() < 1000
    assert not any(each.breaches for each in queries.judgments(roster).values())


def test_a_waiting_run_is_cancelled_at_once_and_never_begins() -> None:
    roster = wanted()
    asked = run(roster)
    actions.cancel_run(roster=roster, by=center.planner(), at=AT)
    actions.plan_run(run=asked, at=lambda: AT, now=steps())
    assert not roster.shifts.exists()


def test_one_run_at_a_time() -> None:
    roster = wanted()
    run(roster)
    with pytest.raises(actions.RunOpen):
        run(roster)


def test_people_without_a_lawful_month_are_named() -> None:
    roster = wanted()
    center.shift_type("gece")
    # Only nights can be given, and not to her
    for name in ("sabah", "gündüz", "akşam"):
        actions.retire_shift_type(shift_type=center.shift_type(name), by=center.planner(), at=AT)
    center.contract(cast.staff("elif"), center.WORKER | {Status.PREGNANT})
    asked = run(roster)
    actions.plan_run(run=asked, at=lambda: AT, now=steps())
    asked.refresh_from_db()
    assert asked.state == SolverRun.State.FAILED
    assert cast.staff("elif").full_name in asked.without_month


def test_whoever_is_pregnant_from_the_day_after_the_roster_gets_no_night_into_it() -> None:
    (elif_,) = center.people("elif")
    center.shift_type("gündüz")
    actions.add_shift_type(
        name="son gece",
        start_minute=23 * 60,
        end_minute=30 * 60,
        break_minutes=30,
        by=center.planner(),
        at=AT,
    )
    roster = center.draft(days=7)
    center.contract(elif_, center.WORKER | {Status.PREGNANT}, valid_from=MONDAY + timedelta(days=7))
    posed = posing.center_of(roster, AT.date())
    night = [each.name for each in posed.types].index("son gece")
    cost = pose(posed.center).people[0].cost
    # The night of Saturday ends before she is
    assert (cost[5, night] < NEVER, cost[6, night] < NEVER) == (True, False)
    assert cost[6, 1 - night] < NEVER


def test_a_contract_that_changes_within_the_roster_is_known_to_the_solver() -> None:
    elif_, murat = center.people("elif", "murat")
    center.shift_type("gece")
    thursday = MONDAY + timedelta(days=3)
    center.contract(elif_, center.WORKER | {Status.PREGNANT}, valid_from=thursday)
    center.contract(murat, ended=True, valid_from=thursday)
    roster = center.draft(days=7)
    posed = posing.center_of(roster, AT.date())
    people = zip(posed.users, posed.center.members, strict=True)
    found = {user.pk: member for user, member in people}
    assert Status.PREGNANT in found[elif_.pk].statuses
    assert not found[elif_.pk].away
    assert found[murat.pk].away == {day for day in roster.dates if day >= thursday}


def test_a_demand_nobody_can_meet_gets_the_best_effort() -> None:
    center.people("elif")
    center.shift_type("gündüz")
    roster = center.draft(days=7)
    center.want(roster, [50.0] * 24)
    asked = run(roster)
    actions.plan_run(run=asked, at=lambda: AT, now=steps())
    asked.refresh_from_db()
    assert asked.state == SolverRun.State.DONE
    assert roster.shifts.count() >= 5


def test_a_new_version_after_sickness_changes_little_but_covers() -> None:
    roster = wanted()
    actions.plan_run(run=run(roster), at=lambda: AT, now=steps())
    center.publish(roster)
    before = {(each.user_id, each.day): each.type_id for each in roster.shifts.all()}
    ill = cast.staff("elif")
    week = {"first": MONDAY, "last": MONDAY + timedelta(days=2)}
    actions.record_leave(user=ill, kind=Leave.Kind.SICK, **week, by=center.planner(), at=AT)
    second = actions.revise(roster=roster, by=center.planner(), at=AT)
    actions.plan_run(run=run(second), at=lambda: AT, now=steps())
    after = {(each.user_id, each.day): each.type_id for each in second.shifts.all()}
    assert not any(each.breaches for each in queries.judgments(second).values())
    others = {
        place
        for place in before.keys() | after.keys()
        if place[0] != ill.pk and before.get(place) != after.get(place)
    }
    assert len(others) <= 8


def test_a_revision_is_planned_from_today_on() -> None:
    roster = wanted()
    actions.plan_run(run=run(roster), at=lambda: AT, now=steps())
    thursday = MONDAY + timedelta(days=3)
    worked = set(roster.shifts.filter(day__lt=thursday).values_list("user", "day", "type"))
    center.publish(roster)
    on_thursday = AT + (thursday - AT.date())
    second = actions.revise(roster=roster, by=center.planner(), at=on_thursday)
    center.want(second, [6.0] * 24)
    asked = actions.start_run(roster=second, seconds=60, by=center.planner(), at=on_thursday)
    actions.plan_run(run=asked, at=lambda: on_thursday, now=steps())
    kept = second.shifts.filter(day__lt=thursday)
    assert set(kept.values_list("user", "day", "type")) == worked
    # What was worked before Thursday counts: 45 hours and half a shift are six shifts at most
    assert all(second.shifts.filter(user=each).count() <= 6 for each in map(cast.staff, STAFF))
    assert second.shifts.filter(day__gte=thursday).exists()


def test_of_a_revision_whose_days_have_passed_nothing_is_left_to_plan() -> None:
    roster = wanted()
    center.publish(roster)
    later = AT + timedelta(days=30)
    second = actions.revise(roster=roster, by=center.planner(), at=later)
    with pytest.raises(actions.PastDay):
        actions.start_run(roster=second, seconds=60, by=center.planner(), at=later)


def test_what_a_planner_changes_after_stop_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roster = wanted()
    asked = run(roster, seconds=10_000)
    keep = running.keep_best
    left: set[Any] = set()

    def stop_and_change(**said: Any) -> bool:
        kept = keep(**said)
        if not left:
            actions.cancel_run(roster=roster, by=center.planner(), at=AT)
            taken = roster.shifts.earliest("day", "user")
            facts = {"user": taken.user, "day": taken.day, "shift_type": None}
            actions.assign(roster=roster, **facts, by=center.planner(), at=AT)
            left.update(roster.shifts.values_list("user", "day", "type"))
        return kept

    monkeypatch.setattr(running, "keep_best", stop_and_change)
    actions.plan_run(run=asked, at=lambda: AT, now=steps())
    assert set(roster.shifts.values_list("user", "day", "type")) == left
    asked.refresh_from_db()
    assert asked.state == SolverRun.State.CANCELLED


def test_what_a_planner_redoes_after_stop_is_not_overwritten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roster = wanted()
    asked = run(roster, seconds=10_000)
    keep = running.keep_best
    mine: dict[str, Any] = {"roster": roster, "by": center.planner()}
    before = AT - timedelta(minutes=1)
    left: set[Any] = set()

    def stop_and_redo(**said: Any) -> bool:
        kept = keep(**said)
        if not left:
            taken = roster.shifts.earliest("day", "user")
            actions.assign(**mine, user=taken.user, day=taken.day, shift_type=None, at=before)
            actions.undo(**mine, at=before)
            actions.cancel_run(**mine, at=AT)
            actions.redo(**mine, at=AT)
            left.update(roster.shifts.values_list("user", "day", "type"))
        return kept

    monkeypatch.setattr(running, "keep_best", stop_and_redo)
    actions.plan_run(run=asked, at=lambda: AT, now=steps())
    assert set(roster.shifts.values_list("user", "day", "type")) == left


def meanwhile(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Let something happen once, after the solver has posed its problem and found a roster."""
    keep, told = running.keep_best, list[bool]()

    def happens_then(**said: Any) -> bool:
        if not told:
            told.append(True)
            happens()
        return keep(**said)

    monkeypatch.setattr(running, "keep_best", happens_then)


def test_whoever_falls_ill_while_the_solver_works_is_not_put_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roster = wanted()
    elif_ = cast.staff("elif")
    days = {"first": MONDAY, "last": MONDAY + timedelta(days=6)}

    def falls_ill() -> None:
        kind = Leave.Kind.SICK
        actions.record_leave(user=elif_, kind=kind, **days, by=center.planner(), at=AT)

    meanwhile(monkeypatch, falls_ill)
    actions.plan_run(run=run(roster), at=lambda: AT, now=steps())
    assert roster.shifts.exists()
    assert not roster.shifts.filter(user=elif_).exists()
    center.publish(roster)


def test_nobody_gets_nights_by_a_run_that_did_not_know_of_the_report(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roster = wanted()
    center.shift_type("gece")
    center.want(roster, [5.0] * 8 + [0.0] * 16)
    at_night = roster.shifts.filter(type__name="gece")
    known: list[User] = []

    def reported() -> None:
        elif_ = cast.staff("elif")
        center.contract(elif_, center.WORKER | {Status.PREGNANT})
        known.append(elif_)

    meanwhile(monkeypatch, reported)
    actions.plan_run(run=run(roster), at=lambda: AT, now=steps())
    assert at_night.exists()
    assert not at_night.filter(user__in=known).exists()
    center.publish(roster)


def test_days_that_a_planner_changes_while_the_solver_works_stay_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roster = wanted()
    elif_ = cast.staff("elif")
    meanwhile(monkeypatch, lambda: center.give(roster, elif_, "gündüz", MONDAY))
    actions.plan_run(run=run(roster), at=lambda: AT, now=steps())
    assert list(roster.shifts.filter(user=elif_).values_list("day", "type__name")) == [
        (MONDAY, "gündüz")
    ]
    assert roster.shifts.exclude(user=elif_).exists()
    # The change is the planner's own still
    actions.undo(roster=roster, by=center.planner(), at=AT)
    assert not roster.shifts.filter(user=elif_).exists()


def test_a_move_is_not_undone_by_half_after_the_solver_has_made_one_of_its_days_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    roster = wanted()
    elif_, murat = cast.staff("elif"), cast.staff("murat")
    center.give(roster, elif_, "gündüz", MONDAY)
    source, target = (actions.Place(each, MONDAY) for each in (elif_, murat))
    mine: dict[str, Any] = {"roster": roster, "by": center.planner(), "at": AT}
    actions.move(**mine, source=source, target=target)
    tuesday = MONDAY + timedelta(days=1)
    meanwhile(monkeypatch, lambda: center.give(roster, murat, "gündüz", tuesday))
    actions.plan_run(run=run(roster), at=lambda: AT, now=steps())
    # The Tuesday is the planner's own still; Elif's Monday is the solver's
    assert actions.undo(**mine).day == tuesday
    with pytest.raises(actions.NothingToUndo):
        actions.undo(**mine)
