"""Background jobs."""

from alo153.care import actions
from alo153.core import clock
from alo153.core.jobs import periodic


@periodic(name="care.count_surveys", cron="*/5 * * * *")
def count_surveys() -> None:
    """Add up the surveys that are closed."""
    actions.count_closed_surveys(at=clock.now())


@periodic(name="care.forget_reports", cron="13 3 * * *")
def forget_reports() -> None:
    """Delete the reports and files that are as old as they may be, every night."""
    actions.forget_reports(at=clock.now())


@periodic(name="care.spare", cron="*/2 * * * *")
def spare() -> None:
    """Spare the agents who have worked for too long without a break."""
    actions.spare_due(at=clock.now())
