"""The stream of hints: who may watch what, and that a commit reaches every open page."""

import os
import signal
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import httpx
import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.cases.life import confidential
from tests.parts import waiting
from tests.parts.processes.serving import WebServer
from tests.parts.roles import Role as Roles
from tests.parts.telephone.leading import a_switchboard_leads

from alo153.accounts import actions as accounts
from alo153.accounts.models import Role, User
from alo153.calls.endpoints import leading
from alo153.core import clock, live
from alo153.core.actor import SYSTEM
from alo153.web.site import hub, stream

PASSWORD = "a-long-password"
Watch = Callable[[str], Iterator[str]]


def allowed(username: str, topics: str) -> bool:
    client = Client()
    client.force_login(cast.staff(username))
    status = client.get("/stream/", {"topics": topics}).status_code
    assert status in {200, 403}
    return status == 200


def test_everybody_watches_their_own(db: None) -> None:
    elif_, murat = cast.staff("elif"), cast.staff("murat")
    assert allowed("elif", f"agent:{elif_.pk},center,switchboard")
    assert not allowed("elif", f"agent:{murat.pk}")
    assert not allowed("elif", f"agent:{elif_.pk},agent:{murat.pk}")
    assert not allowed("selin", "center")
    assert not allowed("selin", "switchboard")


def test_who_runs_call_lists_watches_them(db: None) -> None:
    assert allowed("hakan", "call_lists")
    assert not allowed("elif", "call_lists")


def test_who_plans_shifts_watches_rosters(db: None) -> None:
    assert allowed("hakan", "roster:1")
    assert not allowed("elif", "roster:1")


def test_a_unit_watches_itself_and_its_cases(db: None) -> None:
    case, parks = stories.pruning(), cast.unit("park-ve-bahceler")
    assert case.unit == parks
    assert allowed("selin", f"unit:{parks.pk},case:{case.pk}")
    assert not allowed("okan", f"unit:{parks.pk}")
    assert not allowed("okan", f"case:{case.pk}")
    assert allowed("elif", f"case:{case.pk}")


@pytest.mark.parametrize("topics", ["", ",", "all", "agent:", "agent:x", "center:1", "case:²"])
def test_what_is_no_topic_is_refused(db: None, topics: str) -> None:
    assert not allowed("elif", topics)


def test_a_stranger_watches_nothing(db: None, client: Client) -> None:
    assert client.get("/stream/", {"topics": "center"}).status_code == 403


def test_a_missing_second_factor_opens_no_stream_as_it_opens_no_page(db: None) -> None:
    assert allowed("elif", "center")
    Role.objects.filter(key="agent").update(second_factor=True)
    assert not allowed("elif", "center")


