"""Administrators and monitors learn how each part is; the world does not."""

import html
import platform
import re
import socket
import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.contrib.postgres.functions import TransactionNow
from django.db import connection
from django.test import Client
from tests import cast
from tests.contacts.conversations.letters import taken_in
from tests.knowledge.feeds import duty
from tests.parts.events.consuming import consume

from alo153.calls.call_words import CallDirection
from alo153.calls.endpoints import pulse
from alo153.calls.models import Call
from alo153.calls.tasks import keep_recording
from alo153.channels import actions as channels
from alo153.channels.sms.smpp.address import account_at
from alo153.channels.social.opening.actions import open_channel
from alo153.config.consumers import CONSUMERS
from alo153.contacts import listening, machine_limits
from alo153.core import clock, jobs, tasks
from alo153.core.database import event_months
from alo153.core.jobs import Queue
from alo153.core.models import EventCursor, WorkerClock
from alo153.core.processes.worker_clock import actions
from alo153.integrations.webhooks.actions import DELIVER_JOB
from alo153.launch.commands.up import WORKERS
from alo153.launch.programs.processes import free_port
from alo153.switchboard.acd.turn.facts import CallEntered
from alo153.switchboard.record.records import write
from alo153.web.settings.health import providers, working

pytestmark = pytest.mark.django_db
KEY = "a-monitor-of-ours"


