"""Whether events have their place, files their scanner, and the clocks of all machines agree."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from alo153.core.database import event_months
from alo153.core.files import malware
from alo153.core.jobs import Queue
from alo153.core.models import WorkerClock
from alo153.core.processes import worker_clock
from alo153.web.settings.health.check import Area, Check
from alo153.web.settings.health.working import QUEUES


def checks() -> Iterator[Check]:
    """Yield the months of events, the scanner and the clocks; two queries, and the scanner."""
    yield _months()
    yield from _scanner()
    yield from map(_clock, WorkerClock.objects.order_by("queue"))


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
