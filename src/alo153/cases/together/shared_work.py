"""The units that work on a case in addition to its leading unit. The first argument is who asks."""

from datetime import datetime
from functools import cache
from typing import Final

from django.db.models import Q, QuerySet

from alo153.accounts.models import User
from alo153.cases.models import Attachment, Case, SubTask
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.cases.policy.sight import Shape, working_sight_of
from alo153.cases.policy.standing import may
from alo153.cases.queries import visible_to
from alo153.cases.rules.subtasks import SubTaskState
from alo153.cases.rules.verbs import Verb
from alo153.citizens.actions import log_access
from alo153.city.queries import unit_keys
from alo153.core.database.prepared import Prepared

_MOST_SHOWN: Final = 50

_OF_CASE = Prepared(
    lambda case: SubTask.objects.filter(case=case).select_related("case", "asked_by", "ended_by"),
    int,
)


def sub_tasks_of(asker: User, case: Case) -> list[SubTask]:
    """Return all sub-tasks of a case this person may see, in their order; two queries at most."""
    found = _OF_CASE(case.pk)
    return found if found and visible_to(asker).filter(pk=case.pk).exists() else []


def sub_tasks_for(asker: User) -> list[SubTask]:
    """Return the first open sub-tasks of this person's units, what is due first on top.

    One query, prepared.
    """
    sight = working_sight_of(asker)
    return _sub_tasks_for(sight.shape)(*sight.values)


@cache
def _sub_tasks_for(shape: Shape) -> Prepared[SubTask]:
    def make(*units: int) -> QuerySet[SubTask]:
        asked = SubTask.objects.filter(unit__in=units, state=SubTaskState.ASKED)
        return asked.select_related("case").order_by("due_at", "id")[:_MOST_SHOWN]

    return Prepared(make, *shape.kinds)


def late_sub_tasks(asker: User, now: datetime) -> QuerySet[SubTask]:
    """Return the open sub-tasks past their time that this person answers for, the oldest first.

    Sub-tasks of their units, and sub-tasks of cases they may see.
    """
    open_ones = _near(asker).filter(state=SubTaskState.ASKED, due_at__lt=now)
    return open_ones.select_related("case").order_by("due_at", "id")


def access_sub_task(asker: User, pk: int, *, at: datetime) -> SubTask:
    """Return one sub-task of this person's units with what it needs of its case; logs the access.

    Raises:
        SubTask.DoesNotExist: there is none, or it is another unit's: the same answer.
    """
    rows = _of_units(asker).select_related("case__reporter", "asked_by", "ended_by")
    sub_task = rows.get(pk=pk)
    citizen = sub_task.case.reporter
    log_access(user=asker, citizen=citizen, what="part", at=at, case_id=sub_task.case_id)
    return sub_task


def sub_task(key: int) -> SubTask | None:
    """Return a sub-task with its case, for people who lead it: the verb asks; one query."""
    return SubTask.objects.filter(pk=key).select_related("case").first()


def photos(case: Case) -> QuerySet[Attachment]:
    """Return the photos of a case for a unit with a sub-task of it: no scan of a signed paper."""
    return Attachment.objects.filter(
        case=case, content_type__startswith="image/", is_petition=False
    )


def may_work_on(asker: User, sub_task: SubTask) -> bool:
    """Tell whether a sub-task is one of this person's units."""
    return may(asker, Verb.FINISH_SUB_TASK, sub_task.case, sub_task.unit)


def may_ask(asker: User, case: Case) -> bool:
    """Tell whether this person may ask other units for sub-tasks: the center, or who leads it.

    For a confidential case nobody: it would show the other unit the case.
    """
    return not case.confidential and may(asker, Verb.ASK_UNIT, case)


def _of_units(asker: User) -> QuerySet[SubTask]:
    return SubTask.objects.filter(unit__in=unit_keys(asker, WORK_ON_UNIT_CASES))


def _near(asker: User) -> QuerySet[SubTask]:
    ours = Q(unit__in=unit_keys(asker, WORK_ON_UNIT_CASES))
    return SubTask.objects.filter(ours | Q(case__in=visible_to(asker)))
