"""Checks of the records: partitions of events, scanner of files, proof of backups, clocks."""

import platform
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from alo153 import VERSION
from alo153.core import clock
from alo153.core.database import event_months
from alo153.core.files import malware
from alo153.core.jobs import Queue
from alo153.core.models import WorkerClock
from alo153.core.processes import backup_record, worker_clock
from alo153.core.processes.worker_clock.queries import clocks
from alo153.web.settings.health.check import Area, Check, ago
from alo153.web.settings.health.working import QUEUES


def checks() -> Iterator[Check]:
    """Yield months of events, backups, scanner, clocks, versions; three queries."""
    yield _months()
    yield _backups()
    yield from _scanner()
    yield from map(_clock, clocks())
    yield _versions()


def _months() -> Check:
    found = event_months.standing()
    if not found.is_next_there:
        words = _("the room for next month is missing")
    elif found.is_late:
        words = _("still writes into the month before")
    else:
        words = _("this month and the next have their room")
    return Check(
        key="event_months",
        area=Area.RECORDS,
        label=_("History of events"),
        is_well=found.is_next_there and not found.is_late,
        words=words,
        effect=_("Nothing is lost. The technician makes the room by hand."),
        detail=_("Numbers begin with %(month)d") % {"month": found.month},
    )


def _backups() -> Check:
    """Tell how old the last backup is that was restored and compared.

    A city that backs up by other means has no record, and is not called unwell for it.
    """
    record, now = backup_record.read(settings.DATA_DIR), clock.now()
    late = now - timedelta(hours=settings.BACKUP_HOURS)
    if record.verified_at:
        age = ago((now - record.verified_at).total_seconds())
        words = _("the last one that was proved by restoring it was taken %s") % age
    elif record.taken_at:
        words = _("none was proved by restoring it yet")
    else:
        words = _("none was taken by ./alo153 backup")
    proved = record.verified_at is not None and record.verified_at > late
    return Check(
        key="backup",
        area=Area.RECORDS,
        label=_("Backups"),
        is_well=not record.failure and (proved or not record.taken_at),
        words=_("the last try failed; %(words)s") % {"words": words} if record.failure else words,
        effect=_("If this machine is lost now, newer work may be lost. Look at the timer."),
        detail=record.failure,
        is_known=bool(record.failure or record.taken_at),
    )


def _versions() -> Check:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        (number,) = cursor.fetchone() or ("",)
    return Check(
        key="versions",
        area=Area.RECORDS,
        label=_("Versions"),
        is_well=True,
        words=f"alo153 {VERSION}, PostgreSQL {number}, Python {platform.python_version()}",
    )


def _scanner() -> Iterator[Check]:
    if settings.CLAMD_URL:
        reachable = malware.answers()
        yield Check(
            key="clamd",
            area=Area.RECORDS,
            label=_("Virus scanner"),
            is_well=reachable,
            words=_("can be reached") if reachable else _("cannot be reached"),
            effect=_("Files of citizens are taken without being scanned."),
        )


def _clock(found: WorkerClock) -> Check:
    well = abs(found.ahead) <= worker_clock.MOST
    seconds = _signed(found.ahead.total_seconds())
    words = _("right, %(seconds)s s from the database") if well else _("wrong by %(seconds)s s")
    return Check(
        key=f"clock_{found.queue}",
        area=Area.RECORDS,
        label=_("Clock: %(work)s") % {"work": QUEUES[Queue(found.queue)]},
        is_well=well,
        words=words % {"seconds": seconds},
        effect=_("Deadlines and reminders come at a wrong time. Set the clock of this machine."),
        detail=_("Machine: %(host)s") % {"host": found.host},
    )


def _signed(seconds: float) -> str:
    """Return seconds with one decimal as the reader's language writes it; nothing has no sign."""
    rounded = round(seconds, 1)
    return f"{'+' if rounded > 0 else ''}{number_format(rounded or 0, 1)}"
