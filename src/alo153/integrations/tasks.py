"""Background jobs for the city's other systems."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from alo153.core import clock
from alo153.core.history.consumers.declaring import Happened
from alo153.core.jobs import Queue, enqueue_once, job, periodic
from alo153.integrations import actions
from alo153.integrations.webhooks import actions as webhooks
from alo153.integrations.webhooks import queries

REQUESTS_KEPT: Final = timedelta(days=7)
DELIVERIES_KEPT: Final = timedelta(days=30)
_MOST_AT_ONCE: Final = 500


@periodic(name="integrations.forget_requests", cron="37 2 * * *")
def forget_requests() -> None:
    """Forget the answers of requests that nobody sends again, every night."""
    actions.forget_requests(before=clock.now() - REQUESTS_KEPT)


@job(name=webhooks.DELIVER_JOB, queue=Queue.WEBHOOKS)
def deliver(delivery: int, is_probe: bool = False) -> None:
    """Try one message to a system; what is not taken waits for its next try."""
    webhooks.deliver(delivery=delivery, at=clock.now(), is_probe=is_probe)


@job(name="integrations.deliver_due")
def deliver_due() -> None:
    """Queue every message whose time has come, each by itself and once."""
    for key, failing_since in queries.due(clock.now())[:_MOST_AT_ONCE]:
        lock = f"{webhooks.DELIVER_JOB} {key}"
        is_probe = failing_since is not None
        enqueue_once(webhooks.DELIVER_JOB, lock, delivery=key, is_probe=is_probe)


@periodic(name="integrations.retry_deliveries", cron="* * * * *")
def retry_deliveries() -> None:
    """Do the same every minute: for messages that were not taken, and for dead workers."""
    deliver_due()


def tell_systems(those: Sequence[Happened[Any]]) -> None:
    """Let systems hear of what happened, by a job of the same transaction."""
    webhooks.queue_messages(those)
    deliver_due.defer()


@periodic(name="integrations.forget_deliveries", cron="47 2 * * *")
def forget_deliveries() -> None:
    """Forget old messages to systems, every night."""
    webhooks.forget_deliveries(before=clock.now() - DELIVERIES_KEPT)
