"""Deadlines of clocks, sub-tasks and alarms: tell or withdraw when the time has come, each once."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.cases.events.life import CaseAlarmOverdue
from alo153.cases.events.time import CaseEscalated, CaseReminded
from alo153.cases.events.together import CaseSubTaskEscalated, CaseSubTaskReminded
from alo153.cases.life.actions.alarming import COUNTER, WALL
from alo153.cases.models import Case, Clock, ClockTelling, RaisedAlarm, SubTask, SubTaskTelling
from alo153.cases.permissions import (
    HEAR_OF_LATE_CASES,
    HEAR_OF_OVERDUE_ALARMS,
    HEAR_OF_UNATTENDED_CASES,
    HEAR_OF_VERY_LATE_CASES,
    WORK_ON_UNIT_CASES,
)
from alo153.cases.rules.clocks import State, Step
from alo153.cases.rules.lifecycle import State as CaseState
from alo153.cases.telling.staff.wording import may_know
from alo153.cases.time import notices
from alo153.cases.time.actions.holding import withdraw_unpaid
from alo153.cases.together.actions.sharing import plan
from alo153.cases.verbs.moving import locked, tell
from alo153.cases.verbs.timing import WITHDRAW, next_step, read_again
from alo153.city import queries as unit_queries
from alo153.city.models import Unit
from alo153.core import live
from alo153.core.actor import SYSTEM
from alo153.notices.actions import give_notice

MOST_AT_ONCE: Final = 500


def process_due_clocks(*, at: datetime) -> int:
    """Do what the clocks ask for by now, one transaction for each; returns for how many.

    Running twice, or twice at once, changes nothing: the case's row is locked, and the clock is
    read again behind the lock.
    """
    waiting = Clock.objects.filter(next_step_at__lte=at).order_by("next_step_at")
    keys = list(waiting.values_list("pk", "case_id")[:MOST_AT_ONCE])
    for key, case in keys:
        _process(key, case, at)
    return len(keys)


@transaction.atomic
def _process(key: int, case_id: int, at: datetime) -> None:
    case = locked(Case(pk=case_id))
    clock = Clock.objects.get(pk=key)
    clock.case = case
    if clock.next_step_at is None or clock.next_step_at > at:
        return
    if clock.next_step == WITHDRAW:
        withdraw_unpaid(case=case, at=at)
    else:
        _tell(clock, Step(clock.next_step), at)


def _tell(clock: Clock, step: Step, at: datetime) -> None:
    told = ClockTelling.objects.create(
        clock=clock, step=step, after=clock.entries.latest("id"), at=at
    )
    next_step(clock)
    if clock.case.lead_id:
        return  # the leading case's own clock is told of; three hundred would say no more
    readers = may_know(clock.case, _whom(clock.case, step))
    give_notice(
        kind=notices.DEADLINE,
        cause=notices.cause_of(told),
        about=clock.case,
        words={each: notices.of_clock(told, each) for each in readers},
        by=SYSTEM,
        at=at,
    )
    what = CaseReminded if step is Step.REMIND else CaseEscalated
    tell(clock.case, what(telling=told.pk, step=step.value), by=SYSTEM, at=at)


def _whom(case: Case, step: Step) -> list[User]:
    """Return the recipients: the worker or the unit; its lead; the people who watch over all."""
    if step is Step.TOP:
        return list(holding(HEAR_OF_VERY_LATE_CASES))
    if case.unit is None:
        return _center()
    if step is Step.MANAGER:
        return _above(case.unit)
    ours = _workers(case.unit)
    # Who took it may have left since
    return [each for each in ours if each == case.accepted_by] or ours


def _above(unit: Unit) -> list[User]:
    return unit_queries.nearest_holding(unit, HEAR_OF_LATE_CASES) or _center()


def _workers(unit: Unit) -> list[User]:
    return list(unit_queries.holding_in(unit, WORK_ON_UNIT_CASES)) or _center()


def _center() -> list[User]:
    return list(holding(HEAR_OF_UNATTENDED_CASES))


def process_due_sub_tasks(*, at: datetime) -> int:
    """Tell of the sub-tasks whose time runs out or is over by now; returns of how many.

    As `process_due_clocks`: one transaction for each, behind the lock of its case.
    """
    waiting = SubTask.objects.filter(next_step_at__lte=at).order_by("next_step_at")
    keys = list(waiting.values_list("pk", "case_id")[:MOST_AT_ONCE])
    for key, case in keys:
        _process_sub_task(key, case, at)
    return len(keys)


@transaction.atomic
def _process_sub_task(key: int, case_id: int, at: datetime) -> None:
    case = locked(Case(pk=case_id))
    sub_task = SubTask.objects.get(pk=key)
    sub_task.case = case
    if sub_task.next_step_at is None or sub_task.next_step_at > at:
        return
    step = Step(sub_task.next_step)
    told = SubTaskTelling.objects.create(sub_task=sub_task, step=step, at=at)
    give_notice(
        kind=notices.SUB_TASK_DEADLINE,
        cause=notices.cause_of(told),
        about=case,
        words={each: notices.of_sub_task(told, each) for each in _whom_of_sub_task(sub_task, step)},
        by=SYSTEM,
        at=at,
    )
    plan(sub_task, sub_task.tellings.values_list("step", flat=True))
    sub_task.save(update_fields=["next_step", "next_step_at"])
    what = CaseSubTaskReminded if step is Step.REMIND else CaseSubTaskEscalated
    tell(case, what(sub_task=sub_task.pk, telling=told.pk), by=SYSTEM, at=at)
    live.publish(f"unit:{sub_task.unit_id}")


def _whom_of_sub_task(sub_task: SubTask, step: Step) -> list[User]:
    """Return who is told: the asked unit; when it is late its manager, and who leads the case."""
    if step is Step.REMIND:
        return _workers(sub_task.unit)
    return _above(sub_task.unit) + may_know(sub_task.case, _whom(sub_task.case, Step.REMIND))


def process_due_alarms(*, at: datetime) -> int:
    """Tell the center of alarms that nobody looked at in the city's time; returns of how many.

    As `process_due_clocks`: one transaction for each, behind the lock of its case. The
    case stays as it is: only a person calls it urgent.
    """
    since = at - timedelta(minutes=unit_queries.city().look_within)
    waiting = RaisedAlarm.objects.filter(
        state=RaisedAlarm.State.RAISED, overdue_at=None, raised_at__lte=since
    )
    open_ones = waiting.exclude(case__state=CaseState.CLOSED).order_by("raised_at")
    keys = list(open_ones.values_list("pk", "case_id")[:MOST_AT_ONCE])
    for key, case in keys:
        _tell_of_alarm(key, case, at)
    return len(keys)


@transaction.atomic
def _tell_of_alarm(key: int, case_id: int, at: datetime) -> None:
    case = locked(Case(pk=case_id))
    flag = RaisedAlarm.objects.get(pk=key)
    if flag.state != RaisedAlarm.State.RAISED or flag.overdue_at or not case.is_open:
        return
    flag.overdue_at = at
    flag.save(update_fields=["overdue_at"])
    readers = may_know(case, list(holding(HEAR_OF_OVERDUE_ALARMS)))
    give_notice(
        kind=notices.ALARM,
        cause=f"alarm:{flag.pk}",
        about=case,
        words={each: notices.of_alarm(flag, each) for each in readers},
        by=SYSTEM,
        at=at,
    )
    tell(case, CaseAlarmOverdue(flag=flag.pk), by=SYSTEM, at=at)
    live.publish(WALL, COUNTER)


def read_clocks_again() -> int:
    """Read the running clocks by a calendar that changed; returns how many moved."""
    keys = Clock.objects.filter(state=State.RUNNING).values_list("pk", "case_id")
    return sum(_read_again(key, case) for key, case in keys.iterator())


@transaction.atomic
def _read_again(key: int, case_id: int) -> bool:
    case = locked(Case(pk=case_id))
    clock = Clock.objects.get(pk=key)
    clock.case = case
    return clock.state == State.RUNNING and read_again(clock)
