"""What the worker runs."""

from uuid import UUID

from alo153.channels import actions, queries
from alo153.core import clock
from alo153.core.jobs import job, periodic


@job(name=queries.SEND_JOB)
def send(message_id: str) -> None:
    """Send one message of the outbox."""
    actions.send(message_id=UUID(message_id), now=clock.now)


@periodic(name="channels.recover", cron="* * * * *")
def recover() -> None:
    """Find what a dead worker left behind, every minute."""
    actions.recover(at=clock.now())
