"""What the worker runs for the city's documents."""

from alo153.city import actions
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.core.jobs import periodic


@periodic(name="city.publish_documents", cron="* * * * *")
def publish_documents() -> None:
    """Put documents in force whose time has come."""
    actions.publish_due_documents(by=SYSTEM, at=clock.now())
