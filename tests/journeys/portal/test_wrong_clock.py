"""A telephone whose clock is a day wrong, in another part of the world: all is as for others."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.opened import heard
from tests.parts.browser.browsing import PHONE, OpenPage
from tests.parts.browser.line import go_offline, go_online
from tests.parts.waiting import until
from tests.web.portal.applying import AYSE, WORDS
from tests.web.portal.own.by_code import code_of_last_sms

from alo153.cases.models import Case
from alo153.city import queries as city
from alo153.contacts.conversations.actions import reply
from alo153.contacts.models import Conversation
from alo153.core.clock import now

pytestmark = pytest.mark.journey
DAY = timedelta(days=1)
ELSEWHERE = "Pacific/Kiritimati"  # 11 hours ahead of the city, whose day is another one mostly


def telephone(open_page: OpenPage, *, wrong_by: timedelta) -> Page:
    """Return a telephone whose clock is wrong from its first page on."""
    page = open_page("about:blank", viewport=PHONE, timezone_id=ELSEWHERE)
    page.clock.install(time=now() + wrong_by)
    return page


def write_down(page: Page) -> None:
    """Write an application where there is no line."""
    page.goto("/apply/offline/")
    until(lambda: page.evaluate("navigator.serviceWorker.controller !== null"))
    go_offline(page.context)
    page.goto("/apply/offline/")
    page.locator("html[data-opened]").wait_for(state="attached")
    page.get_by_label("Ne oldu?").fill(WORDS)
    page.get_by_label("Bir iki sözcükle yazın").fill("agac bud")
    page.get_by_role("radio", name="Ağaç budama").check()
    page.get_by_role("radio", name="SMS ile").check()
    page.get_by_label("Telefon numarası").fill(AYSE)
    page.get_by_role("button", name="Başvurumu gönder").click()
    expect(page.get_by_role("listitem").filter(has_text="Gönderilecek")).to_be_visible()


@pytest.mark.parametrize("wrong_by", [DAY, -DAY], ids=["ahead", "behind"])
def test_a_day_wrong_it_is_sent_and_answered_at_the_times_of_the_city(
    open_page: OpenPage, wrong_by: timedelta
) -> None:
    page = telephone(open_page, wrong_by=wrong_by)
    write_down(page)
    # Somebody puts the clock right, or wrong the other way, while it waits
    page.clock.set_system_time(now() - wrong_by)
    go_online(page.context)
    code = page.locator("#kept .big-code")
    expect(code).to_have_text(re.compile(r"^\d{3} \d{3} \d{3}$"))
    case = Case.objects.get()
    assert now() - case.opened_at < timedelta(hours=1)
    page.get_by_role("link", name="Başvurumun sayfasına").click()
    expect(page.get_by_role("main")).to_contain_text(f"{city.local(case.opened_at):%H:%M}")

    page.goto("/mine/sign-in/")
    page.get_by_label("Cep telefonunuz").fill(AYSE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Telefonunuza bakın")).to_be_visible()
    page.get_by_label("SMS ile gelen kod").fill(code_of_last_sms())
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Ağaç budama").first).to_be_visible()

    page.goto("/chat/")
    heard(page).get_by_label("Mesajınız").fill("Ne zaman gelirsiniz?")
    page.get_by_role("button", name="Gönder", exact=True).click()
    said = page.get_by_role("log")
    expect(said).to_contain_text("Ne zaman gelirsiniz?")
    talk = Conversation.objects.latest("pk")
    ours = reply(conversation=talk, text="Yarın geliyoruz.", by=cast.staff("elif"), at=now())
    page.reload()
    expect(said).to_contain_text("Yarın geliyoruz.")
    expect(said).to_contain_text(f"{city.local(ours.created_at):%H:%M}")
