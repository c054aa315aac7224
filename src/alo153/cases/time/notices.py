"""Notices to staff about applications, in the city's language, without personal data."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alo153.accounts.models import User
from alo153.cases.models import Case, ClockTelling, RaisedAlarm, SubTaskTelling
from alo153.cases.permissions import (
    HEAR_OF_LATE_CASES,
    HEAR_OF_OVERDUE_ALARMS,
    HEAR_OF_UNATTENDED_CASES,
    HEAR_OF_VERY_LATE_CASES,
    WORK_ON_UNIT_CASES,
)
from alo153.cases.rules import codes
from alo153.cases.rules.clocks import Step
from alo153.cases.telling.staff import wording
from alo153.cases.together import shared_work
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city import queries as unit_queries
from alo153.core.database.prepared import Prepared
from alo153.notices.actions import Told
from alo153.notices.registry import notice_kind

_TELLINGS = Prepared(lambda case: ClockTelling.objects.filter(clock__case=case), int)
# What the unit, its lead or the center is told; of a confidential application its readers
_TOLD = (WORK_ON_UNIT_CASES, HEAR_OF_LATE_CASES, HEAR_OF_UNATTENDED_CASES, READ_CONFIDENTIAL)
DEADLINE = notice_kind(
    "deadline", _lazy("An application is due soon, or late"), *_TOLD, HEAR_OF_VERY_LATE_CASES
)
SUB_TASK_DEADLINE = notice_kind(
    "sub_task_deadline", _lazy("A sub-task is due soon, or late"), *_TOLD
)
ALARM = notice_kind(
    "alarm",
    _lazy("Nobody looked at an alarm"),
    HEAR_OF_OVERDUE_ALARMS,
    READ_CONFIDENTIAL,
    urgent=True,
)

_TITLES = {
    Step.REMIND: _lazy("Due soon: application %(code)s"),
    Step.MANAGER: _lazy("Late: application %(code)s of your unit"),
    Step.TOP: _lazy("Late for days: application %(code)s"),
}
_SUB_TASK_TITLES = {
    Step.REMIND: _lazy("Due soon: your unit's sub-task of application %(code)s"),
    Step.MANAGER: _lazy("Late: sub-task of application %(code)s"),
}


def of_clock(told: ClockTelling, reader: User) -> Told:
    """Say that the time of an application runs out or is over."""
    case = told.clock.case
    with translation.override(unit_queries.city().language):
        lines = (*wording.matter(case, case.topic.name), wording.due(case.due_at, case.due_set_by))
        title = str(_TITLES[Step(told.step)]) % {"code": codes.display(case.tracking_code)}
    return Told(title=title, lines=lines, path=wording.page(case, reader))


def of_sub_task(told: SubTaskTelling, reader: User) -> Told:
    """Say that the time of a sub-task runs out or is over.

    The way leads to where this reader can do something: the sub-task, or what the case asks for.
    """
    sub_task = told.sub_task
    code = sub_task.case.tracking_code
    ours = shared_work.may_work_on(reader, sub_task)
    with translation.override(unit_queries.city().language):
        lines = (
            sub_task.case.topic.name,
            _("Asked of: %(unit)s") % {"unit": sub_task.unit.name},
            wording.due(sub_task.due_at),
        )
        title = str(_SUB_TASK_TITLES[Step(told.step)]) % {"code": codes.display(code)}
    return Told(
        title=title,
        lines=lines,
        path=f"/sub-tasks/{sub_task.pk}/" if ours else f"/sub-tasks/of/{code}/",
    )


def of_alarm(flag: RaisedAlarm, reader: User) -> Told:
    """Say that nobody looked at an alarm; no word of the citizen."""
    case = flag.case
    with translation.override(unit_queries.city().language):
        waits = _("Waits since: %(when)s") % {"when": wording.moment(flag.raised_at)}
        title = _("Nobody looked at an alarm: application %(code)s") % {
            "code": codes.display(case.tracking_code)
        }
        lines = (*wording.matter(case, flag.name), waits)
    return Told(title=title, lines=lines, path=wording.page(case, reader))


def cause_of(telling: ClockTelling | SubTaskTelling) -> str:
    """Name a step that was told as the cause of its notices."""
    return f"{telling._meta.model_name}:{telling.pk}"


def tellings_of(case: Case) -> list[ClockTelling]:
    """Return who was told what of the deadlines of a case; one query."""
    return _TELLINGS(case.pk)
