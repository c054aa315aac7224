"""Background jobs for alarms."""

from alo153.alarms import actions
from alo153.core import clock
from alo153.core.jobs import periodic


# The sixth part of the cron is the seconds
@periodic(name="alarms.evaluate", cron="* * * * * */15")
def evaluate() -> None:
    """Evaluate the rules, every 15 seconds."""
    actions.evaluate(at=clock.now())
