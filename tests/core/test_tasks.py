"""The queue does not grow for ever, and no job is lost with its worker."""

from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

from alo153.core import clock, jobs, tasks
from alo153.core.jobs import MAX_RUNS
from alo153.core.tasks import forget_done, retry_jobs_of_silent_workers

pytestmark = pytest.mark.django_db(transaction=True)


def worker_heard(*, seconds_ago: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [seconds_ago],
        )
        return int(cursor.fetchone()[0])


def under_way(worker: int, *, attempts: int = 0) -> int:
    key = int(app.configure_task("contacts.send").defer(message_id="7"))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = %s"
            " WHERE id = %s",
            [worker, attempts, key],
        )
    return key


def status(key: int) -> str:
    return str(ProcrastinateJob.objects.get(pk=key).status)


def test_jobs_of_a_silent_worker_are_queued_again_and_those_of_others_go_on() -> None:
    silent, alive = worker_heard(seconds_ago=31), worker_heard(seconds_ago=12)
    lost, hopeless, going = (
        under_way(silent),
        under_way(silent, attempts=MAX_RUNS),
        under_way(alive),
    )
    async_to_sync(retry_jobs_of_silent_workers)()
    assert (status(lost), status(hopeless), status(going)) == ("todo", "failed", "doing")


def test_what_somebody_waits_for_never_stands_behind_encoding() -> None:
    encoding = {name for name, task in app.tasks.items() if task.queue == jobs.Queue.RECORDINGS}
    assert {"calls.keep_recording", "calls.keep_video_recording"} <= encoding
    assert encoding.isdisjoint({"contacts.send", "calls.fetch_message", "core.seal"})


def test_a_job_that_may_raise_more_often_is_not_given_up_before_with_its_worker() -> None:
    """The fetching of a message is tried ten times: a limit of five for dead workers cut it."""
    most = max(task.retry_strategy.max_attempts for task in app.tasks.values() if _retries(task))
    last = under_way(worker_heard(seconds_ago=31), attempts=most - 1)
    async_to_sync(retry_jobs_of_silent_workers)()
    assert status(last) == "todo"
    with pytest.raises(ValueError, match="MAX_RUNS"):
        jobs.job(name="tests.too_often", attempts=MAX_RUNS + 1)


def _retries(task: Any) -> bool:
    return bool(task.retry_strategy and task.retry_strategy.max_attempts)


@pytest.mark.parametrize("attempts", [0, MAX_RUNS])
def test_a_slow_worker_that_ends_its_job_meanwhile_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, attempts: int
) -> None:
    silent = worker_heard(seconds_ago=31)
    slow, lost = under_way(silent, attempts=attempts), under_way(silent)
    retry = tasks._retry

    async def end_the_first(job: Job) -> None:
        if job.id == slow:
            await app.job_manager.finish_job(job, status=Status.SUCCEEDED, delete_job=False)
        await retry(job)

    monkeypatch.setattr(tasks, "_retry", end_the_first)
    async_to_sync(retry_jobs_of_silent_workers)()
    assert (status(slow), status(lost)) == ("succeeded", "todo")


def test_a_job_of_a_silent_worker_gives_way_to_another_of_its_key_and_stops_no_other() -> None:
    silent = worker_heard(seconds_ago=31)
    jobs.enqueue_once("contacts.send", "seven", message_id="7")
    first = ProcrastinateJob.objects.get(queueing_lock="seven").pk
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [silent, first],
        )
    jobs.enqueue_once("contacts.send", "seven", message_id="7")
    lost = under_way(silent)
    async_to_sync(retry_jobs_of_silent_workers)()
    assert ProcrastinateJob.objects.get(queueing_lock="seven").status == "todo"
    assert status(lost) == "todo"


def test_a_queue_that_fails_otherwise_is_a_fault() -> None:
    under_way(worker_heard(seconds_ago=31))
    rename("procrastinate_retry_job_v2", "lost")
    try:
        with pytest.raises(ConnectorException):
            async_to_sync(retry_jobs_of_silent_workers)()
    finally:
        rename("lost", "procrastinate_retry_job_v2")


def rename(function: str, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER FUNCTION {function} RENAME TO {name}")


def queue_a_job(*, status: str, days_ago: int) -> int:
    key = int(app.configure_task("contacts.send").defer(message_id="7"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, key])
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - make_interval(days => %s)"
            " WHERE job_id = %s",
            [days_ago, key],
        )
    return key


def test_done_jobs_are_forgotten_after_a_week_and_failed_ones_stay() -> None:
    queue_a_job(status="succeeded", days_ago=8)
    kept = {
        queue_a_job(status="succeeded", days_ago=1),
        queue_a_job(status="failed", days_ago=30),
        queue_a_job(status="todo", days_ago=30),
    }

    async def tonight() -> None:
        await forget_done()

    async_to_sync(tonight)()
    assert set(ProcrastinateJob.objects.values_list("pk", flat=True)) == kept


def test_each_pause_of_a_job_that_raises_is_twice_as_long() -> None:
    strategy = jobs.Doubling(max_attempts=4, wait_seconds=30)
    waits = []
    for attempts in range(5):
        job = Job(id=1, queue="q", lock=None, queueing_lock=None, task_name="t", attempts=attempts)
        decision = strategy.get_retry_decision(exception=OSError(), job=job)
        waits.append(decision.retry_at if decision else None)
    pauses = [round((each - clock.now()).total_seconds() / 30) if each else None for each in waits]
    assert pauses == [1, 2, 4, 8, None]
