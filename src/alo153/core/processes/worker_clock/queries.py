"""Look-ups of the workers' clocks."""

from alo153.core.models import WorkerClock


def clocks() -> list[WorkerClock]:
    """Return the clock of each queue's worker, by queue; one query."""
    return list(WorkerClock.objects.order_by("queue"))
