"""The pages of reports, with a month of figures: the chart, the table below it, the map."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.opened import Opened, leaving

from alo153.city import queries as city
from alo153.city.actions import form_team, move_to_team
from alo153.city.models import Neighborhood
from alo153.core.clock import now
from alo153.reports.actions.rollup.dividing import divide_all
from alo153.reports.models import ContactDay, MatterDay

pytestmark = pytest.mark.journey
A4 = 718
"""The width of the paper without its margins, in pixels of CSS."""


def a_month() -> None:
    """Write what was counted of thirty days, more on each day than on the one before."""
    today, agent = city.today(now()), cast.staff("elif").pk
    topic, unit = cast.topic("agac-budama").pk, cast.unit("park-ve-bahceler").pk
    places = list(Neighborhood.objects.order_by("pk")[:60])
    for number in range(30):
        day, many = today - timedelta(days=29 - number), 40 + 3 * number
        ContactDay.objects.create(
            day=day,
            queue="general",
            agent=agent,
            channel="phone",
            contacts_in=many,
            offered=many,
            answered=many - 4,
            abandoned=4,
            answered_20=many - 10,
            waited_answered_ms=9_000 * many,
            handled=many - 4,
            talk_ms=150_000 * many,
            wrap_up_ms=20_000 * many,
            talking_ms=150_000 * many,
            ready_ms=60_000 * many,
        )
        for place in places[: number * 2]:
            MatterDay.objects.create(
                day=day,
                unit=unit,
                topic=topic,
                kind="request",
                district=place.district_id,
                neighborhood=place.pk,
                channel="phone",
                opened=1 + place.pk % 7,
                closed=1,
            )
    divide_all()


def a_team() -> None:
    """Let Elif be in a team since two weeks."""
    yasin, since = cast.staff("yasin"), now() - timedelta(days=14)
    blue = form_team(name="Mavi", lead=cast.staff("hakan"), by=yasin, at=since)
    move_to_team(user=cast.staff("elif"), team=blue, by=yasin, at=since)


def on_paper(page: Page) -> None:
    """See that a printed report is its chart and its whole table, without any control."""
    page.goto("/reports/?range=30&compared=week")
    expect(page.locator("[data-plot] canvas")).to_be_visible()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4, "height": 1_000})
    expect(page.locator("[data-plot] canvas")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Toplam")).to_be_visible()
    for control in ("Satırlar", "Grafikteki gösterge"):
        expect(page.get_by_label(control)).to_be_hidden()
    for words in ("Grafikteki gösterge", "Bu raporu kaydet", "Yazdırmak için (PDF)"):
        expect(page.get_by_text(words)).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= A4
    wide = page.locator(".table-wrap")
    assert wide.evaluate("it => it.scrollWidth <= it.clientWidth"), "no column is cut off"


def test_a_report_is_drawn_above_its_table_and_fits_every_window(opened: Opened) -> None:
    a_month()
    page = opened.page("/reports/?range=30&compared=week", "hakan")
    drawn = page.locator("[data-plot]")
    expect(drawn.locator("canvas")).to_be_visible()
    expect(drawn).to_have_attribute("aria-label", "Gelen")
    assert opened.looks.at(page, "report") == []
    page.get_by_label("Grafikteki gösterge").select_option(label="Ortalama yanıtlama süresi")
    expect(drawn).to_have_attribute("aria-label", "Ortalama yanıtlama süresi")
    page.get_by_label("Satırlar").select_option("agent")
    with leaving(page):
        page.get_by_role("button", name="Göster").click()
    expect(page.get_by_role("rowheader", name="Elif Yıldız")).to_be_visible()
    page.get_by_text("Bu raporu kaydet").click()
    page.get_by_label("Raporun adı").fill("Temsilciler")
    page.get_by_role("button", name="Kaydet").click()
    expect(page.get_by_role("link", name="Temsilciler")).to_be_visible()
    on_paper(page)


def test_a_report_has_a_row_for_each_team_and_is_narrowed_to_one(opened: Opened) -> None:
    a_team()
    a_month()
    page = opened.page("/reports/?range=30", "hakan")
    page.get_by_label("Satırlar").select_option("team")
    with leaving(page):
        page.get_by_role("button", name="Göster").click()
    for name in ("Mavi", "yok"):
        expect(page.get_by_role("rowheader", name=name)).to_be_visible()
    expect(page.locator("[data-plot] canvas")).to_be_visible()
    page.get_by_text("Süzgeç ve göstergeler").click()
    page.get_by_label("Ekip").select_option("Mavi")
    with leaving(page):
        page.get_by_role("button", name="Göster").click()
    expect(page.get_by_role("rowheader", name="yok")).to_have_count(0)
    assert opened.looks.at(page, "report-team") == []


def test_the_year_and_the_map_fit_every_window(opened: Opened) -> None:
    a_month()
    page = opened.page("/reports/places/", "gulay")
    expect(page.locator(".report-map path.shade-4").first).to_be_visible()
    assert opened.looks.at(page, "report-map") == []
    page.get_by_role("link", name="Yıllık rapor").click()
    expect(page.get_by_role("heading", name="Konulara göre başvurular").first).to_be_visible()
    assert opened.looks.at(page, "report-year") == []
    page.get_by_role("link", name="Bilgi edinme (BEDK)").click()
    assert opened.looks.at(page, "report-information") == []
