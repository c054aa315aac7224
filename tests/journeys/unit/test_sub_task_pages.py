"""A tree over a road: Parks leads, Roads cuts the road, and the answer waits for it."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, Route, expect
from tests import cast
from tests.cases import stories
from tests.journeys.opened import Opened, heard
from tests.parts.browser.caught import catch

from alo153.cases import actions
from alo153.cases.models import Case, SubTask
from alo153.city import queries
from alo153.core.clock import now

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def tree(transactional_db: None) -> None:
    """Selin of Parks took a case; Okan works at Roads."""
    cast.staff("okan")
    actions.accept(case=stories.pruning(), by=cast.staff("selin"), at=now())


def _type_on_a_slow_line(page: Page) -> None:
    """Leave the field before its list comes, with words that fit one, none, and several."""
    near = page.get_by_role("combobox", name="Mahalle")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    catch(page, "**/desk/neighborhoods/", hold)
    said = page.locator(".combo-said").last
    for typed, stays, words in [
        ("zzqx", "zzqx", "listede yok"),
        ("Cumhuriyet", "Cumhuriyet", "listeden seçin"),
        ("yahyakap", "Yahyakaptan", "seçili"),
    ]:
        with page.expect_request("**/desk/neighborhoods/"):
            near.fill(typed)
        near.press("Tab")
        expect(said).to_have_text("")
        while held:
            held.pop().continue_()
        expect(said).to_have_text(words)
        expect(near).to_have_value(stays)
        expect(near).to_have_attribute("aria-expanded", "false")
    page.unroute("**/desk/neighborhoods/")
    # Escape closes the list alone; what is typed stays
    near.fill("yeni")
    expect(page.locator("#near-options [role=option]").first).to_be_visible()
    near.press("Escape")
    expect(page.locator("#near-options")).to_be_hidden()
    expect(near).to_have_value("yeni")


def _put_right(opened: Opened, page: Page) -> list[str]:
    """Say by keyboard alone that the tree stands in another neighborhood; return what is wrong."""
    page.get_by_role("link", name="Konu veya yer yanlış").press("Enter")
    near = page.get_by_role("combobox", name="Mahalle")
    near.fill("")
    heard(page).get_by_label("Neden değiştiriliyor").press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Gerekçeyi yazın")
    wrong = opened.looks.at(page, "reclassify")
    page.get_by_role("combobox", name="İlçe").select_option("")
    _type_on_a_slow_line(page)
    wrong += opened.looks.at(page, "reclassify-several")
    near.fill("")
    near.press_sequentially("yenişehir")
    expect(page.get_by_role("option", name="Yenişehir")).to_be_visible()
    near.press("ArrowDown")
    near.press("Enter")
    page.get_by_label("Neden değiştiriliyor").fill("Ağaç Yenişehir'de.")
    page.get_by_label("Neden değiştiriliyor").press("Control+Enter")
    expect(page.get_by_text("Başvuru düzeltildi.")).to_be_visible()
    expect(page.locator(".unit-timeline")).to_contain_text("Yer: İzmit, Yahyakaptan")
    return wrong + opened.looks.at(page, "reclassified")


def test_parks_asks_roads_for_a_part(opened: Opened) -> None:
    page = opened.page(f"/unit/cases/{Case.objects.get().tracking_code}/", "selin")
    wrong = _put_right(opened, page)
    page.get_by_role("link", name="Başka birimden alt iş iste").click()
    page.get_by_label("Birim", exact=True).select_option("yol-ve-bakim")
    page.get_by_role("button", name="İste", exact=True).click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    wrong += opened.looks.at(page, "sub-tasks-ask")
    page.get_by_label("Birimden istenen iş").fill("Yolu 9 ile 12 arasında kapatın.")
    until = queries.local(now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    page.get_by_label("Ne zamana kadar").fill(until)
    page.get_by_role("button", name="İste", exact=True).click()
    expect(page.get_by_text("Alt iş istendi")).to_be_visible()
    wrong += opened.looks.at(page, "sub-tasks-asked")
    okan = opened.page("/unit/", "okan")
    wrong += opened.looks.at(okan, "sub-tasks-inbox")
    okan.get_by_role("link", name="Ağaç budama").click()
    expect(okan.get_by_label("Ne yapıldı")).to_be_visible()
    wrong += opened.looks.at(okan, "sub-tasks-one")
    okan.get_by_label("Ne yapıldı").fill("Yol kapatıldı.")
    okan.get_by_role("button", name="Tamamla").click()
    expect(okan.get_by_text("Alt iş tamamlandı")).to_be_visible()
    page.get_by_role("link", name="Başvuruya dön").click()
    expect(page.locator(".sub-tasks-list")).to_contain_text("Yol kapatıldı.")
    wrong += opened.looks.at(page, "sub-tasks-case")
    assert wrong == []
    assert SubTask.objects.get().state == "done"
