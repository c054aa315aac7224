"""The solver works on a draft: asked for, told to stop, and its best kept as it comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from math import inf

from django.db import IntegrityError, transaction
from django.db.models import Q

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.queries import local_time
from alo153.core import events, live
from alo153.core.actor import SYSTEM, Actor
from alo153.core.jobs import enqueue
from alo153.workforce import posing
from alo153.workforce.actions.changing import settle
from alo153.workforce.actions.drafting import locked_draft
from alo153.workforce.actions.refusals import NotADraft, PastDay
from alo153.workforce.actions.since_posed import KnownDraft, lawful_by_now
from alo153.workforce.automata import OFF
from alo153.workforce.events import RosterRunAsked, RosterRunCancelled, RosterRunEnded
from alo153.workforce.models import Roster, Shift, SolverRun
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.roster.beginning import NoLawfulMonth
from alo153.workforce.roster.center import pose
from alo153.workforce.roster.plan import Plan
from alo153.workforce.roster.solving import solve

JOB = "workforce.plan"
MOST_SECONDS = 1800
_KEEP_SECONDS = 5.0
_ASK_SECONDS = 1.0
_GRACE = timedelta(minutes=10)


class RunOpen(ValueError):
    """The solver works on this roster already."""


@transaction.atomic
def start_run(
    *, roster: Roster, seconds: int, by: User, at: datetime, calm: float = posing.EVEN
) -> SolverRun:
    """Ask the solver for a roster.

    Args:
        calm: of a revision: from 0, cover at the price of many changes, to 1, hardly any change.

    Raises:
        NotPermitted, NotADraft, RunOpen: as they say.
        PastDay: all its days have passed.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    if found.first_open(local_time.today(at)) > found.last_date:
        raise PastDay(found.last_date)
    _give_up_dead(found, at)
    try:
        with transaction.atomic():
            run = SolverRun.objects.create(
                roster=found, seconds=min(seconds, MOST_SECONDS), asked_by=by, asked_at=at
            )
    except IntegrityError as error:
        raise RunOpen(found.pk) from error
    said = RosterRunAsked(seconds=run.seconds)
    events.record(said, subject=found, by=Actor.staff(by.pk), at=at)
    enqueue(JOB, run=run.pk, calm=min(1.0, max(0.0, calm)))
    return run


def _give_up_dead(roster: Roster, at: datetime) -> None:
    """Mark a run whose worker died as failed, so that it blocks nobody."""
    latest = at - timedelta(seconds=MOST_SECONDS) - _GRACE
    dead = roster.runs.filter(state=SolverRun.State.RUNNING, began_at__lt=latest)
    dead.update(state=SolverRun.State.FAILED, ended_at=at)


@transaction.atomic
def cancel_run(*, roster: Roster, by: User, at: datetime) -> None:
    """Stop the solver; what it found so far stays in the draft. Without a run nothing happens.

    Raises:
        NotPermitted: not a planner.
    """
    permit(PLAN_SHIFTS, by=by)
    run = _open_run(roster)
    if run is None or run.cancel_asked_at:
        return
    run.cancel_asked_at = at
    if run.state == SolverRun.State.WAITING:
        run.state, run.ended_at = SolverRun.State.CANCELLED, at
    run.save(update_fields=["cancel_asked_at", "state", "ended_at"])
    events.record(RosterRunCancelled(), subject=roster, by=Actor.staff(by.pk), at=at)


def _open_run(roster: Roster) -> SolverRun | None:
    open_now = SolverRun.State.WAITING, SolverRun.State.RUNNING
    return roster.runs.select_for_update().filter(state__in=open_now).first()


def plan_run(
    *,
    run: SolverRun,
    at: Callable[[], datetime],
    now: Callable[[], float] = time.monotonic,
    calm: float = posing.EVEN,
) -> None:
    """Do the work of a run, as the worker does; it is its own caller and asks no policy.

    Args:
        calm: as `start_run` says.
        at: tells the instant; the work takes minutes.
        now: a clock in seconds.
    """
    if not _begin(run, at()):
        return
    watch = _Watch(run, at, now, KnownDraft.of(run.roster))
    try:
        state, without = _solve(watch, calm)
    except Exception:
        _end(run, SolverRun.State.FAILED, at())
        raise
    _end(run, state, at(), without=without)


