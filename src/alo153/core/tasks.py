"""Jobs of a worker that died are run again by the next one; jobs that are done are forgotten."""

from typing import Final

from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from alo153.core.jobs import periodic

# Workers write a heartbeat every ten seconds
SILENT_SECONDS: Final = 30
# A job that takes its worker down each time is given up
MAX_RUNS: Final = 5
KEPT_HOURS: Final = 7 * 24


@periodic(name="core.retry_stalled", cron="* * * * *")
async def retry_stalled() -> None:
    """Queue the jobs of silent workers again, every minute. Jobs must bear to run twice."""
    await retry_jobs_of_silent_workers(silent_seconds=SILENT_SECONDS)


async def retry_jobs_of_silent_workers(*, silent_seconds: float) -> None:
    """Queue again what workers were doing who have not been heard for so long."""
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=silent_seconds):
        if job.attempts < MAX_RUNS:
            await manager.retry_job(job)
        else:
            await manager.finish_job(job, status=Status.FAILED, delete_job=False)


@periodic(name="core.forget_done", cron="23 2 * * *")
async def forget_done() -> None:
    """Delete the jobs that were done a week ago, every night; failed ones stay for a person."""
    await app.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS)