@pytest.fixture(autouse=True)
def all_is_well(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin with a worker that was heard just now, right clocks and a telephone that answers."""
    settings.HEALTH_KEY = KEY
    settings.PHONE_SOCKET_URL = "ws://localhost/ws"
    monkeypatch.setattr(pulse, "listen", lambda: pulse.Telephone(asterisk=True, switchboard=True))
    consume()
    event_months.keep()
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
    # By the clock that the page asks: in a test the database stands at its beginning
    moved_at = TransactionNow() - timedelta(minutes=6)
    EventCursor.objects.filter(consumer="suggestions.choices").update(moved_at=moved_at)
    cursor = EventCursor.objects.get(consumer="suggestions.choices")
    (late,) = told(client, HTTPStatus.SERVICE_UNAVAILABLE).items()
    assert late[0] == "consumer_suggestions.choices"
    assert late[1] == "6 dk önce çalıştı"
    cursor.failing, cursor.failures, cursor.error = cursor.after + 7, 3, "ZeroDivisionError"
    cursor.try_again_at = cursor.moved_at
    cursor.save()
    (fails,) = told(client, HTTPStatus.SERVICE_UNAVAILABLE).values()
    assert f"{cursor.failing}" in fails
    assert "ZeroDivisionError, 3" in fails


def test_months_that_are_late_or_missing_show(client: Client) -> None:
    page = "/settings/health/"
    client.force_login(cast.staff("yasin"))
    assert "bu ayın ve gelecek ayın bölümü hazır" in client.get(page).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_eventmonth DISABLE TRIGGER USER")
        cursor.execute("UPDATE core_eventmonth SET first = first - 100000000000")  # a year
    assert "event_months" in told(client, HTTPStatus.SERVICE_UNAVAILABLE)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_eventmonth SET first = first + 100000000000")
        cursor.execute("ALTER TABLE core_eventmonth ENABLE TRIGGER USER")
    assert told(client, HTTPStatus.OK) == {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT core_event_first((now() + interval '1 month')::date) / 1000000000")
        (ahead,) = cursor.fetchone()
        cursor.execute(f"DROP TABLE core_event_{ahead // 100}_{ahead % 100:02}")
    (words,) = told(client, HTTPStatus.SERVICE_UNAVAILABLE).values()
    month = f"{clock.now().astimezone(UTC):%Y%m}"
    assert words == f"gelecek ayın bölümü eksik (Numaralar {month} ile başlıyor)"


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


def test_messages_that_no_system_takes_make_nothing_else_late(client: Client) -> None:
    jobs.enqueue(DELIVER_JOB, delivery=1)
    made_older(901)
    assert told(client, HTTPStatus.SERVICE_UNAVAILABLE).keys() == {"queue_webhooks"}


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


def test_a_scanner_is_told_where_one_is_named(client: Client, settings: Any) -> None:
    settings.CLAMD_URL = f"tcp://127.0.0.1:{free_port()}"
    assert told(client, HTTPStatus.SERVICE_UNAVAILABLE) == {"clamd": "erişilemiyor"}


def test_a_mailbox_is_told_where_one_is_named(client: Client, settings: Any) -> None:
    settings.IMAP_URL = "imaps://153:geheim@mail.kent.example/INBOX"
    name = "153@mail.kent.example/INBOX"
    assert told(client, HTTPStatus.SERVICE_UNAVAILABLE) == {"mailbox": "henüz hiç çalışmadı"}
    channels.note_mailbox(name=name, trouble="", at=clock.now())
    assert told(client, HTTPStatus.OK) == {}
    channels.note_mailbox(name=name, trouble="sign_in", at=clock.now())
    (words,) = told(client, HTTPStatus.SERVICE_UNAVAILABLE).values()
    assert "parolayı kabul etmiyor" in words
    assert "geheim" not in words
    channels.note_mailbox(name=name, trouble="", at=clock.now() - timedelta(minutes=11))
    assert told(client, HTTPStatus.SERVICE_UNAVAILABLE).keys() == {"mailbox"}


def test_each_provider_of_sms_can_be_reached_or_not(client: Client, settings: Any) -> None:
    settings.SMS_URL = f"verimor+http://u:geheim@127.0.0.1:{free_port()}/v2 mailbox:"
    assert told(client, HTTPStatus.SERVICE_UNAVAILABLE) == {"sms_1": "erişilemiyor"}
    settings.SMS_URL = "mailbox:"
    assert told(client, HTTPStatus.OK) == {}


@pytest.fixture
def somebody() -> Iterator[str]:
    """Yield the host and port of a server that can be reached."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"127.0.0.1:{server.getsockname()[1]}"


def name_servers(settings: Any, place: str) -> None:
    """Name one place as the server of every provider."""
    settings.EMAIL_URL = f"smtp://u:geheim@{place}"
    settings.SOCIAL_URLS = {"telegram": f"telegram+http://u:geheim@{place}?secret={'s' * 20}"}
    settings.STAFF_OIDC_ISSUER = f"http://{place}/staff"
    settings.OIDC_ISSUER = settings.EDEVLET_URL = f"http://{place}/citizens"
    settings.GTFS_REALTIME_URL = settings.OPENTRIPPLANNER_URL = f"http://{place}/transport"
    settings.TRANSCRIPTION = f"http://{place}/v1/audio/transcriptions?model=large"


def test_each_provider_that_a_setting_names_can_be_reached_or_not(
    client: Client, settings: Any, somebody: str
) -> None:
    name_servers(settings, somebody)
    open_channel(channel="telegram", ground="Kurul 17", by=cast.staff("yasin"), at=cast.AT)
    assert told(client, HTTPStatus.OK) == {}
    name_servers(settings, f"127.0.0.1:{free_port()}")
    unreached = {"email_1", "telegram_1", "staff_oidc", "oidc", "edevlet"}
    unreached |= {"gtfs_realtime", "trip_planner", "transcription"}
    parts = told(client, HTTPStatus.SERVICE_UNAVAILABLE)
    assert parts == dict.fromkeys(unreached, "erişilemiyor")


def test_a_social_channel_that_nobody_opened_is_asked_nothing(
    client: Client, settings: Any
) -> None:
    place = f"127.0.0.1:{free_port()}"
    settings.SOCIAL_URLS = {"telegram": f"telegram+http://u:geheim@{place}?secret={'s' * 20}"}
    assert told(client, HTTPStatus.OK) == {}


def test_a_server_that_is_silent_keeps_nobody_waiting(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.EMAIL_URL = "smtp://u:geheim@mail.kent.example"
    answers = threading.Event()

    def is_reachable(address: str) -> bool | None:
        return answers.wait(60) if address == settings.EMAIL_URL else None

    monkeypatch.setattr(providers, "is_reachable", is_reachable)
    monkeypatch.setattr(providers, "_SECONDS", 0.01)
    try:
        parts = told(client, HTTPStatus.SERVICE_UNAVAILABLE)
    finally:
        answers.set()
    assert parts == {"email_1": "erişilemiyor"}


def test_what_an_operator_hands_over_is_told_where_one_is_heard(
    client: Client, settings: Any, somebody: str
) -> None:
    settings.SMS_URL = f"smpp://153:geheim@{somebody}"
    account = account_at(settings.SMS_URL)
    assert told(client, HTTPStatus.SERVICE_UNAVAILABLE) == {"sms_in": "henüz hiç çalışmadı"}
    listening.note(account, "", at=clock.now())
    assert told(client, HTTPStatus.OK) == {}
    listening.note(account, "smpp bind 0x0e", at=clock.now())
    (words,) = told(client, HTTPStatus.SERVICE_UNAVAILABLE).values()
    assert "hat kopuk" in words
    assert "smpp bind 0x0e" in words
    assert "geheim" not in words
    listening.note(account, "", at=clock.now() - timedelta(minutes=11))
    assert told(client, HTTPStatus.SERVICE_UNAVAILABLE).keys() == {"sms_in"}


def test_news_that_cannot_be_read_are_told_with_their_provider(
    client: Client, tmp_path: Path
) -> None:
    at = clock.now()
    duty.said_at(tmp_path, at)
    assert told(client, HTTPStatus.OK) == {}
    duty.ask(tmp_path / "gone.json", at + timedelta(hours=1))
    (words,) = told(client, HTTPStatus.SERVICE_UNAVAILABLE).values()
    assert "1 sağlayıcı okunamıyor: Nöbetçi eczaneler" in words
    assert "No such file" in words


def test_a_watchdog_and_a_standby_that_ended_show_and_one_that_never_was_is_not_missed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def heard(*, lives: bool | None) -> None:
        telephone = pulse.Telephone(asterisk=True, switchboard=True, watchdog=lives, standby=lives)
        monkeypatch.setattr(pulse, "listen", lambda: telephone)

    for lives in (True, None):
        heard(lives=lives)
        assert told(client, HTTPStatus.OK) == {}
    heard(lives=False)
    parts = told(client, HTTPStatus.SERVICE_UNAVAILABLE)
    assert parts == dict.fromkeys(["watchdog", "standby"], "artık çalışmıyor")


def test_every_queue_has_a_worker_of_its_own() -> None:
    assert [words[-1] for words in WORKERS.values()] == list(Queue)


def test_answers_that_are_held_back_by_their_limit_are_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine_limits, "MOST", {"arrived": 1})
    assert told(client, HTTPStatus.OK) == {}
    taken_in(at=clock.now())
    assert (
        "temsilciler yanıtlıyor" in told(client, HTTPStatus.SERVICE_UNAVAILABLE)["answers_arrived"]
    )


def test_a_call_for_a_number_that_the_city_does_not_name_is_seen_for_a_day(client: Client) -> None:
    for called in ("153", "02623181000", "+902625550199"):
        write(
            CallEntered(
                at=clock.now().timestamp(),
                call=str(uuid.uuid4()),
                channel=called,
                direction=CallDirection.IN,
                number="05320000101",
                called=called,
            )
        )
    ((part, words),) = told(client, HTTPStatus.SERVICE_UNAVAILABLE).items()
    assert part == "public_numbers"
    assert "1 (+902625550199)" in words
    Call.objects.update(entered_at=clock.now() - timedelta(hours=25))
    assert told(client, HTTPStatus.OK) == {}


def test_the_page_speaks_to_people(client: Client) -> None:
    client.force_login(cast.staff("yasin"))
    page = html.unescape(client.get("/settings/health/").content.decode())
    assert "Her şey çalışıyor." in page
    assert "Takvim değişince sürelerin yenilenmesi" in page
    for consumer in CONSUMERS:
        assert consumer.key not in page, "a name of our program"
    assert platform.node() not in page, "a name of a machine, while its clock is right"


def test_what_is_not_well_says_what_people_notice(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "listen", lambda: pulse.Telephone(asterisk=True, switchboard=False))
    client.force_login(cast.staff("yasin"))
    page = html.unescape(client.get("/settings/health/").content.decode())
    assert "Süren görüşmeler devam eder." in page
    assert page.index("Süren görüşmeler") < page.index("Kendiliğinden yürüyen işler")


def test_every_consumer_has_words_for_people() -> None:
    assert {consumer.key for consumer in CONSUMERS} == set(working.CONSUMERS)
