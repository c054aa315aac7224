"""An administrator brings boundaries, reads what goes, puts them in force, and takes them back."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from tests.journeys.opened import Opened, leaving

from alo153.city.models import Neighborhood

pytestmark = pytest.mark.journey


def drawn(folder: Path, *wests: tuple[str, float]) -> Path:
    """A file of neighborhoods of İzmit, each a square that begins at a longitude."""
    features = [
        {
            "type": "Feature",
            "properties": {"AD": name, "ILCE": "İzmit"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[west + x, 40.76 + y] for x, y in ((0, 0), (0.02, 0), (0.02, 0.02), (0, 0))]
                ],
            },
        }
        for name, west in wests
    ]
    made = folder / "mahalleler.geojson"
    made.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return made


def bring(page: Page, file: Path) -> None:
    page.get_by_label("Mahalleler").set_input_files(file)
    page.get_by_label("Mahallenin ilçesini taşıyan özellik").fill("ILCE")
    with leaving(page):
        page.get_by_role("button", name="Kontrol et ve taslağıma al").click()


def put_in_force(page: Page, reason: str) -> None:
    page.get_by_label("Neden değişiyor?").fill(reason)
    with leaving(page):
        page.get_by_role("button", name="Yürürlüğe koy").click()
    expect(page.get_by_text("geçerli").first).to_be_visible()


def names() -> set[str]:
    rows = Neighborhood.objects.filter(district__slug="izmit", retired_at=None)
    return set(rows.values_list("name", flat=True))


def test_boundaries_are_refused_mended_in_force_and_taken_back(
    opened: Opened, settings: Settings, tmp_path: Path
) -> None:
    settings.CITY_FILES_DIR = tmp_path / "kept"
    before = names()
    page = opened.page("/settings/documents/boundaries/", "yasin")
    overlapping = drawn(tmp_path, ("Yahyakaptan", 29.94), ("Yeni Mahalle", 29.945))
    bring(page, overlapping)
    expect(page.locator("#id_name_in_error")).to_contain_text('hiçbir alanda "name" özelliği yok')
    page.get_by_label("Adın yazılı olduğu alan").fill("AD")
    bring(page, overlapping)
    expect(page.get_by_text("şununla çakışıyor: alan 2 (Yeni Mahalle)")).to_be_visible()
    wrong = opened.looks.at(page, "boundaries-refused")
    bring(page, drawn(tmp_path, ("Yahyakaptan", 29.94), ("Yeni Mahalle", 29.96)))
    expect(page.get_by_role("heading", name="Neler değişiyor?")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Kadıköy (İzmit)")).to_be_visible()
    assert names() == before
    wrong += opened.looks.at(page, "boundaries-draft")
    put_in_force(page, "Harita dairesinin ölçümü.")
    assert names() == {"Yahyakaptan", "Yeni Mahalle"}
    with leaving(page):
        page.get_by_role("link", name="1. sürüm").click()
    with leaving(page):
        page.get_by_role("button", name="Taslağım olarak al").click()
    put_in_force(page, "Ölçüm yanlıştı.")
    assert names() == before
    assert not wrong, "\n".join(wrong)
