"""A supervisor asks for figures, compares them, and takes them along."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from pypdf import PdfReader
from tests import cast

from alo153.city import queries as city
from alo153.city.models import CaseKind, Neighborhood, Topic
from alo153.core.clock import now
from alo153.reports.models import ContactDay, ContactHalfHour, MatterDay, SavedReport
from alo153.reports.queries import yearly
from alo153.web.reports.tasks import words_of

pytestmark = pytest.mark.django_db


def counted(day: date, **measures: int) -> None:
    """Write what was counted of a day's calls; none of a person."""
    agent = cast.staff("elif").pk
    ContactDay.objects.create(day=day, queue="general", agent=agent, channel="phone", **measures)


def page(query: str = "", username: str = "hakan", status: int = 200) -> str:
    browser = Client()
    browser.force_login(cast.staff(username))
    answer = browser.get(f"/reports/{query}")
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def lines(query: str) -> list[str]:
    return page(f"{query}&as=csv").lstrip("\ufeff").splitlines()


def on_paper(query: str) -> str:
    browser = Client()
    browser.force_login(cast.staff("hakan"))
    answer = browser.get(f"/reports/{query}&as=pdf")
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


def test_the_last_seven_days_are_shown_by_day() -> None:
    today = city.today(now())
    counted(today, offered=10, answered=8, answered_20=6, waited_answered_ms=80_000)
    counted(today - timedelta(days=7), offered=4, answered=4)
    shown = page()
    assert "Karşılanan" in shown
    assert "60,0" in shown
    assert "0:10" in shown
    assert (today - timedelta(days=7)).strftime("%d.%m.%Y") not in shown


def test_the_week_before_stands_beside_each_figure() -> None:
    counted(date(2026, 11, 24), offered=10, answered=9)
    counted(date(2026, 11, 17), offered=8, answered=4)
    asked = "?since=2026-11-24&until=2026-11-24&compared=week&figures=offered&figures=answered"
    assert lines(asked)[1:] == ["24.11.2026 Sal;10;8;9;4", "Toplam;10;8;9;4"]
    shown = page(asked)
    assert "Alttaki küçük sayılar bir önceki haftaya ait." in shown
    assert shown.count('aria-current="page">Rapor hazırla') == 1


def test_a_comparison_with_days_of_which_nothing_was_counted_says_so_once() -> None:
    counted(date(2026, 11, 24), offered=10, answered=9)
    shown = page("?since=2026-11-24&until=2026-11-24&compared=year&figures=offered")
    assert "Karşılaştırılacak dönemin sayıları yok." in shown
    assert "önceki yıla ait" not in shown


def test_a_year_is_written_as_one_and_each_of_its_tables_named_once() -> None:
    counted(date(2026, 11, 24), offered=10, answered=9)
    shown = page("yearly/2026/")
    assert '<h1 class="page-title">2026 yılı raporu</h1>' in shown
    assert shown.count("Kuyruklara göre çağrılar") == 1


def test_a_row_that_says_nothing_is_left_out() -> None:
    counted(date(2026, 11, 24), offered=10, answered=9)
    ContactDay.objects.create(
        day=date(2026, 11, 24), queue="", agent=0, channel="", ready_ms=60_000
    )
    asked = "?since=2026-11-24&until=2026-11-24&by=channel&figures=offered&figures=answered"
    assert lines(asked)[1:] == ["telefon;10;9", "Toplam;10;9"]


def test_rows_may_be_agents_and_narrowed_to_a_queue() -> None:
    counted(date(2026, 11, 24), offered=10, answered=9)
    asked = "?since=2026-11-01&until=2026-11-30&by=agent&figures=answered"
    assert lines(asked)[1] == "Elif Yıldız;9"
    assert lines(f"{asked}&queue=general")[-1] == "Toplam;9"


def test_an_hour_holds_two_half_hours_of_the_city_s_clock() -> None:
    for minute, offered in ((0, 3), (30, 4)):
        at = datetime(2026, 11, 24, 7, minute, tzinfo=UTC)
        ContactHalfHour.objects.create(
            begins_at=at, queue="general", agent=0, channel="phone", offered=offered
        )
    asked = "?since=2026-11-24&until=2026-11-24&figures=offered&by="
    assert lines(f"{asked}half_hour")[1:3] == ["24.11.2026 10:00;3", "24.11.2026 10:30;4"]
    assert lines(f"{asked}hour")[1] == "24.11.2026 10:00;7"


