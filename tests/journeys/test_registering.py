"""CİMER's table is given at the desk: what became of each line, and no secret is told."""

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.journeys.opened import Opened
from tests.web.desk.opening.registering import TABLE

pytestmark = pytest.mark.journey


def test_a_table_with_good_broken_and_confidential_lines(opened: Opened) -> None:
    cast.topic("kadin-destek")
    page = opened.page("/desk/register/", "elif")
    wrong = opened.looks.at(page, "register")
    table = TABLE.replace("agac-budama", "kadin-destek").replace("02.11.2026", "02.11.2025")
    given = {"name": "cimer.csv", "mimeType": "text/csv", "buffer": table.encode()}
    page.locator("#id_kind").select_option("cimer")
    page.locator("#id_table").set_input_files(files=[given])  # type: ignore[list-item]
    page.get_by_role("button", name="Al", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("31.02.2026 diye bir gün yok")
    expect(page.get_by_role("main")).to_contain_text("Gizli başvuru")
    assert wrong + opened.looks.at(page, "register-report") == []