@dataclass
class _Watch:
    """Looks after a run: keeps its best now and then, and asks whether it is to stop."""

    run: SolverRun
    at: Callable[[], datetime]
    now: Callable[[], float]
    draft: KnownDraft
    stopped: bool = False
    kept: float = -inf
    asked: float = -inf

    def cancelled(self) -> bool:
        if not self.stopped and self.now() - self.asked >= _ASK_SECONDS:
            self.asked = self.now()
            self.stopped = _is_stopped(self.run)
        return self.stopped

    def keep(self, posed: posing.Posed, found: Plan) -> None:
        if self.now() - self.kept >= _KEEP_SECONDS:
            self.kept = self.now()
            self.take(posed, found.months, found.cost)

    def take(self, posed: posing.Posed, months: Sequence[Sequence[int]], cost: float) -> bool:
        return keep_best(
            run=self.run,
            posed=posed,
            months=months,
            cost=cost,
            draft=self.draft,
            at=self.at(),
        )


def _solve(watch: _Watch, calm: float) -> tuple[SolverRun.State, Sequence[User]]:
    """Return how it ended, and the people without a lawful month, if that is why."""
    run = watch.run
    posed = posing.center_of(run.roster, local_time.today(run.asked_at), calm=calm)
    problem = pose(posed.center)
    try:
        best = solve(
            problem,
            seconds=run.seconds,
            now=watch.now,
            begin=posed.begin(problem),
            tell=partial(watch.keep, posed),
            cancelled=watch.cancelled,
        )
    except NoLawfulMonth as refused:
        return SolverRun.State.FAILED, [posed.users[each] for each in refused.args[0]]
    done = watch.take(posed, best.months, best.cost) and not watch.stopped
    return SolverRun.State.DONE if done else SolverRun.State.CANCELLED, ()


def _begin(run: SolverRun, at: datetime) -> bool:
    waiting = SolverRun.objects.filter(pk=run.pk, state=SolverRun.State.WAITING)
    return bool(waiting.update(state=SolverRun.State.RUNNING, began_at=at))


def _is_stopped(run: SolverRun) -> bool:
    asked = SolverRun.objects.filter(pk=run.pk, cancel_asked_at=None)
    return not asked.filter(roster__state=Roster.State.DRAFT).exists()


@transaction.atomic
def keep_best(
    *,
    run: SolverRun,
    posed: posing.Posed,
    months: Sequence[Sequence[int]],
    cost: float,
    draft: KnownDraft,
    at: datetime,
) -> bool:
    """Put the solver's roster in the draft, except where something has changed since it was posed.

    Days of people whom a planner has changed since stay as they are in the draft; people who fell
    ill or left since, or for whom another law holds, get no shift that is unlawful by now.

    Args:
        draft: what the solver knows of the draft.

    False if it is no draft any more, or a planner has stopped the run and changed the draft since.
    """
    try:
        roster = locked_draft(run.roster)
    except NotADraft:
        return False
    if _changed_since_stop(run, roster):
        return False
    changed = draft.changed_in(roster)
    made = [each for each in _shifts(roster, posed, months) if each.user_id not in changed]
    planned = roster.shifts.filter(day__gte=posed.center.first)
    planned.exclude(user__in=changed).delete()
    Shift.objects.bulk_create(lawful_by_now(roster, posed, made))
    draft.look(roster)
    settle(roster, roster.changes.filter(settled_at=None).exclude(user__in=changed), at)
    SolverRun.objects.filter(pk=run.pk).update(cost=cost)
    live.publish(posing.topic(roster))
    return True


def _shifts(
    roster: Roster, posed: posing.Posed, months: Sequence[Sequence[int]]
) -> Iterable[Shift]:
    agreed = posing.agreed_in(roster)
    for user, month in zip(posed.users, months, strict=True):
        for day, shift in zip(posed.center.days, month, strict=True):
            if shift != OFF:
                made = posing.shift_of(roster, user, day, posed.types[shift])
                yield posing.as_agreed(made, agreed)


def _changed_since_stop(run: SolverRun, roster: Roster) -> bool:
    stopped = SolverRun.objects.values_list("cancel_asked_at", flat=True).get(pk=run.pk)
    if stopped is None:
        return False
    since = Q(changed_at__gte=stopped) | Q(undone_at__gte=stopped)
    return roster.changes.filter(since).exists()


@transaction.atomic
def _end(
    run: SolverRun, state: SolverRun.State, at: datetime, *, without: Sequence[User] = ()
) -> None:
    found = SolverRun.objects.select_for_update().select_related("roster").get(pk=run.pk)
    found.state, found.ended_at = state, at
    found.without_month = ", ".join(each.full_name for each in without)
    found.save(update_fields=["state", "ended_at", "without_month"])
    said = RosterRunEnded(state=state.value, cost=found.cost)
    events.record(said, subject=found.roster, by=SYSTEM, at=at)
    live.publish(posing.topic(found.roster))
