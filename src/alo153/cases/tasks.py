"""What the worker does about cases by itself."""

from alo153.cases import actions
from alo153.core import clock
from alo153.core.jobs import job, periodic


@periodic(name="cases.mind_clocks", cron="*/5 * * * *")
def mind_clocks() -> None:
    """Remind, escalate and withdraw, every five minutes."""
    actions.mind_clocks(at=clock.now())


@job(name="cases.read_clocks_again", attempts=3)
def read_clocks_again() -> None:
    """Count every running clock anew, after the city's calendar was loaded."""
    actions.read_clocks_again()
