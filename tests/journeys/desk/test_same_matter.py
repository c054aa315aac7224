"""Many report one thing: a like case is joined, an incident takes calls in, one answer to all."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.cases import stories
from tests.cases.together.linked_reports import answer, work_off
from tests.journeys.desk.topics import choose_topic
from tests.journeys.opened import Opened, leaving

from alo153.cases import actions
from alo153.cases.models import Case, Incident, Relay, RelayAttempt
from alo153.cases.search.actions.learning_words import learn_words
from alo153.citizens.channel import Channel
from alo153.contacts.about import About
from alo153.contacts.models import Message
from alo153.contacts.queries import about
from alo153.core import clock
from alo153.core.actor import CITIZEN

pytestmark = pytest.mark.journey
TITLE = "Ana boru patladı"
HEARD = "Yahyakaptan ve Kozluk mahallelerinde ana boru patladı; su üç saat içinde verilecek."


def say_where(desk: Page, neighborhood: str, name: str) -> None:
    """Choose a neighborhood by keyboard."""
    desk.locator("#id_neighborhood_text").focus()
    desk.keyboard.type(neighborhood)
    expect(desk.locator("#near-options [role=option]").first).to_contain_text(name)
    desk.keyboard.press("Enter")


def told(case: Case, *, solved: bool) -> None:
    """Let the citizen hear the answer and say what came of it."""
    relay = Relay.objects.get(case=case)
    actions.record_attempt(
        relay=relay, result=RelayAttempt.Result.TOLD, by=cast.actor("elif"), at=clock.now()
    )
    actions.record_confirmation(
        case=case,
        solved=solved,
        words="" if solved else "Dallar hâlâ lambanın önünde.",
        channel=Channel.WEB,
        by=CITIZEN,
        at=clock.now(),
    )


def test_a_like_case_is_joined_while_one_types(opened: Opened) -> None:
    lead = cast.open_case("Ağaç yolun üstüne devrildi, yol kapalı.", at=clock.now())
    cast.open_case("Çınar sokakta kuru ağaç var.", of="Mehmet Öztürk", at=clock.now())
    desk = opened.desk("elif")
    choose_topic(desk, "ağaç budama", "Ağaç budama")
    desk.keyboard.press("F4")
    desk.keyboard.type("Devrilen ağaç yolu kapattı, geçemiyoruz.")
    say_where(desk, "yahyakaptan", "Yahyakaptan")
    offered = desk.locator("#duplicates fieldset")
    expect(offered).to_contain_text("yol kapalı")
    wrong = opened.looks.at(desk, "duplicates")
    desk.keyboard.press("Control+F6")
    first = desk.locator("#duplicates input[type=radio]:focus")
    desk.keyboard.press("Space")
    expect(first).to_be_checked()
    expect(first).to_have_value(lead.tracking_code)
    wrong += opened.looks.at(desk, "duplicates-chosen")
    desk.locator("#id_full_name").focus()
    desk.keyboard.type("Mehmet Öztürk")
    desk.locator("#id_phone").focus()
    desk.keyboard.type("0532 000 01 02")
    desk.keyboard.press("Control+Enter")
    desk.locator(".opened-code").wait_for()
    wrong += opened.looks.at(desk, "duplicates-opened")
    linked = Case.objects.get(lead=lead)
    answer(lead)
    work_off()
    linked.refresh_from_db()
    assert linked.state == "relaying"
    assert about(About.row(linked)).filter(purpose="answer").exists()
    desk.goto(f"/center/cases/{lead.tracking_code}/")
    wrong += opened.looks.at(desk, "lead")
    desk.goto(f"/center/cases/{linked.tracking_code}/")
    assert wrong + opened.looks.at(desk, "linked") == []


def test_an_incident_takes_calls_in_by_one_key_and_is_answered_once(opened: Opened) -> None:
    hakan = opened.desk("hakan")
    hakan.goto("/center/incidents/")
    wrong = opened.looks.at(hakan, "incidents-none")
    hakan.goto("/center/incidents/open/")
    expect(hakan.locator("#id_title")).to_be_focused()
    hakan.keyboard.type(TITLE)
    hakan.locator("#id_topic_text").focus()
    hakan.keyboard.type("ağaç budama")
    expect(hakan.locator("#topic-options [role=option]").first).to_contain_text("Ağaç budama")
    hakan.keyboard.press("Enter")
    hakan.locator("#id_district").select_option("izmit")
    hakan.locator("#id_neighborhood_names").fill("Yahyakaptan, Yokmahalle")
    hakan.locator("#id_announced").fill(HEARD)
    hakan.locator(".desk-map summary").click()
    hakan.locator(".map-canvas").wait_for()
    wrong += opened.looks.at(hakan, "incident-form")
    hakan.keyboard.press("Control+Enter")
    expect(
        hakan.get_by_text("Seçilen ilçede “Yokmahalle” adlı mahalle yok.", exact=True)
    ).to_be_visible()
    wrong += opened.looks.at(hakan, "incident-wrong")
    hakan.locator("#id_neighborhood_names").fill("Yahyakaptan, Kozluk")
    hakan.keyboard.press("Control+Enter")
    expect(hakan.get_by_role("heading", name=TITLE)).to_be_visible()
    wrong += opened.looks.at(hakan, "incident")
    incident = Incident.objects.get()
    elif_ = opened.desk("elif")
    say_where(elif_, "yahyakaptan", "Yahyakaptan")
    expect(elif_.locator("#help")).to_contain_text(TITLE)
    wrong += opened.looks.at(elif_, "incident-offer")
    elif_.locator("#id_full_name").focus()
    elif_.keyboard.type("Ayşe Işık")
    elif_.locator("#id_phone").focus()
    elif_.keyboard.type("0532 000 01 01")
    elif_.keyboard.press("Shift+F1")
    elif_.locator(".opened-code").wait_for()
    expect(elif_.locator("#what")).to_contain_text("birlikte yürüyor")
    wrong += opened.looks.at(elif_, "incident-reported")
    expect(hakan.locator(".incident-count")).to_contain_text("1")
    answer(incident.lead)
    work_off()
    hakan.reload()
    expect(hakan.locator("#incident")).to_contain_text(re.compile("bildirildi|bildiriliyor"))
    wrong += opened.looks.at(hakan, "incident-answered")
    elif_.goto("/center/incidents/")
    assert wrong + opened.looks.at(elif_, "incidents") == []
    assert Message.objects.filter(purpose="answer").count() == 1


def search(page: Page, words: str) -> None:
    """Type words and wait for the page they lead to: the one before may show the same."""
    page.locator("#id_q").fill(words)
    with leaving(page):
        page.keyboard.press("Enter")


def test_one_box_finds_a_case(opened: Opened) -> None:
    case = cast.open_case("Çınarın dalları sokak lambasını kapatıyor.", at=clock.now())
    other = cast.open_case("Bank kırık.", of="Mehmet Öztürk", about="bank-kamelya", at=clock.now())
    page = opened.desk("elif")
    page.goto("/center/search/")
    wrong = opened.looks.at(page, "search")
    for typed in ("0 532 000-01 01", "ayse isik", "cinarin dallari", "CINAR SK 5 budama"):
        search(page, typed)
        expect(page.locator("main")).to_contain_text("sokak lambasını")
        assert typed not in page.url
    wrong += opened.looks.at(page, "found")
    search(page, "zürafa")
    expect(page.locator("main")).not_to_contain_text("sokak lambasını")
    wrong += opened.looks.at(page, "found-none")
    learn_words()
    search(page, "labmasini cinarin")
    expect(page.locator("main")).to_contain_text("sokak lambasını")
    expect(page.locator("main p.notice[role=status]")).to_contain_text(
        "Bu sözcüklerin geçtiği başvuru yok"
    )
    wrong += opened.looks.at(page, "found-near")
    search(page, other.tracking_code)
    expect(page).to_have_url(re.compile(f"/center/cases/{other.tracking_code}/"))
    page.goto("/center/search/")
    page.locator("main details summary").first.click()
    wrong += opened.looks.at(page, "search-filters")
    page.locator("#id_topic").select_option(label=case.topic.name)
    page.locator("#id_q").focus()
    with leaving(page):
        page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("sokak lambasını")
    assert wrong + opened.looks.at(page, "found-filtered") == []
    # From the bar, too, Back from a case leads to what was found
    page.goto("/desk/")
    page.locator("#bar-find").fill("ayse isik")
    with leaving(page):
        page.locator("#bar-find").press("Enter")
    with leaving(page):
        page.locator("main .row-link").click()
    page.go_back()
    expect(page.locator("main .row-link")).to_contain_text("sokak lambasını")


def test_the_case_of_the_unit_results_and_looks(opened: Opened) -> None:
    cases = [cast.open_case(at=clock.now()) for _ in range(3)]
    answer(cases[0])
    told(cases[0], solved=True)
    other = stories.relaying(full_name="Mehmet Öztürk")
    told(other, solved=False)
    page = opened.page(f"/unit/cases/{cases[1].tracking_code}/", "selin")
    wrong = opened.looks.at(page, "unit-case")
    page.goto("/unit/")
    wrong += opened.looks.at(page, "unit-inbox")
    page = opened.page("/results/", "hakan")
    wrong += opened.looks.at(page, "results")
    page = opened.page("/access-log/", "yasin")
    page.get_by_label("Telefon numarası, takip kodu").fill(cases[1].tracking_code)
    page.get_by_label("Neden soruyorsunuz?").fill("Vatandaş sordu, 12 Mart tarihli yazı.")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Selin")
    assert wrong + opened.looks.at(page, "access-log") == []
