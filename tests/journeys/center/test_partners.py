"""CİMER's table is brought, looked at and taken in; its answer goes back in a bundle."""

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.opened import Opened, leaving
from tests.partners.tables import HEAD

from alo153.cases import actions
from alo153.cases.models import Case, RegisterEntry
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.core import clock

pytestmark = pytest.mark.journey

TABLE = f"""{HEAD}
26-1;02.11.2025;;Şikâyet;Ağaç budama;Dallar yola sarkıyor.;Ayşe Işık;05320000101
26-2;31.02.2025;;;Ağaç budama;;;
26-3;03.11.2025;;;kadin-destek;Korkuyorum.;;
"""
REFUSED = Finding(outcome=Outcome.REFUSED, text="Budanmaz.", legal_basis="Yönetmelik, madde 7")


@pytest.mark.usefixtures("worker")
def test_a_table_comes_and_its_answer_goes_back(opened: Opened) -> None:
    cast.topic("kadin-destek")
    page = opened.page("/center/partners/cimer/", "hakan")
    wrong = opened.looks.at(page, "partner-desk")
    wrong += look_at_the_table(opened, page)
    page.get_by_role("button", name="2 satırı içe aktar").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("içe aktarıldı")
    expect(main).to_contain_text("Gizli başvuru")
    wrong += opened.looks.at(page, "partner-table-taken")
    case = RegisterEntry.objects.get(number="26-1").case
    answer(case)
    with leaving(page):
        page.get_by_role("link", name="CİMER", exact=True).click()
    expect(main).to_contain_text("paketlenecek 1 yanıt var")
    with leaving(page):
        page.get_by_role("button", name="Paket hazırla").click()
    expect(main).to_contain_text("indirilmeyi bekliyor")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Paketi indir").click()
    assert taken.value.suggested_filename == "cimer-1.csv"
    assert "Dallar budanmaz." in taken.value.path().read_text("windows-1254")
    page.reload()
    expect(main).to_contain_text("Hakan Demir")
    wrong += opened.looks.at(page, "partner-bundle-taken")
    assert wrong == []


def look_at_the_table(opened: Opened, page: Page) -> list[str]:
    given = {"name": "cimer.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}
    page.locator("input[type=file]").set_input_files(files=[given])  # type: ignore[list-item]
    page.get_by_role("button", name="İncele").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("31.02.2025 diye bir gün yok")
    expect(main).to_contain_text("Ağaç budama · CİMER başvurusu")
    return opened.looks.at(page, "partner-table")


def answer(case: Case) -> None:
    actions.accept(case=case, by=cast.staff("selin"), at=clock.now())
    actions.answer(case=case, finding=REFUSED, by=cast.staff("selin"), at=clock.now())
    elif_ = cast.staff("elif")
    actions.approve(case=case, plain_text="Dallar budanmaz.", by=elif_, at=clock.now())
