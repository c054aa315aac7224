"""Background jobs."""

from alo153.core import clock
from alo153.core.jobs import Queue, job, periodic
from alo153.publishing import actions, queries


@job(name=queries.PUBLISH_JOB, queue=Queue.WEBHOOKS)
def publish(publication_id: int) -> None:
    """Publish a post in one place; its channel may answer after long."""
    actions.publish(publication_id=publication_id, now=clock.now)


@job(name=queries.WITHDRAW_JOB, queue=Queue.WEBHOOKS)
def withdraw(publication_id: int) -> None:
    """Remove a post from one place."""
    actions.remove(publication_id=publication_id, now=clock.now)


@periodic(name="publishing.recover", cron="* * * * *")
def recover() -> None:
    """Find what a dead worker left behind, and what is due, every minute."""
    actions.recover(at=clock.now())
