"""Administrators and monitors learn how each part is; the world does not."""

import html
import re
from datetime import timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests import cast
from tests.consuming import consume

from alo153.calls.endpoints import pulse
from alo153.calls.tasks import keep_recording
from alo153.core import clock, jobs, tasks
from alo153.core.jobs import Queue
from alo153.core.models import EventCursor, WorkerClock
from alo153.core.processes.worker_clock import actions
from alo153.launch.commands.up import WORKERS

pytestmark = pytest.mark.django_db
KEY = "a-monitor-of-ours"


@pytest.fixture(autouse=True)
def all_is_well(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with a worker that was heard just now, right clocks and a telephone that answers."""
    settings.HEALTH_KEY = KEY
    settings.PHONE_SOCKET_URL = "ws://localhost/ws"
    monkeypatch.setattr(pulse, "listen", lambda: pulse.Telephone(asterisk=True, switchboard=True))
    consume()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    tasks.compare_clock()
    tasks.compare_recordings_clock()


def told(client: Client, status: HTTPStatus) -> dict[str, Any]:
    """Ask as a monitor, and return the parts that are not well."""
    answer = client.get("/healthz/deep", headers={"Authorization": f"Bearer {KEY}"})
    assert answer.status_code == status
    return {name: part["words"] for name, part in answer.json().items() if not part["well"]}


def made_older(seconds: int) -> None:
    """Let all that waits have waited longer."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - make_interval(secs => %s)", [seconds]
        )


def test_a_monitor_with_the_key_hears_that_all_is_well(client: Client) -> None:
    assert told(client, HTTPStatus.OK) == {}


def test_a_consumer_that_is_late_or_fails_is_told_without_words(client: Client) -> None:
    cursor = EventCursor.objects.get(consumer="suggestions.choices")
    cursor.moved_at = clock.now() - timedelta(minutes=6)
    cursor.save()
    (late,) = told(client, HTTPStatus.SERVICE_UNAVAILABLE).items()
    assert late[0] == "consumer_suggestions.choices"
    assert "olay geride" in late[1]
    cursor.failing, cursor.failures, cursor.error = cursor.after + 7, 3, "ZeroDivisionError"
    cursor.try_again_at = cursor.moved_at
    cursor.save()
    (fails,) = told(client, HTTPStatus.SERVICE_UNAVAILABLE).values()
    assert f"{cursor.failing}" in fails
    assert "ZeroDivisionError, 3" in fails


@pytest.mark.parametrize("known", ["", "Bearer ", "Bearer wrong", f"Basic {KEY}"])
def test_nobody_else_does(client: Client, settings: Any, known: str) -> None:
    headers = {"Authorization": known}
    assert client.get("/healthz/deep", headers=headers).status_code == HTTPStatus.FORBIDDEN
    settings.HEALTH_KEY = ""
    assert client.get("/healthz/deep", headers=headers).status_code == HTTPStatus.FORBIDDEN


def test_each_queue_is_late_by_itself(client: Client) -> None:
    keep_recording.defer(call="c1")
    made_older(546)
    assert told(client, HTTPStatus.OK) == {}, "recordings may wait, and nothing waits behind them"
    jobs.enqueue("core.seal", event=1, transaction="1")
    made_older(400)
    assert told(client, HTTPStatus.SERVICE_UNAVAILABLE).keys() == {
        "queue_default",
        "queue_recordings",
    }


def test_a_job_that_waits_for_its_time_is_not_late(client: Client) -> None:
    jobs.enqueue("core.seal", wait_seconds=3600, event=1, transaction="1")
    made_older(600)
    assert told(client, HTTPStatus.OK) == {}


def test_a_silent_worker_and_a_dead_telephone_show(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 min'")
    monkeypatch.setattr(pulse, "listen", lambda: pulse.Telephone(asterisk=True, switchboard=False))
    parts = told(client, HTTPStatus.SERVICE_UNAVAILABLE)
    assert parts.keys() == {"worker", "switchboard"}


def test_a_worker_whose_clock_is_off_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(actions.log, "error", lambda words, *facts: said.append(words % facts))
    real = clock.now
    monkeypatch.setattr(actions.clock, "now", lambda: real() - timedelta(seconds=75))
    tasks.compare_recordings_clock()
    monkeypatch.setattr(actions.clock, "now", real)
    assert re.search(r"7[45]\.\d s behind that of the database", "".join(said))
    found = WorkerClock.objects.get(queue=Queue.RECORDINGS)
    assert abs(found.ahead + timedelta(seconds=75)) < timedelta(seconds=1)
    others = WorkerClock.objects.exclude(pk=found.pk)
    assert others.update(ahead=timedelta(seconds=-0.04)) == 1
    client.force_login(cast.staff("yasin"))
    page = html.unescape(client.get("/settings/health/").content.decode())
    assert re.search(r" -7[45],\d sn", page)
    assert " 0,0 sn" in page  # not "-0.0"
    assert "sorunlu" in page


def test_every_queue_has_a_worker_of_its_own() -> None:
    assert [words[-1] for words in WORKERS.values()] == list(Queue)
