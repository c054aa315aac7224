"""Reports are kept, shared and sent; the year, the law and the map are one click away."""

from __future__ import annotations

import html
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from tests import cast

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.city.models import CaseKind
from alo153.core.clock import now
from alo153.core.ttl_cache import forget_cached
from alo153.notices.actions import Told
from alo153.notices.models import StaffNotice
from alo153.reports.actions import saving
from alo153.reports.models import ContactDay, MatterDay, SavedReport
from alo153.web.reports.tasks import words_of

pytestmark = pytest.mark.django_db
QUERY = "subject=contacts&range=last_month&by=day&figures=offered&figures=answered"


def browser(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def kept(client: Client, **more: str) -> SavedReport:
    client.post("/reports/saved/", {"name": "Aylık", "query": QUERY} | more)
    return SavedReport.objects.get()


def matter(day: date, kind: str, **measures: int) -> None:
    place = cast.neighborhood("izmit/yahyakaptan")
    MatterDay.objects.create(
        day=day,
        unit=cast.unit("park-ve-bahceler").pk,
        topic=cast.topic("agac-budama").pk,
        kind=kind,
        district=place.district_id,
        neighborhood=place.pk,
        channel="phone",
        **measures,
    )


def test_a_report_is_kept_under_a_name_and_shared() -> None:
    hakan, derya = browser("hakan"), browser("derya")
    report = kept(hakan)
    assert "Aylık" not in page(derya, "/reports/")
    assert kept(hakan, shared="on").pk == report.pk
    assert "Aylık" in page(derya, "/reports/")
    derya.post(f"/reports/saved/{report.pk}/drop/")
    assert SavedReport.objects.exists()
    hakan.post(f"/reports/saved/{report.pk}/drop/")
    assert not SavedReport.objects.exists()


def test_a_report_without_a_name_is_not_kept_and_its_view_stays() -> None:
    hakan = browser("hakan")
    answer = hakan.post("/reports/saved/", {"name": "", "query": QUERY})
    assert answer["Location"] == f"/reports/?{QUERY}"
    assert "Rapora bir ad verin" in page(hakan, answer["Location"])


def test_a_weekly_report_is_sent_on_monday_morning_to_whoever_wants_it() -> None:
    hakan, derya = browser("hakan"), browser("derya")
    report = kept(hakan, shared="on", schedule="weekly")
    derya.post(f"/reports/saved/{report.pk}/sending/", {"wanted": "1"})
    # A Tuesday in Kocaeli, and the Monday after it at seven
    tuesday = datetime(2026, 11, 24, 7, tzinfo=UTC)
    monday = datetime(2026, 11, 30, 4, tzinfo=UTC)
    assert saving.next_sending(SavedReport.Schedule.WEEKLY, tuesday) == monday
    SavedReport.objects.update(next_at=monday)
    assert saving.send_due(told=words_of, at=monday) == 1
    assert saving.send_due(told=words_of, at=monday) == 0
    told = StaffNotice.objects.order_by("reader__username")
    assert [notice.reader.username for notice in told] == ["derya", "hakan"]
    assert "Gelen: 0" in told[0].text
    report.refresh_from_db()
    assert report.next_at == datetime(2026, 12, 7, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "counts"), [("", True), ("range=7&", True), ("range=yesterday&", False)]
)
def test_a_report_that_is_sent_each_week_has_seven_whole_days(days: str, counts: bool) -> None:
    today = city.today(now())
    for before, offered in ((7, 8), (0, 100)):
        ContactDay.objects.create(
            day=today - timedelta(days=before),
            queue="general",
            agent=0,
            channel="phone",
            offered=offered,
        )
    query = f"subject=contacts&{days}figures=offered"
    browser("hakan").post("/reports/saved/", {"name": "Hafta", "query": query})
    # Without today, of which a morning has the night alone
    assert words_of(SavedReport.objects.get()).lines[1] == f"Gelen: {8 if counts else 0}"


def test_the_link_of_a_mail_shows_the_days_of_the_mail_whenever_it_is_read() -> None:
    today, hakan = city.today(now()), browser("hakan")
    for before in (1, 0):
        day = today - timedelta(days=before)
        ContactDay.objects.create(day=day, queue="general", agent=0, channel="phone", offered=8)
    kept(hakan, query="subject=contacts&range=7&figures=offered", shared="on")
    told = words_of(SavedReport.objects.get())
    for reader in (hakan, browser("derya")):
        shown = page(reader, told.path)
        assert told.lines[0] in shown
        assert f"until={today - timedelta(days=1)}" in shown, "the files are of the same days"
    assert page(hakan, f"{told.path}&as=csv").splitlines()[-1] == "Toplam;8"


def test_a_report_that_is_shared_no_more_is_sent_to_its_owner_alone() -> None:
    report = kept(browser("hakan"), shared="on", schedule="daily")
    browser("derya").post(f"/reports/saved/{report.pk}/sending/", {"wanted": "1"})
    SavedReport.objects.update(shared=False, next_at=now())
    saving.send_due(told=words_of, at=now())
    assert [notice.reader.username for notice in StaffNotice.objects.all()] == ["hakan"]


