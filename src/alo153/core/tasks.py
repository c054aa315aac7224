"""Jobs of a dead worker run again, done ones are forgotten; events are sealed and consumed."""

import logging
from typing import Any, Final

from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from psycopg.errors import RaiseException

from alo153.core import clock, jobs
from alo153.core.database import event_months
from alo153.core.history import horizon
from alo153.core.history.consumers import actions as consumers
from alo153.core.history.sealing import actions
from alo153.core.jobs import MAX_RUNS, Queue, periodic
from alo153.core.processes.worker_clock.actions import compare

log = logging.getLogger(__name__)

# Workers write a heartbeat every ten seconds
SILENT_SECONDS: Final = 30
KEPT_HOURS: Final = 7 * 24
SEAL_AFTER_SECONDS: Final = 5
CONSUME_AFTER_SECONDS: Final = 1
# Later the mark of the next minute is there
LONGEST_WAIT_SECONDS: Final = 32


@periodic(name="core.retry_stalled", cron="* * * * *")
async def retry_stalled() -> None:
    """Queue the jobs of silent workers again, every minute. Jobs must bear to run twice."""
    await retry_jobs_of_silent_workers()


async def retry_jobs_of_silent_workers() -> None:
    """Queue again what workers were doing who have not been heard for `SILENT_SECONDS`.

    A worker that was only slow may end its job by then: that job is left alone, all other jobs are
    queued. Raises ConnectorException when the database fails.
    """
    stalled = await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS)
    for job in stalled:
        try:
            await _retry(job)
        except UniqueViolation:
            # Another run of its key (`enqueue_once`) waits: that one does what this one did not
            await app.job_manager.finish_job(job, status=Status.ABORTED, delete_job=True)
        except ConnectorException as error:
            if not isinstance(error.__cause__, RaiseException):
                raise
            log.info("job %s (%s) is not stalled any more", job.id, job.task_name)


async def _retry(job: Job) -> None:
    """Queue a job again, or give it up when it took its worker down each time.

    ConnectorException by RaiseException says that it is not under way.
    """
    if job.attempts < MAX_RUNS:
        await app.job_manager.retry_job(job)
    else:
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)


@periodic(name="core.forget_done", cron="23 2 * * *")
async def forget_done() -> None:
    """Delete the jobs that were done a week ago, every night; failed ones stay for a person."""
    await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)


@periodic(name="core.mark_for_seal", cron="* * * * *")
def mark_for_seal() -> None:
    """Let what happened up to now be sealed in some seconds, every minute."""
    now = horizon.mark()
    seal.defer(event=now.event, transaction=now.transaction, wait_seconds=SEAL_AFTER_SECONDS)


@jobs.job(name="core.seal")
def seal(event: int, transaction: str) -> None:
    """Seal the events up to a mark, unless somebody who wrote then still writes."""
    actions.seal_events(since=horizon.Mark(event, transaction), at=clock.now())


@periodic(name="core.mark_for_consumers", cron="* * * * *")
def mark_for_consumers() -> None:
    """Let consumers handle what has happened up to now in some seconds, every minute."""
    now = horizon.mark()
    consume.defer(event=now.event, transaction=now.transaction, wait_seconds=CONSUME_AFTER_SECONDS)


@jobs.job(name="core.consume")
def consume(event: int, transaction: str, waited: int = CONSUME_AFTER_SECONDS) -> None:
    """Let consumers handle the events up to a mark; again later if not all could be."""
    mark = horizon.Mark(event, transaction)
    if not consumers.consume(since=mark, now=clock.now) and waited < LONGEST_WAIT_SECONDS:
        again: dict[str, Any] = {"event": event, "transaction": transaction, "waited": 2 * waited}
        jobs.enqueue("core.consume", wait_seconds=waited, **again)


@periodic(name="core.keep_event_months", cron="0 * * * *")
def keep_event_months() -> None:
    """Begin a month of events when it turns, and make the next one, every hour."""
    event_months.keep()


@periodic(name="core.analyze_events", cron="41 2 * * *")
def analyze_events() -> None:
    """Let PostgreSQL count what all months of events hold together, every night."""
    event_months.analyze()


@periodic(name="core.compare_clock", cron="* * * * *")
def compare_clock() -> None:
    """Compare the worker's clock with the database's, every minute."""
    compare(Queue.DEFAULT)


@periodic(name="core.compare_recordings_clock", cron="* * * * *", queue=Queue.RECORDINGS)
def compare_recordings_clock() -> None:
    """Compare the clock of the worker that keeps recordings, every minute."""
    compare(Queue.RECORDINGS)


@periodic(name="core.compare_webhooks_clock", cron="* * * * *", queue=Queue.WEBHOOKS)
def compare_webhooks_clock() -> None:
    """Compare the clock of the worker that calls other systems, every minute."""
    compare(Queue.WEBHOOKS)
