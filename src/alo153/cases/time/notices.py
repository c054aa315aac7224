"""What staff are told of applications, in the city's language; nothing personal of a citizen."""

from datetime import datetime

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from alo153.accounts.models import User
from alo153.cases.models import Case, ClockTelling, RaisedAlarm, SubTaskTelling
from alo153.cases.permissions import SEE_EVERY_CASE, WORK_ON_UNIT_CASES
from alo153.cases.rules import codes
from alo153.cases.rules.clocks import Step
from alo153.cases.together import shared_work
from alo153.city import queries as unit_queries
from alo153.notices.actions import Told
from alo153.notices.registry import notice_kind

DEADLINE = notice_kind("deadline", _lazy("An application is due soon, or late"))
SUB_TASK_DEADLINE = notice_kind("sub_task_deadline", _lazy("A sub-task is due soon, or late"))
ALARM = notice_kind("alarm", _lazy("Nobody looked at an alarm"), urgent=True)

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
        lines = (*_matter(case, case.topic.name), _due(case.due_at, case.due_set_by))
        title = str(_TITLES[Step(told.step)]) % {"code": codes.display(case.tracking_code)}
    return Told(title=title, lines=lines, path=_page(case, reader))


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
            _due(sub_task.due_at),
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
        waits = _("Waits since: %(when)s") % {"when": _moment(flag.raised_at)}
        title = _("Nobody looked at an alarm: application %(code)s") % {
            "code": codes.display(case.tracking_code)
        }
        lines = (*_matter(case, flag.name), waits)
    return Told(title=title, lines=lines, path=_page(case, reader))


def cause_of(telling: ClockTelling | SubTaskTelling) -> str:
    """Name a step that was told as the cause of its notices."""
    return f"{telling._meta.model_name}:{telling.pk}"


def _page(case: Case, reader: User) -> str:
    """Return where this reader can do most: with the unit they work in, else at the desk."""
    works = case.unit and WORK_ON_UNIT_CASES in unit_queries.permissions_in(reader, case.unit)
    room = "desk" if reader.may(SEE_EVERY_CASE) and not works else "unit"
    return f"/{room}/cases/{case.tracking_code}/"


def _matter(case: Case, name: str) -> tuple[str, str]:
    """Say what it is about and whose it is; of a confidential application not what."""
    matter = _("Confidential application") if case.confidential else name
    return matter, case.unit.name if case.unit else _("without a unit")


def _due(at: datetime | None, set_by: str = "") -> str:
    when = _moment(at) if at else _("not fixed yet")
    if set_by:
        return _("Due: %(when)s, the date of %(body)s") % {"when": when, "body": set_by}
    return _("Due: %(when)s") % {"when": when}


def _moment(at: datetime) -> str:
    return formats.date_format(unit_queries.local(at), "DATETIME_FORMAT")
