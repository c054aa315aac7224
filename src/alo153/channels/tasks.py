"""Background jobs for arrivals."""

from alo153.channels import actions
from alo153.core import clock
from alo153.core.jobs import periodic


@periodic(name="channels.read_forgotten", cron="* * * * *")
def read_forgotten() -> None:
    """Queue the reading of arrivals that no job will read, every minute."""
    actions.read_forgotten(at=clock.now())


@periodic(name="channels.expire_raw", cron="51 1 * * *")
def expire_raw() -> None:
    """Delete the raw arrivals whose time is over, and files without a row, every night."""
    actions.expire_raw(at=clock.now())
    actions.sweep_files(at=clock.now())
