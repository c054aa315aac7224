"""Recipients of a clock's notices: the unit before it runs out, superiors after it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from alo153.city.rules.calendar import (
    CalendarError,
    Standard,
    StandardUnit,
    WorkingCalendar,
    due_at,
)

_HORIZON_DAYS: Final = 400


class Step(StrEnum):
    """Notices about a clock, in this order."""

    REMIND = "remind"
    MANAGER = "manager"
    TOP = "top"


STEP_LABELS = {
    Step.REMIND: _("the unit was reminded"),
    Step.MANAGER: _("the unit's manager was told"),
    Step.TOP: _("the secretary general was told"),
}


@dataclass(frozen=True, kw_only=True)
class Policy:
    """When to tell, in working days before and after the due instant."""

    remind_before: int = 2
    manager_after: int = 1
    top_after: int = 5


def policy_of(data: Mapping[str, Any]) -> Policy:
    """Return the policy that the city's data holds, the usual one before it was loaded."""
    return Policy(**data)


def tell_at(
    step: Step, *, started: datetime, due: datetime, policy: Policy, calendar: WorkingCalendar
) -> datetime:
    """Return when a step is due to be told.

    A reminder comes when the last working days open, but never before half of the time is over:
    else a promise of eight hours would have its reminder before it is made.

    Raises:
        CalendarError: the calendar has no working time.
    """
    match step:
        case Step.REMIND:
            opens = _opening_before(due.astimezone(calendar.timezone).date(), policy, calendar)
            return max(opens, started + (due - started) / 2)
        case Step.MANAGER:
            return _later(due, policy.manager_after, calendar)
        case Step.TOP:
            return _later(due, policy.top_after, calendar)


def _later(due: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    return due_at(due, Standard(days, StandardUnit.WORKING_DAYS), calendar) if days else due


def _opening_before(day: date, policy: Policy, calendar: WorkingCalendar) -> datetime:
    worked = 0
    for back in range(1, _HORIZON_DAYS):
        hours = calendar.hours_of(day - timedelta(days=back))
        worked += hours is not None
        if hours and worked == policy.remind_before:
            return hours[0]
    raise CalendarError(f"no working day in the {_HORIZON_DAYS} days before {day}")
