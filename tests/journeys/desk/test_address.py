"""An agent types the address that a caller says, and has its district, neighborhood and pin."""

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.city.streets import registers
from tests.journeys.opened import Opened

pytestmark = pytest.mark.journey


def test_an_address_is_chosen_by_a_few_keys(opened: Opened) -> None:
    registers.load()
    desk = opened.page("/desk/", "elif")
    words = desk.get_by_role("combobox", name="Adres veya tarif")
    words.press_sequentially("koncu 12")
    option = desk.locator("#address-options [role=option]").first
    expect(option).to_contain_text("Yahyakaptan")
    wrong = opened.looks.at(desk, "address")
    words.press("ArrowDown")
    words.press("Tab")
    expect(words).to_have_value("Şehit Ergün Köncü Sokağı 12")
    near = cast.neighborhood("izmit/yahyakaptan")
    expect(desk.locator("#id_neighborhood")).to_have_value(str(near.pk))
    expect(desk.locator("#id_neighborhood_text")).to_have_value("Yahyakaptan")
    expect(desk.locator("#id_district")).to_have_value("izmit")
    expect(desk.locator("#id_lat")).to_have_value("40.7702")
    desk.get_by_role("button", name="İşareti kaldır").click()
    expect(desk.locator("#id_lat")).to_have_value("")
    assert wrong == []