def test_open_cases_go_on_from_the_days_before() -> None:
    unit, topic = cast.unit("park-ve-bahceler").pk, cast.topic("agac-budama").pk
    for day, opened, closed in ((1, 5, 0), (24, 3, 2), (25, 0, 1)):
        MatterDay.objects.create(
            day=date(2026, 11, day),
            unit=unit,
            topic=topic,
            kind="request",
            district=0,
            neighborhood=0,
            channel="phone",
            opened=opened,
            closed=closed,
        )
    asked = "?subject=matters&since=2026-11-24&until=2026-11-25&figures=open_cases"
    assert [line.split(";")[1] for line in lines(asked)[1:]] == ["6", "5", "5"]
    by_unit = lines(f"{asked}&by=unit")
    assert by_unit[1] == f"{cast.unit('park-ve-bahceler').name};5"


def test_open_cases_of_a_day_on_which_nothing_happened_are_those_of_the_days_before() -> None:
    MatterDay.objects.create(
        day=date(2026, 11, 24),
        unit=cast.unit("park-ve-bahceler").pk,
        topic=cast.topic("agac-budama").pk,
        kind="request",
        district=0,
        neighborhood=0,
        channel="phone",
        opened=5,
    )
    asked = "?subject=matters&since=2026-11-25&until=2026-11-25&figures=open_cases"
    assert lines(f"{asked}&by=unit")[-1] == "Toplam;5"
    assert lines(asked)[-1] == "Toplam;5"


def test_open_cases_that_are_overdue_go_on_from_the_days_before_as_all_open_ones_do() -> None:
    parks, topic = cast.unit("park-ve-bahceler"), cast.topic("agac-budama").pk
    for day, opened, told, left in ((1, 10, 4, 0), (24, 0, 2, 1), (25, 0, 0, 3)):
        MatterDay.objects.create(
            day=date(2026, 11, day),
            unit=parks.pk,
            topic=topic,
            kind="request",
            district=0,
            neighborhood=0,
            channel="phone",
            opened=opened,
            overdue_entered=told,
            overdue_left=left,
        )
    asked = "?subject=matters&since=2026-11-24&until=2026-11-25&figures=open_overdue"
    assert [line.split(";")[1] for line in lines(asked)[1:]] == ["5", "2", "2"]
    both = lines(f"{asked}&figures=open_cases")
    assert both[0].split(";")[1:] == ["Yöneticisine bildirilen, açık", "Dönem sonunda açık"]
    assert both[1:] == ["24.11.2026 Sal;5;10", "25.11.2026 Çrş;2;10", "Toplam;2;10"]
    assert lines(f"{asked}&figures=open_cases&by=unit")[1] == f"{parks.name};2;10"


@pytest.mark.parametrize("by", ["topic", "kind", "district", "neighborhood"])
def test_rows_may_be_topics_kinds_and_places(by: str) -> None:
    place = Neighborhood.objects.select_related("district").order_by("pk")[0]
    topic = cast.topic("agac-budama")
    for opened, where in ((5, place.pk), (2, 0)):
        MatterDay.objects.create(
            day=date(2026, 11, 24),
            unit=0,
            topic=topic.pk if where else 0,
            kind="request" if where else "complaint",
            district=place.district_id if where else 0,
            neighborhood=where,
            channel="phone",
            opened=opened,
        )
    asked = f"?subject=matters&since=2026-11-24&until=2026-11-24&figures=opened&by={by}"
    names = {
        "topic": topic.name,
        "kind": CaseKind.objects.get(slug="request").name,
        "district": place.district.name,
        "neighborhood": place.name,
    }
    rows = dict(line.rsplit(";", 1) for line in lines(asked)[1:])
    assert (rows.pop("Toplam"), len(rows)) == ("7", 2)
    assert next(count for name, count in rows.items() if names[by] in name) == "5"


@pytest.mark.parametrize(
    "asked",
    [
        "by=neighborhood&topic={topic}",
        "by=topic&neighborhood={place}",
        "by=unit&neighborhood={place}",
        "by=district&unit={unit}",
        "by=day&topic={topic}&district={district}",
    ],
)
def test_no_report_says_where_a_confidential_matter_is(asked: str) -> None:
    place = Neighborhood.objects.select_related("district").order_by("pk")[0]
    keys = {
        "topic": Topic.objects.filter(confidential=True)[0].pk,
        "unit": cast.unit("park-ve-bahceler").pk,
        "district": place.district_id,
    }
    day = date(2026, 11, 24)
    MatterDay.objects.create(
        day=day, kind="request", channel="phone", neighborhood=place.pk, opened=1, **keys
    )
    query = "?subject=matters&since=2026-11-24&until=2026-11-24&figures=opened&figures=open_cases&"
    narrowed, said = query + asked.format(place=place.pk, **keys), "Gizli konular burada sayılmaz"
    counts, note = lines(narrowed)[1:]
    assert counts == "Toplam;0;0"
    # The page, the file, paper and the mail say so
    assert note.startswith(said)
    assert said in page(narrowed)
    assert said in on_paper(narrowed)
    report = SavedReport(name="Gizli", query=narrowed[1:])
    assert words_of(report).lines[-1].startswith(said)
    # By place alone, and by topic alone, it counts
    for of in ("neighborhood", "topic"):
        assert lines(f"{query}by={of}")[-1] == "Toplam;1;1"


