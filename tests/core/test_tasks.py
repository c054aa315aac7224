"""The queue does not grow for ever."""

import asyncio

import pytest
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from alo153.core.tasks import forget_done

pytestmark = pytest.mark.django_db(transaction=True)


def queue_a_job(*, status: str, days_ago: int) -> int:
    key = int(app.configure_task("channels.send").defer(message_id="7"))
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
    asyncio.run(forget_done())
    assert set(ProcrastinateJob.objects.values_list("pk", flat=True)) == kept
