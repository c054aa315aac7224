"""Jobs of a worker that died are run again by the next one."""

from typing import Final

from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from alo153.core.jobs import periodic

# Workers write a heartbeat every ten seconds
SILENT_SECONDS: Final = 30
# A job that takes its worker down each time is given up
MAX_RUNS: Final = 5


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
