"""Background jobs for the communication centers."""

from datetime import timedelta
from typing import Final

from alo153.city import queries as city
from alo153.core import clock
from alo153.core.jobs import periodic
from alo153.counter import actions

KEPT: Final = timedelta(days=365)
"""Numbers name nobody; a year shows each season once."""


@periodic(name="counter.close_days", cron="*/10 * * * *")
def close_days() -> None:
    """End what earlier days left open: by the city's midnight, whatever the worker's clock."""
    actions.close_days(at=clock.now())


@periodic(name="counter.keep_days", cron="7 * * * *")
def keep_days() -> None:
    """Keep the figures of days that are over, before their numbers go."""
    actions.keep_days(at=clock.now())


@periodic(name="counter.forget_tickets", cron="13 3 * * *")
def forget_tickets() -> None:
    """Delete numbers that are a year old."""
    actions.forget_tickets(before=city.today(clock.now()) - KEPT)
