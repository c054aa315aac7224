"""Facts leave as files that another tool reads, whole or not at all."""

from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.core.management import CommandError, call_command
from tests import cast

from alo153.city.models import Topic
from alo153.reports.models import ContactDay, ContactHalfHour, MatterDay

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)
NINE = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def read(question: str) -> list[Any]:
    """Ask as a city's BI tool does."""
    with duckdb.connect() as engine:
        return engine.sql(question).fetchall()


def test_facts_and_the_names_of_their_keys_are_written(tmp_path: Path) -> None:
    facts = {"queue": "general", "agent": 7, "channel": "phone", "offered": 12}
    ContactDay.objects.create(day=TUESDAY, **facts)
    ContactHalfHour.objects.create(begins_at=NINE, **facts)
    folder, out = tmp_path / "facts", StringIO()
    call_command("export_facts", str(folder), stdout=out)
    day = read(f"SELECT day, queue, offered FROM '{folder}/contact_days.parquet'")
    assert day == [(TUESDAY, "general", 12)]
    half = read(f"SELECT epoch(begins_at), agent FROM '{folder}/contact_half_hours.parquet'")
    assert half == [(NINE.timestamp(), 7)]
    names = read(f"SELECT name FROM '{folder}/units.parquet'")
    assert (cast.unit("park-ve-bahceler").name,) in names
    assert "contact_days.parquet: " in out.getvalue()
    assert {each.suffix for each in folder.iterdir()} == {".parquet"}


def test_a_table_without_a_row_has_its_columns_all_the_same(tmp_path: Path) -> None:
    call_command("export_facts", str(tmp_path), stdout=StringIO())
    matters = f"'{tmp_path}/matter_days.parquet'"
    assert read(f"SELECT sum(opened) FROM {matters} WHERE day > DATE '2026-01-01'") == [(None,)]


def test_an_empty_name_stays_empty_and_is_not_unknown(tmp_path: Path) -> None:
    ContactDay.objects.create(day=TUESDAY, queue="", agent=0, channel="phone")
    call_command("export_facts", str(tmp_path), stdout=StringIO())
    assert read(f"SELECT queue = '' FROM '{tmp_path}/contact_days.parquet'") == [(True,)]


def test_what_comes_late_and_in_quotes_is_read_as_what_stands_before_it(tmp_path: Path) -> None:
    # An engine that guesses how a file is written looks at its first 20,480 lines
    ContactDay.objects.bulk_create(
        ContactDay(day=TUESDAY, queue="general", agent=agent, channel="phone")
        for agent in range(21_000)
    )
    for queue in ("", 'the "new" one, for now'):
        ContactDay.objects.create(day=date(2026, 11, 25), queue=queue, agent=0, channel="phone")
    call_command("export_facts", str(tmp_path), stdout=StringIO())
    queues = read(f"SELECT DISTINCT queue FROM '{tmp_path}/contact_days.parquet' ORDER BY queue")
    assert queues == [("",), ("general",), ('the "new" one, for now',)]


def test_a_confidential_topic_is_exported_without_its_place(tmp_path: Path) -> None:
    place = cast.neighborhood("izmit/yahyakaptan")
    open_topic, closed = cast.topic("agac-budama"), Topic.objects.filter(confidential=True)[0]
    for topic in (open_topic, closed):
        MatterDay.objects.create(
            day=date(2026, 11, 24),
            unit=0,
            topic=topic.pk,
            kind="complaint",
            district=place.district_id,
            neighborhood=place.pk,
            channel="phone",
            opened=1,
        )
    call_command("export_facts", str(tmp_path), stdout=StringIO())
    rows = read(
        f"SELECT topic, district, neighborhood, opened FROM '{tmp_path}/matter_days.parquet'"
    )
    assert sorted(rows) == sorted(
        [(open_topic.pk, place.district_id, place.pk, 1), (closed.pk, 0, 0, 1)]
    )


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="file"):
        call_command("export_facts", str(tmp_path / "file"))
