"""`./alo153 bench cases`, small: the cases it grows are like opened ones, and every phase runs."""

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from pytest_django import Settings
from tests import cast
from tests.parts.processes.serving import WebServer

from alo153.cases.models import Case
from alo153.contacts.about import About
from alo153.contacts.queries import about
from alo153.core import events
from bench.cases import bench, growing, source
from bench.cases.place import Place
from bench.cases.source import Report
from bench.cases.town import Town
from bench.center import BenchError

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def row(number: int) -> dict[str, object]:
    """Return a report as the file has it; every third is still open."""
    opened = datetime(2015, 3, 1, tzinfo=UTC) + timedelta(hours=number)
    closed = opened + timedelta(days=2) if number % 3 else None
    return {
        "desc": f"Pothole\tbefore no. {number}. Case Closed Filled.",
        "address": f"{number} Beacon St",
        "type": f"type {number % 7}",
        "neigh": "Fenway",
        "source": "Constituent Call",
        "opened": f"{opened:%Y-%m-%dT%H:%M:%S}",
        "closed": f"{closed:%Y-%m-%dT%H:%M:%S}" if closed else None,
    }


@pytest.fixture
def reports(tmp_path: Path) -> list[Report]:
    """Return forty reports, read from a file like the real one."""
    path = tmp_path / "reports.jsonl.gz"
    with gzip.open(path, "wt") as lines:
        lines.writelines(json.dumps(row(number)) + "\n" for number in range(40))
    return source.read(source.find(str(path)))


@pytest.fixture
def town(transactional_db: None) -> Iterator[Town]:
    """Return the city with its staff."""
    for username in ("elif", "selin", "okan"):
        cast.staff(username)
    yield Town()
    # The bench has a database of its own; the next test shares this one
    connection.cursor().execute("DROP TABLE IF EXISTS bench_yardstick")


def test_reports_are_repeated_a_year_earlier_each_time(reports: list[Report]) -> None:
    grown = list(source.grow(reports, 100, until=NOON))
    assert len(grown) == 100
    assert grown[-1].opened_at == NOON
    assert grown == sorted(grown, key=lambda one: one.opened_at)
    assert [one.closed_at for one in grown[:60]].count(None) == 0
    assert all(one.closed_at is None or one.closed_at <= NOON for one in grown)


def test_a_missing_file_is_said_with_the_way_to_name_it(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="--data or ALO153_BENCH_DATA"):
        source.find(str(tmp_path / "nothing.gz"))


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"title": "no report"}\n'))
    with pytest.raises(BenchError, match="does not hold reports"):
        source.read(path)


def test_a_grown_case_has_what_an_opened_one_has(reports: list[Report], town: Town) -> None:
    before = indexes()
    growing.grow(source.grow(reports, 100, until=NOON), town)
    assert indexes() == before
    grown = Case.objects.exclude(reporter=None).filter(state="forwarded", contact_wish="sms")[0]
    opened = cast.open_case("Çınarın dalları lambayı kapatıyor.")
    assert names(grown) == names(opened)
    assert empty(grown) == empty(opened) - {"form_token"}
    assert grown.clocks.get().entries.count() == opened.clocks.get().entries.count() == 1
    assert grown.due_at == grown.promised_at == grown.clocks.get().due_at
    assert receipts(grown) == receipts(opened) == 1


def indexes() -> list[tuple[str, str]]:
    """List what every table is found by; of partitions PostgreSQL chooses the names itself.

    It writes the casts of a condition otherwise than it reads them, so they are left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            r"SELECT tablename, regexp_replace(regexp_replace(indexdef, ' INDEX \S+ ', ' '),"
            r" '::character varying|::text|\[\]|[()]', '', 'g')"
            " FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2"
        )
        return list(cursor.fetchall())


def test_every_phase_is_measured(
    reports: list[Report],
    town: Town,
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    database = connection.get_connection_params()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    place = Place(tmp_path, psycopg.conninfo.make_conninfo(**_only_where(database)))
    place.programs = {"web": [os.getpid()], "database": [backend]}
    server = WebServer()
    place.web_urls = [server.start()]
    try:
        bench.grow(place, town, reports, 200)
        bench.ask(place, town, reports, times=2)
    finally:
        server.stop()
    printed = capsys.readouterr().out
    assert place.grown == 200
    for words in ("create: the verb", "the whole POST", "inbox", "ten terms", "tracking page"):
        assert f"{words}" in printed
    assert "at least 100" in printed


def _only_where(parameters: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in parameters.items()
        if name in {"dbname", "user", "password", "host", "port"}
    }


def names(case: Case) -> set[str]:
    """Return what happened to a case."""
    return {event.name for event in events.history(case)}


def empty(case: Case) -> set[str]:
    """Return the columns that hold nothing."""
    fields = [field.attname for field in case._meta.concrete_fields]
    return {name for name in fields if getattr(case, name) is None} - {"lat", "lon", "unit_id"}


def receipts(case: Case) -> int:
    """Count the receipts that went to the citizen."""
    return about(About.row(case)).filter(purpose="receipt").count()
