"""Work on rosters in the background, by a worker of its own that yields to all others."""

from contextlib import suppress

from alo153.core import clock
from alo153.core.jobs import Queue, job, periodic
from alo153.core.processes.process_priority import lower_priority
from alo153.workforce import actions
from alo153.workforce.actions.running import JOB
from alo153.workforce.demand import NoHistory
from alo153.workforce.models import SolverRun


@job(name=JOB, queue=Queue.ROSTERS)
def plan(*, run: int) -> None:
    """Let the solver work on a draft, at the lowest priority: callers never wait for it."""
    lower_priority()
    found = SolverRun.objects.select_related("roster").get(pk=run)
    actions.plan_run(run=found, at=clock.now)


@periodic(name="workforce.forecast", cron="20 0 * * *", queue=Queue.ROSTERS)
def forecast() -> None:
    """Forecast the next six weeks each night; a center without two weeks of calls has none yet."""
    lower_priority()
    with suppress(NoHistory):
        actions.keep_forecast(asked_by=None, at=clock.now())
