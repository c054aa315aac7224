"""A topic asks a citizen who applies: on a phone, without script, and where the line breaks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.parts.browser.browsing import OpenPage
from tests.parts.browser.line import go_offline, go_online
from tests.parts.waiting import until
from tests.web.portal.applying import WORDS

from alo153.cases.models import Case, TopicAnswer

pytestmark = pytest.mark.journey
NARROW = {"width": 390, "height": 844}


def go_on(page: Page) -> None:
    page.locator(".ways button[value=next]").click()


def comes_to_the_questions(page: Page) -> None:
    page.goto("/apply/place/")
    page.get_by_label("İlçe").select_option("İzmit")
    go_on(page)
    page.get_by_label("Ne oldu?").fill(WORDS)
    go_on(page)
    page.goto("/apply/topic/?q=sokak+lambasi")
    page.locator("#topic-found input[value=sokak-lambasi]").check()
    go_on(page)
    expect(page.get_by_role("heading", name="Birkaç soru")).to_be_visible()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_lamp_is_asked_about_without_script(
    open_page: OpenPage, axe: Callable[[Page], list[str]], look: str
) -> None:
    page = open_page("/", viewport=NARROW, color_scheme=look, java_script_enabled=False)
    comes_to_the_questions(page)
    page.get_by_label("Direğin üzerindeki numara").fill("K-174")
    page.get_by_role("radio", name="Bütün sokak").check()
    go_on(page)
    expect(page.locator(".field-error")).to_have_count(1)
    expect(page.get_by_label("Direğin üzerindeki numara")).to_have_value("K-174")
    page.get_by_role("group", name="Açıkta kablo").get_by_role("radio", name="hayır").check()
    go_on(page)
    page.get_by_role("radio", name="kendim bakarım").check()
    go_on(page)
    expect(page.locator(".summary")).to_contain_text("Bütün sokak")
    page.get_by_role("button", name="Başvurumu gönder").click()
    expect(page.get_by_role("heading", name="Başvurunuzu aldık")).to_be_visible()
    assert [each.answer for each in TopicAnswer.objects.all()] == ["K-174", "Bütün sokak", "no"]


def test_axe_finds_nothing_among_the_questions(
    open_page: OpenPage, axe: Callable[[Page], list[str]]
) -> None:
    page = open_page("/", viewport=NARROW)
    comes_to_the_questions(page)
    go_on(page)
    expect(page.locator(".field-error")).to_have_count(2)
    assert axe(page) == []


def test_where_the_line_breaks_the_answers_go_along_and_the_rest_is_not_asked(
    open_page: OpenPage,
) -> None:
    page = open_page("/apply/photo/", viewport=NARROW)
    until(lambda: page.evaluate("navigator.serviceWorker.controller !== null"))
    page.reload()
    comes_to_the_questions(page)
    page.get_by_label("Direğin üzerindeki numara").fill("K-174")
    go_offline(page.context)
    page.reload()
    page.locator("html[data-opened]").wait_for(state="attached")
    expect(page.get_by_label("Ne oldu?")).to_have_value(WORDS)
    page.get_by_role("radio", name="kendim bakarım").check()
    go_online(page.context)
    page.get_by_role("button", name="Başvurumu gönder").click()
    until(lambda: page.evaluate("true") and Case.objects.exists())
    assert [each.answer for each in TopicAnswer.objects.all()] == ["K-174", "", ""]
