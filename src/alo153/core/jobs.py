"""Background work, queued in the same transaction as the fact that asks for it."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from django.db import transaction
from procrastinate import BaseRetryStrategy, RetryDecision, jobs
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

MAX_RUNS: Final = 10
"""The one limit of runs: for a job that raises, and for one whose worker dies each time."""


class Queue(StrEnum):
    """Jobs that wait for one another; each queue has a worker of its own."""

    DEFAULT = "default"
    # Encoding takes seconds a call: nothing that somebody waits for stands behind it
    RECORDINGS = "recordings"
    # Another system may answer after seconds, or never
    WEBHOOKS = "webhooks"
    # A roster takes minutes of a core
    ROSTERS = "rosters"


@dataclass(frozen=True)
class Doubling(BaseRetryStrategy):
    """Try again after a while, and after twice as long each time.

    The library's own waits for a power of the seconds: after 30 s 15 minutes, then 7.5 hours.

    Args:
        max_attempts: how often in all.
        wait_seconds: the first pause.
    """

    max_attempts: int
    wait_seconds: int

    def get_retry_decision(
        self,
        *,
        exception: BaseException,  # noqa: ARG002 - whatever went wrong may go right
        job: jobs.Job,
    ) -> RetryDecision | None:
        """Return when it is tried again; None after the last time."""
        if job.attempts >= self.max_attempts:
            return None
        return RetryDecision(retry_in={"seconds": self.wait_seconds * 2**job.attempts})


class Job:
    """A function that runs in the worker."""

    def __init__(self, task: Any) -> None:
        self._task = task

    def defer(self, *, wait_seconds: int = 0, **arguments: Any) -> None:
        """Queue one run; it exists only if the surrounding transaction commits."""
        options = {"schedule_in": {"seconds": wait_seconds}} if wait_seconds else {}
        self._task.configure(**options).defer(**arguments)

    def defer_all(self, runs: Sequence[Mapping[str, Any]], *, wait_seconds: int = 0) -> None:
        """Queue a run for each set of arguments; one query, none without runs."""
        options = {"schedule_in": {"seconds": wait_seconds}} if wait_seconds else {}
        if runs:
            self._task.configure(**options).batch_defer(*runs)

    def __call__(self, **arguments: Any) -> Any:
        """Run it here and now, as the worker would."""
        return self._task.func(**arguments)


def enqueue(
    name: str, *, queue: Queue | None = None, wait_seconds: int = 0, **arguments: Any
) -> None:
    """Queue one run of a job by its name, for code that the job itself calls.

    Args:
        queue: if this run is to wait in another than the job's own.
    """
    options: dict[str, Any] = {"queue": queue.value} if queue else {}
    if wait_seconds:
        options["schedule_in"] = {"seconds": wait_seconds}
    app.configure_task(name, allow_unknown=False, **options).defer(**arguments)


def enqueue_once(name: str, key: str, *, wait_seconds: int = 0, **arguments: Any) -> None:
    """Queue one run of a job, unless one of the same key waits already."""
    options: dict[str, Any] = {"queueing_lock": key}
    if wait_seconds:
        options["schedule_in"] = {"seconds": wait_seconds}
    with suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(name, allow_unknown=False, **options).defer(**arguments)


def job(
    *, name: str, queue: Queue = Queue.DEFAULT, attempts: int = 1, wait_seconds: int = 30
) -> Callable[[Callable[..., Any]], Job]:
    """Declare a job.

    Args:
        name: stable name in the queue; renaming it loses waiting jobs.
        attempts: how often it is tried when it raises, at most `MAX_RUNS`.
        wait_seconds: pause before the first retry; it doubles each time.

    Raises:
        ValueError: more attempts than `MAX_RUNS`, which a dead worker would cut short.
    """
    if attempts > MAX_RUNS:
        raise ValueError(f"{name}: {attempts} attempts are more than MAX_RUNS ({MAX_RUNS})")
    retry = Doubling(attempts, wait_seconds)

    def declare(function: Callable[..., Any]) -> Job:
        return Job(app.task(name=name, queue=queue, retry=retry)(function))

    return declare


def periodic(
    *, name: str, cron: str, queue: Queue = Queue.DEFAULT
) -> Callable[[Callable[[], Any]], Job]:
    """Declare a job that runs by the clock; ``cron`` is minute hour day month weekday, in UTC."""

    def declare(function: Callable[[], Any]) -> Job:
        def run(timestamp: int = 0) -> Any:  # noqa: ARG001 - procrastinate passes it
            return function()

        return Job(app.periodic(cron=cron)(app.task(name=name, queue=queue)(run)))

    return declare