def test_a_report_about_somebody_who_left_is_still_shown_and_sent() -> None:
    elif_, day = cast.staff("elif"), city.today(now()) - timedelta(days=1)
    ContactDay.objects.create(
        day=day, queue="general", agent=elif_.pk, channel="phone", offered=8, answered=8
    )
    hakan = browser("hakan")
    query = f"subject=contacts&range=yesterday&by=day&agent={elif_.pk}&figures=answered"
    hakan.post("/reports/saved/", {"name": "Elif", "query": query, "schedule": "daily"})
    report = SavedReport.objects.get()
    User.objects.filter(pk=elif_.pk).update(is_active=False)
    assert ";8" in page(hakan, f"/reports/?saved={report.pk}&as=csv")
    assert elif_.full_name in page(hakan, f"/reports/?saved={report.pk}")
    SavedReport.objects.update(next_at=now())
    saving.send_due(told=words_of, at=now())
    assert "Karşılanan: 8" in StaffNotice.objects.get().text


def test_a_shared_report_of_somebody_who_left_is_deleted_by_whoever_finds_it() -> None:
    hakan, derya = browser("hakan"), browser("derya")
    report = kept(hakan, shared="on")
    address = f"/reports/saved/{report.pk}/drop/"
    assert address not in page(derya, "/reports/")
    assert derya.post(address).status_code == 404
    User.objects.filter(username="hakan").update(is_active=False)
    assert address in page(derya, "/reports/")
    derya.post(address)
    assert not SavedReport.objects.exists()


def test_a_report_that_cannot_be_counted_holds_up_no_other() -> None:
    hakan = browser("hakan")
    for name in ("Bozuk", "Sağlam"):
        hakan.post("/reports/saved/", {"name": name, "query": QUERY, "schedule": "daily"})
    SavedReport.objects.update(next_at=now())

    def told(report: SavedReport) -> Told:
        if report.name == "Bozuk":
            raise KeyError(report.name)
        return words_of(report)

    assert saving.send_due(told=told, at=now()) == 1
    assert [notice.title for notice in StaffNotice.objects.all()] == ["Sağlam"]
    assert SavedReport.objects.get(name="Bozuk").next_at <= now(), "it is tried again"


def test_the_year_and_what_the_law_asks_for() -> None:
    year = city.today(now()).year
    ContactDay.objects.create(
        day=date(year, 1, 5), queue="general", agent=0, channel="phone", contacts_in=1_200
    )
    matter(date(year, 1, 5), "information", opened=9, came_to_done=5, came_to_refused=2)
    matter(date(year, 1, 6), "request", opened=30)
    hakan = browser("hakan")
    shown = page(hakan, f"/reports/yearly/{year}/")
    assert "1.200" in shown
    assert "Ağaç budama" in shown
    law = hakan.get(f"/reports/information/{year}/?as=csv").content.decode("utf-8-sig")
    assert law.splitlines()[1:4] == [
        "a;Bilgi edinme başvurusu;9",
        "b;Olumlu yanıtlanan;5",
        "c;Reddedilen;2",
    ]
    for path in (f"yearly/{year}/", f"information/{year}/", ""):
        paper = hakan.get(f"/reports/{path}?as=pdf")
        assert paper["Content-Type"] == "application/pdf"
        assert paper.content.startswith(b"%PDF-")
    assert hakan.get(f"/reports/yearly/{year + 1}/").status_code == 404


def test_a_city_under_another_law_has_no_report_for_the_turkish_board() -> None:
    year, hakan = city.today(now()).year, browser("hakan")
    assert "BEDK" in page(hakan, f"/reports/yearly/{year}/")
    CaseKind.objects.update(law="Bay County Public Records Ordinance, section 7")
    forget_cached()
    assert "BEDK" not in page(hakan, f"/reports/yearly/{year}/")
    assert hakan.get(f"/reports/information/{year}/").status_code == 404


def test_the_map_shows_requests_for_a_thousand_people() -> None:
    place = cast.neighborhood("izmit/yahyakaptan")
    assert place.population
    matter(city.today(now()), "request", opened=25)
    rate = round(1_000 * 25 / place.population, 1)
    shown = page(browser("gulay"), "/reports/places/")
    assert f"Yahyakaptan (İzmit): 25 · {rate}".replace(".", ",") in shown
    assert "shade-0" in shown


def test_requests_of_a_neighborhood_that_is_retired_are_listed_too() -> None:
    place, hakan = cast.neighborhood("izmit/yahyakaptan"), browser("hakan")
    place.retired_at = now()
    place.save(update_fields=["retired_at"])
    forget_cached()
    assert "Yahyakaptan" not in page(hakan, "/reports/places/")
    matter(city.today(now()), "request", opened=25)
    shown = " ".join(page(hakan, "/reports/places/").split())
    assert 'Yahyakaptan <span class="chip">kaldırıldı</span>' in shown
    # Its area and its people are another neighborhood's now
    assert "Yahyakaptan (İzmit): 25" not in shown
    rows = page(hakan, "/reports/places/?as=csv").splitlines()
    assert "İzmit;Yahyakaptan (kaldırıldı);;25;" in rows
