"""A topic asks by keyboard: a lacking answer is named, and what was typed stays."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys.desk.topics import choose_topic

from alo153.cases.models import TopicAnswer

pytestmark = pytest.mark.journey


def test_a_lamp_is_asked_about_and_the_answers_are_kept(
    desk: Page, axe: Callable[[Page], list[str]]
) -> None:
    choose_topic(desk, "sokak lambasi", "Sokak lambası")
    pole = desk.get_by_label("Direğin üzerindeki numara")
    expect(pole).to_be_visible()
    desk.locator("#id_text").fill("Sokak karanlık.")
    desk.locator("#id_phone").fill("0532 000 01 01")
    pole.fill("K-174")
    desk.keyboard.press("Tab")
    expect(desk.get_by_label("Kaç lamba yanmıyor?")).to_be_focused()
    desk.keyboard.press("Control+Enter")
    expect(desk.locator("#kind-needs")).to_contain_text("Bu soru yanıtlanmalı.")
    expect(pole).to_have_value("K-174")
    assert axe(desk) == []
    desk.get_by_label("Kaç lamba yanmıyor?").select_option("Bütün sokak")
    desk.get_by_label("Açıkta kablo").select_option("no")
    desk.keyboard.press("Control+Enter")
    desk.locator(".opened-code").wait_for()
    assert [each.answer for each in TopicAnswer.objects.all()] == ["K-174", "Bütün sokak", "no"]
