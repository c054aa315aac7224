"""Background jobs."""

from alo153.core import clock
from alo153.core.jobs import Queue, job
from alo153.transport import actions


# It may take a minute of a core: nothing that somebody waits for stands behind it
@job(name=actions.READ_JOB, queue=Queue.RECORDINGS)
def read_timetable(feed: int) -> None:
    """Read a timetable that somebody uploaded."""
    actions.read_received_timetable(feed=feed, now=clock.now)