def test_a_stream_keeps_nobody_signed_in_and_an_idle_session_opens_none(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, began = signed_in("elif"), clock.now()
    Role.objects.filter(key="agent").update(idle_minutes=15)
    statuses = []
    for minutes in (10, 14, 16):
        later = began + timedelta(minutes=minutes)
        monkeypatch.setattr(clock, "now", partial(datetime.fromtimestamp, later.timestamp(), UTC))
        statuses.append(client.get("/stream/", {"topics": "center"}).status_code)
    assert statuses == [200, 200, 403]
    assert client.get("/desk/").status_code == 302


def test_a_confidential_case_is_followed_by_who_said_why_they_read_it(db: None) -> None:
    case, reader = confidential.opened(), "hakan"
    cast.with_roles(reader, Roles.SUPERVISOR, Roles.CONFIDENTIAL_CLERK)
    assert not allowed("elif", f"case:{case.pk}")
    assert not allowed(reader, f"case:{case.pk}")
    client = Client()
    client.force_login(cast.staff(reader))
    client.post(f"/confidential/{case.tracking_code}/", {"why": "work"})
    assert allowed(reader, f"case:{case.pk}")


def signed_in(username: str) -> Client:
    """Return a browser in which somebody signed in with their password."""
    user, client = cast.staff(username), Client()
    user.set_password(PASSWORD)
    user.save()
    client.post("/accounts/login/", {"login": username, "password": PASSWORD})
    assert client.get("/").status_code in {200, 302}
    return client


@pytest.fixture
def watch(transactional_db: None, client: Client) -> Iterator[Watch]:
    """Return a way for Elif to open streams on a running server; gives their lines."""
    client.force_login(cast.staff("elif"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    server = WebServer()
    address = server.start()
    opened: list[httpx.Response] = []
    with httpx.Client(
        base_url=address,
        cookies={settings.SESSION_COOKIE_NAME: cookie},
        timeout=waiting.SECONDS,
        limits=httpx.Limits(max_connections=None),
    ) as http:

        def open_one(topics: str) -> Iterator[str]:
            request = http.build_request("GET", "/stream/", params={"topics": topics})
            opened.append(http.send(request, stream=True))
            assert opened[-1].status_code == 200
            return opened[-1].iter_lines()

        yield open_one
        for response in opened:
            response.close()
    server.stop()


def until(lines: Iterator[str], wanted: str) -> None:
    """Read until a line comes; httpx gives up when none comes for long."""
    assert any(line == wanted for line in lines)


def publish(topic: str) -> None:
    with transaction.atomic():
        live.publish(topic)


def listeners() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND query LIKE 'LISTEN live%%'"
        )
        return [row[0] for row in cursor.fetchall()]


def test_a_commit_is_heard_by_those_who_watch_it(watch: Watch) -> None:
    center, agent = watch("center"), watch(f"agent:{cast.staff('elif').pk}")
    until(center, "event: refresh")
    until(agent, "event: refresh")
    publish("center")
    until(center, "data: center")
    publish(f"agent:{cast.staff('elif').pk}")
    assert [next(agent) for _ in range(3)][2] == "event: changed"


def test_a_page_hears_that_a_switchboard_program_came_and_went(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "PROBE_SECONDS", 0.05)
    page = watch(leading.TOPIC)
    until(page, "event: refresh")
    with a_switchboard_leads():
        until(page, "data: leading")
    until(page, "data: leading")


def test_many_open_pages_share_one_connection(watch: Watch) -> None:
    pages = [watch("center") for _ in range(24)]  # more than the pool has connections
    for page in pages:
        until(page, "event: refresh")
    waiting.until(lambda: len(listeners()) == 1)  # that of the server before may be going
    publish("center")
    for page in pages:
        until(page, "data: center")


def test_a_lost_line_to_the_database_mends_itself(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "RETRY_MILLISECONDS", 20)
    page = watch("center")
    until(page, "event: refresh")
    waiting.until(lambda: len(listeners()) == 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", listeners())
    until(page, "event: refresh")
    publish("center")
    until(page, "data: center")


def test_a_hint_of_the_time_without_a_line_is_not_lost(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = watch("center")
    until(page, "event: refresh")
    waiting.until(lambda: len(listeners()) == 1)
    reached = dict(hub._connection_parameters())
    monkeypatch.setattr(hub, "RETRY_MILLISECONDS", 20)
    monkeypatch.setattr(hub, "_connection_parameters", lambda: reached | {"port": "1"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", listeners())
    waiting.until(lambda: not listeners())
    publish("center")
    monkeypatch.setattr(hub, "_connection_parameters", lambda: reached)
    assert next(line for line in page if line.startswith("event: ") and "beat" not in line) == (
        "event: refresh"
    ), "the page reads all again: nobody knows what it missed"
    publish("center")
    until(page, "data: center")


def test_a_line_that_broke_without_a_word_is_noticed(
    watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, seconds in {"PROBE_SECONDS": 0.05, "ANSWER_SECONDS": 2.0}.items():
        monkeypatch.setattr(hub, name, seconds)
    monkeypatch.setattr(hub, "RETRY_MILLISECONDS", 20)
    page = watch("center")
    until(page, "event: refresh")
    waiting.until(lambda: len(listeners()) == 1)
    (silent,) = listeners()
    os.kill(silent, signal.SIGSTOP)
    try:
        publish("center")
        until(page, "event: refresh")
        publish("center")
        until(page, "data: center")
    finally:
        os.kill(silent, signal.SIGCONT)
    waiting.until(lambda: silent not in listeners())


@pytest.mark.parametrize("why", ["signed out", "dismissed", "role taken away"])
def test_a_stream_ends_with_the_right_to_it(watch: Watch, client: Client, why: str) -> None:
    page, elif_ = watch("center"), cast.staff("elif")
    until(page, "event: refresh")
    end(elif_, why)
    rest = list(page)  # it is over
    assert "event: refresh" in rest


def end(user: User, why: str) -> None:
    with transaction.atomic():
        match why:
            case "signed out":
                sign_in = accounts.note_sign_in(
                    user=user,
                    session_key="k",
                    address="203.0.113.7",
                    browser="",
                    methods=[],
                    by=cast.actor("elif"),
                    at=cast.AT,
                )
                accounts.end_sign_in(
                    sign_in=sign_in,
                    why="signed_out",
                    address="203.0.113.7",
                    by=cast.actor("elif"),
                    at=cast.AT,
                )
            case "dismissed":
                accounts.dismiss(user=user, by=SYSTEM, at=cast.AT)
            case _:
                accounts.set_grants(user=user, roles=[], at=cast.AT)


def test_silence_is_filled(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_SECONDS", 0.05)
    until(watch("center"), "event: beat")