def test_the_year_before_is_the_same_days_of_the_week_and_of_months_the_calendar_year() -> None:
    counted(date(2026, 11, 24), offered=10)
    counted(date(2025, 11, 25), offered=7)
    day = "?since=2026-11-24&until=2026-11-24&compared=year&figures=offered"
    assert lines(day)[1] == "24.11.2026 Sal;10;7"
    counted(date(2025, 11, 1), offered=2)
    month = "?since=2026-11-01&until=2026-11-30&by=month&compared=year&figures=offered"
    assert lines(month)[-1] == "Toplam;10;9"
    assert "Alttaki küçük sayılar bir önceki yıla ait." in page(day)


def test_months_are_not_compared_with_the_week_before_and_the_page_says_so() -> None:
    counted(date(2026, 11, 24), offered=10)
    counted(date(2026, 10, 31), offered=7)
    asked = "?since=2026-11-01&until=2026-11-30&by=month&figures=offered&compared="
    assert lines(f"{asked}week") == ["Ay;Gelen", "Kasım 2026;10", "Toplam;10"]
    assert "Ayların bir önceki haftası olmaz" in page(f"{asked}week")
    assert "Ayların bir önceki haftası olmaz" not in page(f"{asked}year")


def test_each_table_of_the_yearly_report_stands_next_to_the_whole_year_before() -> None:
    # A Thursday, and the last day of the year before
    counted(date(2026, 1, 1), contacts_in=5)
    counted(date(2025, 1, 1), contacts_in=3)
    counted(date(2025, 12, 31), contacts_in=4)
    months, channels, *_others = yearly.sections(2026, within=20, short=5)
    for section in (months, channels):
        contacts = section.table.total.cells[0]
        assert (contacts.value, contacts.before) == (5, 7)
    # The leap day belongs to the February before
    counted(date(2024, 2, 29), contacts_in=2)
    asked = "?since=2025-02-01&until=2025-02-28&compared=year&figures=contacts"
    assert lines(f"{asked}&by=channel")[-1] == lines(f"{asked}&by=month")[-1] == "Toplam;0;2"


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (20, "Servis seviyesi: 20 saniye içinde yanıtlanan."),
        (25, "Servis seviyesi: 20 saniye içinde yanıtlanan. Canlı panoda sınır 25 saniye."),
    ],
)
def test_each_service_level_says_its_limit(
    own: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = replace(city.center_times(), answer_within_seconds=own)
    monkeypatch.setattr(city, "center_times", lambda: times)
    counted(date(2026, 11, 24), offered=10, answered=8, answered_20=6)
    day = "?since=2026-11-24&until=2026-11-24&figures="
    asked = f"{day}service_level_strict"
    assert f'<p class="muted small">{said}</p>' in page(asked)
    assert said in on_paper(asked)
    assert lines(asked)[-1] == said
    assert words_of(SavedReport(name="Seviye", query=asked[1:])).lines[-1] == said
    # Contacts by month and by channel, and calls by queue
    assert page("yearly/2026/").count(said) == 3
    assert lines("yearly/2026/?").count(said) == 3
    assert "Servis seviyesi:" not in page(f"{day}offered")


def test_a_report_is_taken_along_as_a_spreadsheet() -> None:
    counted(date(2026, 11, 24), offered=10)
    browser = Client()
    browser.force_login(cast.staff("hakan"))
    file = browser.get("/reports/?since=2026-11-24&until=2026-11-24&figures=offered&as=xlsx")
    sheet = ZipFile(BytesIO(b"".join(file))).read("xl/worksheets/sheet1.xml").decode()
    assert sheet.count("<v>10</v>") == 2, "the day and the sum, as numbers"


def test_a_range_that_ends_before_it_begins_is_said_at_its_field() -> None:
    shown = page("?since=2026-11-24&until=2026-11-20", status=400)
    assert "Son gün ilk günden önce" in shown
    assert 'value="2026-11-20"' in shown


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ("since=0001-01-01&until=0001-01-05", "O kadar eski bir sayı yok"),
        ("since=9999-12-30&until=9999-12-31&by=half_hour", "Bu gün çok ileride"),
    ],
)
def test_a_year_that_is_a_slip_of_the_keyboard_is_said_at_its_field(days: str, said: str) -> None:
    assert said in page(f"?{days}&compared=week", status=400)


def test_agents_see_no_reports() -> None:
    page(username="elif", status=403)
