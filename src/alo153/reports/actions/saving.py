"""Keep reports, and have them sent. A taste, not a fact about a case: no events."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db import OperationalError, transaction
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city import queries as city
from alo153.core.actor import SYSTEM
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import notice_kind
from alo153.reports.models import SavedReport
from alo153.reports.permissions import SEE_REPORTS
from alo153.reports.queries import saved

REPORT: Final = notice_kind("report", _("A report that you have sent to yourself"), SEE_REPORTS)
log = logging.getLogger(__name__)
SENT_AT: Final = time(7, 0)
"""On the city's clock: yesterday is whole then."""


@transaction.atomic
def save_report(
    *,
    name: str,
    query: str,
    shared: bool,
    schedule: SavedReport.Schedule,
    by: User,
    at: datetime,
) -> SavedReport:
    """Keep a report under a name, in place of one's own of that name; sent to its owner first.

    Raises NotPermitted.
    """
    permit(SEE_REPORTS, by=by)
    kept, _is_new = SavedReport.objects.update_or_create(
        owner=by,
        name=name,
        defaults={
            "query": query,
            "shared": shared,
            "schedule": schedule,
            "next_at": next_sending(schedule, at),
        },
    )
    if schedule:
        kept.readers.add(by)
    return kept


@transaction.atomic
def drop_report(*, report: SavedReport, by: User) -> None:
    """Forget a report of one's own, or a shared one whose owner has left. Raises NotPermitted."""
    permit(SEE_REPORTS, by=by)
    saved.droppable(by).filter(pk=report.pk).delete()


@transaction.atomic
def choose_sending(*, report: SavedReport, wanted: bool, by: User) -> None:
    """Have a scheduled report sent to oneself, or no more. Raises NotPermitted."""
    permit(SEE_REPORTS, by=by)
    if wanted:
        report.readers.add(by)
    else:
        report.readers.remove(by)


def send_due(*, told: Callable[[SavedReport], Told], at: datetime) -> int:
    """Send the reports that are due, each in a transaction of its own; returns how many.

    One that fails holds up no other, and is tried again.

    Args:
        told: makes the words of a report; the page knows how to read its address.
    """
    due = SavedReport.objects.filter(next_at__lte=at).values_list("pk", flat=True)
    return sum(_send_safely(key, told, at) for key in list(due))


def _send_safely(key: int, told: Callable[[SavedReport], Told], at: datetime) -> bool:
    try:
        return _send(key, told, at)
    except OperationalError:
        raise
    except Exception:
        log.exception("saved report %s could not be sent", key)
        return False


@transaction.atomic
def _send(key: int, told: Callable[[SavedReport], Told], at: datetime) -> bool:
    due = SavedReport.objects.select_for_update(skip_locked=True, of=("self",))
    report = due.filter(pk=key, next_at__lte=at).first()
    if report is None or report.next_at is None:
        return False
    words, cause = told(report), f"report:{report.pk}:{report.next_at:%Y%m%d}"
    readers = saved.readers(report)
    give_notice(
        kind=REPORT,
        cause=cause,
        about=report,
        words=dict.fromkeys(readers, words),
        by=SYSTEM,
        at=at,
    )
    report.next_at = next_sending(SavedReport.Schedule(report.schedule), at)
    report.save(update_fields=["next_at"])
    return True


def next_sending(schedule: SavedReport.Schedule, at: datetime) -> datetime | None:
    """Return the next time a report is sent, behind an instant; nothing if it is not scheduled."""
    if not schedule:
        return None
    day = city.today(at)
    if at >= _morning(day):
        day += timedelta(days=1)
    while not _is_day(schedule, day):
        day += timedelta(days=1)
    return _morning(day)


def _morning(day: date) -> datetime:
    return datetime.combine(day, SENT_AT, city.zone())


def _is_day(schedule: SavedReport.Schedule, day: date) -> bool:
    if schedule == SavedReport.Schedule.WEEKLY:
        return day.weekday() == 0
    return schedule == SavedReport.Schedule.DAILY or day.day == 1
