"""Compare a worker's clock with the database's."""

import logging
import socket
from datetime import timedelta

from django.db import connection

from alo153.core import clock
from alo153.core.jobs import Queue
from alo153.core.models import WorkerClock
from alo153.core.processes.worker_clock import MOST, offset

log = logging.getLogger(__name__)


def compare(queue: Queue) -> None:
    """Write down how far the clock of this process is ahead, and say so if it is off."""
    with connection.cursor() as cursor:
        asked_at = clock.now()
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone() or (asked_at,)
    ahead = offset(asked_at=asked_at, theirs=theirs, heard_at=clock.now())
    if abs(ahead) > MOST:
        log.error(
            "the clock of this worker (%s, queue %s) is %.1f s %s that of the database",
            *(socket.gethostname(), queue, abs(ahead.total_seconds())),
            "ahead of" if ahead > timedelta() else "behind",
        )
    WorkerClock.objects.update_or_create(
        queue=queue,
        defaults={"host": socket.gethostname(), "ahead": ahead, "read_at": theirs},
    )
