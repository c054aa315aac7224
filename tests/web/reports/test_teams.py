"""A supervisor reads a report by team, keeps it, and takes it along."""

from __future__ import annotations

import html
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from tests import cast

from alo153.city import actions as city
from alo153.reports.actions.rollup.dividing import divide_all
from alo153.reports.models import ContactDay, SavedReport

pytestmark = pytest.mark.django_db
TUESDAY, DAY = cast.AT.date(), timedelta(days=1)
QUERY = "since=2026-11-24&until=2026-11-25&by=team&figures=answered&figures=talk_time"


@pytest.fixture
def hakan() -> Client:
    """Elif is in Mavi on Tuesday and in no team on Wednesday; a call on each day."""
    yasin, elif_ = cast.staff("yasin"), cast.staff("elif")
    blue = city.form_team(name="Mavi", lead=cast.staff("hakan"), by=yasin, at=cast.AT - 9 * DAY)
    city.move_to_team(user=elif_, team=blue, by=yasin, at=cast.AT - 9 * DAY)
    city.end_team(team=blue, by=yasin, at=cast.AT + DAY)
    for days, seconds in ((0, 60), (1, 200)):
        ContactDay.objects.create(
            day=TUESDAY + days * DAY,
            queue="general",
            agent=elif_.pk,
            channel="phone",
            answered=1,
            handled=1,
            talk_ms=seconds * 1_000,
        )
    divide_all()
    client = Client()
    client.force_login(cast.staff("hakan"))
    return client


def lines(client: Client, query: str) -> list[str]:
    file = client.get(f"/reports/?{query}&as=csv")
    return file.content.decode().lstrip("\ufeff").splitlines()


def test_rows_may_be_teams_and_an_ended_one_keeps_its_name(hakan: Client) -> None:
    shown = html.unescape(hakan.get(f"/reports/?{QUERY}").content.decode())
    assert '<th scope="col">Ekip</th>' in " ".join(shown.split())
    assert lines(hakan, QUERY)[1:] == ["yok;1;200.0", "Mavi;1;60.0", "Toplam;2;130.0"]


def test_a_report_may_be_narrowed_to_a_team_of_now(hakan: Client) -> None:
    yasin = cast.staff("yasin")
    green = city.form_team(name="Yeşil", lead=cast.staff("hakan"), by=yasin, at=cast.AT + DAY)
    city.move_to_team(user=cast.staff("elif"), team=green, by=yasin, at=cast.AT + DAY)
    divide_all()
    by_day = QUERY.replace("by=team", "by=day")
    found = lines(hakan, f"{by_day}&team={green.pk}")
    assert found[1:] == ["25.11.2026 Çrş;1;200.0", "Toplam;1;200.0"]
    shown = html.unescape(hakan.get(f"/reports/?{by_day}&team={green.pk}").content.decode())
    assert f'<option value="{green.pk}" selected>Yeşil</option>' in shown
    assert ">Mavi</option>" not in shown


def test_a_report_by_team_is_taken_along_for_paper_and_as_a_spreadsheet(hakan: Client) -> None:
    paper = hakan.get(f"/reports/?{QUERY}&as=pdf")
    assert paper.content.startswith(b"%PDF")
    sheet = ZipFile(BytesIO(b"".join(hakan.get(f"/reports/?{QUERY}&as=xlsx"))))
    assert "Mavi" in "".join(sheet.read(name).decode() for name in sheet.namelist())


def test_a_report_by_team_is_kept_under_a_name(hakan: Client) -> None:
    hakan.post("/reports/saved/", {"name": "Ekipler", "query": QUERY})
    kept = SavedReport.objects.get()
    assert lines(hakan, f"saved={kept.pk}") == lines(hakan, QUERY)
