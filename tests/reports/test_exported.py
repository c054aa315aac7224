"""Facts leave as files that another tool reads, whole or not at all."""

import csv
import gzip
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests import cast

from alo153.city.models import Topic
from alo153.reports.models import ContactDay, MatterDay

pytestmark = pytest.mark.django_db


def test_facts_and_the_names_of_their_keys_are_written(tmp_path: Path) -> None:
    ContactDay.objects.create(
        day=date(2026, 11, 24), queue="general", agent=7, channel="phone", offered=12
    )
    out = StringIO()
    call_command("export_facts", str(tmp_path / "facts"), stdout=out)
    with gzip.open(tmp_path / "facts" / "contact_days.csv.gz", "rt", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert (row["day"], row["queue"], row["offered"]) == ("2026-11-24", "general", "12")
    with gzip.open(tmp_path / "facts" / "units.csv.gz", "rt", encoding="utf-8") as file:
        names = [unit["name"] for unit in csv.DictReader(file)]
    assert cast.unit("park-ve-bahceler").name in names
    assert "contact_days.csv.gz: " in out.getvalue()
    assert list((tmp_path / "facts").glob("*.part")) == []


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
    with gzip.open(tmp_path / "matter_days.csv.gz", "rt", encoding="utf-8") as file:
        rows = {row["topic"]: row for row in csv.DictReader(file)}
    places = {key: (row["district"], row["neighborhood"]) for key, row in rows.items()}
    assert places == {
        str(open_topic.pk): (str(place.district_id), str(place.pk)),
        str(closed.pk): ("0", "0"),
    }
    assert rows[str(closed.pk)]["opened"] == "1"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="file"):
        call_command("export_facts", str(tmp_path / "file"))
