"""Work on rosters in the background, by a separate worker at the lowest priority."""

from contextlib import suppress

from alo153.city import queries as city
from alo153.core import clock
from alo153.core.jobs import Queue, job, periodic
from alo153.core.processes.process_priority import keep_to_last_core, lower_priority
from alo153.workforce import actions
from alo153.workforce.actions.running import JOB
from alo153.workforce.demand import NoHistory
from alo153.workforce.models import SolverRun
from alo153.workforce.posing import EVEN
from alo153.workforce.telling.leaves import remind_of_waiting


@job(name=JOB, queue=Queue.ROSTERS)
def plan(*, run: int, calm: float = EVEN) -> None:
    """Let the solver work on a draft, on one core at the lowest priority: no caller waits."""
    lower_priority()
    keep_to_last_core()
    found = SolverRun.objects.select_related("roster").get(pk=run)
    actions.plan_run(run=found, at=clock.now, calm=calm)


@periodic(name="workforce.forecast", cron="20 0 * * *", queue=Queue.ROSTERS)
def forecast() -> None:
    """Forecast the next six weeks each night; a center without two weeks of calls has none yet."""
    lower_priority()
    with suppress(NoHistory):
        actions.keep_forecast(asked_by=None, at=clock.now())


@periodic(name="workforce.award_due", cron="*/5 * * * *")
def award_due() -> None:
    """Award open shifts whose bids have ended; not behind a solver, which takes ten minutes."""
    actions.award_due(at=clock.now())


@periodic(name="workforce.leave_due", cron="10 5 * * *")
def leave_due() -> None:
    """Remind planners each morning of leave that begins soon, and refuse what nobody decided."""
    now = clock.now()
    actions.lapse_leave(at=now)
    remind_of_waiting(now)


@periodic(name="workforce.keep_days", cron="50 0 * * *", queue=Queue.ROSTERS)
def keep_days() -> None:
    """Keep each night how people kept to their shifts of the last days."""
    lower_priority()
    now = clock.now()
    actions.keep_days(before=city.today(now), at=now)
