"""An administrator changes each document of the city by a form, and takes the change back.

tests/web/settings/test_document_versions.py does the same with the texts, without a browser.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from tests.journeys.opened import Opened, enter, leaving
from tests.journeys.settings.changes import CHANGES

from alo153.city import queries
from alo153.city.citypack.documents import DOCUMENTS, document

pytestmark = pytest.mark.journey
# Boundaries are brought as files: tests/journeys/shell/test_boundaries_document.py
WRITTEN = [each.kind for each in DOCUMENTS if each.kind != "boundaries"]
# The height of a list, against that of its lines
GAPS = """list => list.scrollHeight - list.clientTop * 2
  - [...list.children].reduce((sum, line) => sum + line.offsetHeight, 0)"""


def in_force(kind: str) -> str:
    return queries.document_in_force(document(kind)).text


def send(page: Page) -> None:
    with leaving(page):
        page.get_by_role("button", name="Taslağıma yaz").click()


def is_refused_at_its_field(page: Page, name: str, wrong: str) -> None:
    field = page.locator(f"[name={name}]")
    former = field.input_value()
    field.fill(wrong)
    send(page)
    expect(field).to_have_value(wrong)
    expect(page.locator(f"#id_{name}_error")).to_be_visible()
    expect(page.locator(f"[role=alert] a[href='#id_{name}']")).to_be_visible()
    field.fill(former)


def write(page: Page, name: str, value: str) -> None:
    field = page.locator(f"main form [name={name}]")
    match field.evaluate("field => field.type"):
        case "select-one":
            field.select_option(value)
        case "checkbox":
            field.set_checked(bool(value))
        case _:
            field.fill(value)


def put_in_force(page: Page, number: int) -> None:
    page.get_by_label("Neden değişiyor?").fill("Şehir öyle istiyor.")
    page.get_by_role("button", name="Yürürlüğe koy").click()
    expect(page.get_by_text(f"{number}. sürüm yürürlükte.")).to_be_visible()


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_document_is_changed_tried_put_in_force_and_taken_back(
    opened: Opened, settings: Settings, tmp_path: Path, kind: str
) -> None:
    settings.CITY_FILES_DIR = tmp_path / "kept"
    change, before = CHANGES[kind], in_force(kind)
    home = f"/settings/documents/{kind}/"
    page = opened.page(home, "yasin")
    with leaving(page):
        page.locator(f"main a[href$='{change.entry}']").first.click()
    is_refused_at_its_field(page, *change.wrong)
    for name, value in change.said.items():
        write(page, name, value)
    send(page)
    page.get_by_role("link", name="Neler değişiyor?").click()
    expect(page.get_by_role("heading", name="Neler değişiyor?")).to_be_in_viewport()
    expect(page.locator(".difference :is(ins, del)", has_text=change.line).last).to_be_visible()
    assert page.locator(".difference").evaluate(GAPS) < 40, "only its padding"
    wrong = opened.looks.at(page, f"{kind}-draft")
    if change.tried:
        page.locator(f"a[href$='/{kind}/simulation/']").click()
        expect(page.get_by_role("heading", name=change.tried)).to_be_visible()
        page.goto(home)
    put_in_force(page, 2)
    change.seen(page)
    enter(page, "yasin", f"{home}versions/1/")
    page.get_by_role("button", name="Taslağım olarak al").click()
    expect(page.get_by_text("1. sürüm artık taslağınız")).to_be_visible()
    put_in_force(page, 3)
    assert in_force(kind) == before
    assert not wrong, "\n".join(wrong)
