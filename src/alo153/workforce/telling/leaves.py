"""Tell people of their time off, and planners of leave that they have to decide about."""

from datetime import datetime, timedelta
from typing import cast

from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.queries import holding
from alo153.city import queries as city
from alo153.core.actor import SYSTEM, Actor
from alo153.core.models import Event
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import notice_kind
from alo153.workforce.events import LeaveGranted, LeaveReferred, LeaveRefused, LeaveWithdrawn
from alo153.workforce.models import Leave
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS
from alo153.workforce.queries.leaves import open_leave

LEAVE = notice_kind(
    "leave",
    gettext_lazy("A planner records or answers your time off, or takes it back"),
    SEE_OWN_SHIFTS,
)
_SOON = timedelta(days=3)
WAITS = notice_kind("leave_waits", gettext_lazy("Leave needs your decision"), PLAN_SHIFTS)


def tell_leave(event: Event, _said: LeaveGranted | LeaveRefused | LeaveWithdrawn) -> None:
    """Tell somebody of their time off, unless they did it themselves; its kind is not named."""
    leave = cast(Leave, event.subject)
    if event.actor == Actor.staff(leave.user_id):
        return
    with translation.override(city.city().language):
        title = {
            Leave.State.GRANTED: _("Your time off is recorded: %(days)s"),
            Leave.State.REFUSED: _("Your planner refuses your time off: %(days)s"),
            Leave.State.WITHDRAWN: _("Your time off is taken back: %(days)s"),
        }[Leave.State(leave.state)]
        if leave.state == Leave.State.REFUSED and event.actor == SYSTEM:
            title = _("Nobody has decided about your time off: %(days)s")
        told = Told(title=title % {"days": _span(leave)}, lines=(), path="/shifts/")
    give_notice(
        kind=LEAVE,
        cause=f"leave:{leave.pk}:{leave.state}",
        about=leave,
        words={leave.user: told},
        by=event.actor,
        at=event.at,
    )


def tell_waiting(event: Event, _said: LeaveReferred) -> None:
    """Tell the other planners of a leave that no rule decides."""
    leave = cast(Leave, event.subject)
    with translation.override(city.city().language):
        title = _("%(name)s asks for time off: %(days)s") % _facts(leave)
        line = _("There are too few people even if nobody is away. You decide.")
    _tell_planners(leave, title, line, cause=leave.state, by=event.actor, at=event.at)


def remind_of_waiting(at: datetime) -> None:
    """Remind the other planners, once, of each leave that begins soon and that nobody decided."""
    today = city.today(at)
    with translation.override(city.city().language):
        for leave in open_leave(today).filter(first_date__lte=today + _SOON):
            title = _("%(name)s waits for your decision about time off: %(days)s") % _facts(leave)
            line = _("If nobody decides until its last day is over, it is refused.")
            _tell_planners(leave, title, line, cause="due", by=SYSTEM, at=at)


def _tell_planners(
    leave: Leave, title: str, line: str, *, cause: str, by: Actor, at: datetime
) -> None:
    told = Told(title=title[:200], lines=(line,), path="/planning/leaves/")
    planners = [each for each in holding(PLAN_SHIFTS) if each.pk != leave.user_id]
    give_notice(
        kind=WAITS,
        cause=f"leave:{leave.pk}:{cause}",
        about=leave,
        words=dict.fromkeys(planners, told),
        by=by,
        at=at,
    )


def _facts(leave: Leave) -> dict[str, str]:
    return {"name": leave.user.full_name, "days": _span(leave)}


def _span(leave: Leave) -> str:
    first, last = (
        formats.date_format(each, "WEEKDAY_FORMAT") for each in (leave.first_date, leave.last_date)
    )
    return first if first == last else f"{first} – {last}"
