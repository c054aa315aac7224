"""The wait of the oldest job of each queue; it reveals a dead or overloaded worker."""

from dataclasses import dataclass

from django.db import connection

from alo153.core.jobs import Queue

# Only the database's clock counts. A job that is scheduled for later is not late; for any other job
# the time of its "deferred" event counts.
_OLDEST = """
    SELECT job.queue_name,
           count(*),
           extract(epoch FROM now() - min(coalesce(job.scheduled_at, event.at)))
      FROM procrastinate_jobs job
      LEFT JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred'
     WHERE job.status = 'todo' AND (job.scheduled_at IS NULL OR job.scheduled_at <= now())
     GROUP BY job.queue_name
"""
_HEARD = """
    SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers
"""


@dataclass(frozen=True)
class Lag:
    """One queue: how many jobs are due, and how long the oldest of them waits, in seconds."""

    queue: Queue
    jobs: int = 0
    seconds: float = 0.0


def lags() -> list[Lag]:
    """Return every queue, an empty one too; one query."""
    with connection.cursor() as cursor:
        cursor.execute(_OLDEST)
        found = {name: (jobs, float(seconds or 0)) for name, jobs, seconds in cursor.fetchall()}
    return [Lag(queue, *found.get(queue, (0, 0.0))) for queue in Queue]


def silent_seconds() -> float | None:
    """Return the seconds since a worker's last heartbeat; None if no worker ever ran."""
    with connection.cursor() as cursor:
        cursor.execute(_HEARD)
        (seconds,) = cursor.fetchone() or (None,)
    return None if seconds is None else float(seconds)
