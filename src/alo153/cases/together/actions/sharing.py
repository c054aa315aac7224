"""Several units on one case: the lead asks another unit for a sub-task."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.events.together import (
    CaseSubTaskAsked,
    CaseSubTaskDone,
    CaseSubTaskReturned,
    CaseSubTaskWithdrawn,
)
from alo153.cases.models import Case, SubTask
from alo153.cases.policy.permitting import permit
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.clocks import Step
from alo153.cases.rules.lifecycle import NotPossible, State
from alo153.cases.rules.subtasks import SUB_TASK_STEP_LABELS, SubTaskState, ended
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import locked, tell
from alo153.cases.verbs.timing import tell_at
from alo153.city.models import Unit
from alo153.core import live
from alo153.core.actor import SYSTEM, Actor
from alo153.core.payloads import Payload


class NotToAsk(Exception):
    """The unit leads the case or has no people in the municipality, or the case is confidential."""


class TooEarly(ValueError):
    """A sub-task is due in the future; this one was not."""


@transaction.atomic
def ask_unit(
    *, case: Case, unit: Unit, text: str, due_at: datetime, by: User, at: datetime
) -> SubTask:
    """Ask a unit of the municipality for a sub-task of a case; the lead stays where it is.

    Raises:
        ReasonMissing: nothing was said about what is needed.
        TooEarly: the time it is due is over.
        NotTheirs: this person does not lead the case.
        NotToAsk: see there.
        NotPossible: the case is answered already.
    """
    if not text.strip():
        raise ReasonMissing
    if due_at <= at:
        raise TooEarly
    current = locked(case)
    permit(Verb.ASK_UNIT, current, by=by)
    if Verb.ANSWER not in current.verbs:
        raise NotPossible(Verb.ANSWER, State(current.state))
    outside = unit.kind == Unit.Kind.OUTSIDE or unit.retired_at
    if outside or unit == current.unit or current.confidential:
        raise NotToAsk
    task = SubTask(
        case=current,
        unit=unit,
        asked_by_unit=current.unit,
        asked_by=by,
        asked_at=at,
        text=text.strip(),
        due_at=due_at,
    )
    plan(task, ())
    task.save(force_insert=True)
    _tell(task, CaseSubTaskAsked(sub_task=task.pk), Actor.staff(by.pk), at)
    return task


@transaction.atomic
def finish_sub_task(*, task: SubTask, answer: str, by: User, at: datetime) -> None:
    """Say what the asked unit did.

    Raises:
        ReasonMissing: no word was written.
        SubTaskOver: it has ended before.
        NotTheirs: the unit is not this person's.
    """
    permit(Verb.FINISH_SUB_TASK, task.case, by=by, unit=task.unit)
    _end(task, Verb.FINISH_SUB_TASK, answer, by=by, at=at)
    _tell(task, CaseSubTaskDone(sub_task=task.pk), Actor.staff(by.pk), at)


@transaction.atomic
def return_sub_task(*, task: SubTask, reason: str, by: User, at: datetime) -> None:
    """Give a sub-task back as not the unit's; the asker decides the next step.

    Raises:
        ReasonMissing, SubTaskOver, NotTheirs: as for `finish_sub_task`.
    """
    permit(Verb.RETURN_SUB_TASK, task.case, by=by, unit=task.unit)
    _end(task, Verb.RETURN_SUB_TASK, reason, by=by, at=at)
    _tell(task, CaseSubTaskReturned(sub_task=task.pk), Actor.staff(by.pk), at)


@transaction.atomic
def withdraw_sub_task(*, task: SubTask, reason: str, by: User, at: datetime) -> None:
    """Take back what was asked; the case may continue without it.

    Raises:
        ReasonMissing, SubTaskOver: as for `finish_sub_task`.
        NotTheirs: this person does not lead the case.
    """
    permit(Verb.WITHDRAW_SUB_TASK, task.case, by=by)
    _end(task, Verb.WITHDRAW_SUB_TASK, reason, by=by, at=at)
    _tell(task, CaseSubTaskWithdrawn(sub_task=task.pk), Actor.staff(by.pk), at)


def withdraw_with_case(case: Case, reason: str, *, at: datetime) -> None:
    """Take back all that is open, in the transaction in which the program closes the case."""
    for task in queries.open_sub_tasks(case):
        _end(task, Verb.WITHDRAW_SUB_TASK, reason, by=None, at=at)
        _tell(task, CaseSubTaskWithdrawn(sub_task=task.pk), SYSTEM, at)


def plan(task: SubTask, told: Collection[str]) -> None:
    """Set what is to be told next about the time of an open sub-task; does not save."""
    step = next((each for each in SUB_TASK_STEP_LABELS if each not in told), None)
    task.next_step, task.next_step_at = "", None
    if step:
        task.next_step = step
        task.next_step_at = tell_at(Step(step), started=task.asked_at, due=task.due_at)


def _end(task: SubTask, verb: Verb, words: str, *, by: User | None, at: datetime) -> None:
    """End a sub-task; its case is held, so that answering waits for it."""
    if not words.strip():
        raise ReasonMissing
    locked(task.case)
    task.state = ended(SubTaskState(SubTask.objects.get(pk=task.pk).state), verb)
    task.words, task.ended_by, task.ended_at = words.strip(), by, at
    task.next_step, task.next_step_at = "", None
    task.save(update_fields=["state", "words", "ended_by", "ended_at", "next_step", "next_step_at"])


def _tell(task: SubTask, what: Payload[Case], by: Actor, at: datetime) -> None:
    tell(task.case, what, by=by, at=at)
    live.publish(f"unit:{task.unit_id}")
