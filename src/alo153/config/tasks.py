"""What the worker does about cases by itself; here, because the domain never reads the clock."""

from alo153.cases import actions
from alo153.core import clock
from alo153.core.jobs import job, periodic
from alo153.core.models import Event


@periodic(name="cases.mind_clocks", cron="*/5 * * * *")
def mind_clocks() -> None:
    """Remind, escalate and withdraw, every five minutes."""
    actions.mind_clocks(at=clock.now())


@job(name="cases.read_clocks_again", attempts=3)
def read_clocks_again() -> None:
    """Count every running clock anew."""
    actions.read_clocks_again()


def follow_calendar(event: Event) -> None:  # noqa: ARG001 - one shape for all
    """``city.loaded``: administrative leave may have moved what is due."""
    read_clocks_again.defer()
