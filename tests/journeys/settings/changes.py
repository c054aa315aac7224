"""What an administrator changes in each document, and where its users see the change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.desk.topics import choose_topic
from tests.journeys.floor import full_swing
from tests.journeys.opened import NO_TELEPHONE, enter

from alo153.calls.call_words import AgentState
from alo153.city import queries
from alo153.knowledge.tasks import fetch_feeds

type Look = Callable[[Page], None]


@dataclass(frozen=True)
class Change:
    """A change of one entry by its form.

    Args:
        entry: the end of the address of its form.
        wrong: a field, and a value that it refuses.
        said: what is written in its fields.
        line: what the difference says, new or taken out.
        seen: how its users see that it is in force.
        tried: heading of the trial on the past; empty: the document has none.
    """

    entry: str
    wrong: tuple[str, str]
    said: Mapping[str, str]
    line: str
    seen: Look
    tried: str = ""


def on(address: str, username: str, words: str) -> Look:
    """Return the look at a page that says it; a citizen has no username."""

    def look(page: Page) -> None:
        if username:
            page.add_init_script(NO_TELEPHONE)
            enter(page, username, address)
        else:
            page.context.clear_cookies()
            page.goto(address)
        expect(page.locator("body")).to_contain_text(words)

    return look


def choose_the_topic(page: Page) -> None:
    on("/desk/", "elif", "Masa")(page)
    choose_topic(page, "agac budama", "Ağaç ve dal budama")


def write_of_gas(page: Page) -> None:
    on("/desk/", "elif", "Masa")(page)
    page.keyboard.press("F4")
    page.keyboard.type("Apartmanda gaz kokuyor")
    expect(page.locator("#alarms-heard")).to_contain_text("Gaz kaçağı")


def look_for_the_psychologist(page: Page) -> None:
    """Ask for what the panel of a call lists, which needs a call to be seen."""
    on("/desk/", "elif", "Masa")(page)
    token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    sent = {"q": "psikolo", "csrfmiddlewaretoken": token}
    assert "Nöbetçi psikolog (24 saat)" in page.request.post("/desk/phone/whom/", form=sent).text()


def see_that_no_bundle_comes_by_itself(page: Page) -> None:
    on("/center/partners/cimer/", "hakan", "Paketlenecek yanıt yok.")(page)
    expect(page.get_by_text("Her iş günü sabahı kendiliğinden hazırlanır.")).to_be_hidden()


def recordings_go_sooner(_page: Page) -> None:
    """Ask as the job that deletes: no page says it."""
    assert queries.kept_days().recordings == 60


def see_elif_in_a_pause(page: Page) -> None:
    full_swing.stands(cast.staff("elif"), AgentState.PAUSED, reason="break")
    on("/live/", "hakan", "Çay molası")(page)


def the_provider_was_asked(page: Page) -> None:
    fetch_feeds()
    on("/settings/health/", "emre", "Nöbetçi eczaneler")(page)


OF_CASES: Final = "Geçmiş başvurularla deneme"
OF_CALLS: Final = "Geçmiş çağrılarla deneme"
CHANGES: Final[Mapping[str, Change]] = {
    "city": Change(
        "/table--facts/",
        ("timezone", "Kocaeli"),
        {"number": "185"},
        'number = "185"',
        on("/", "", "185"),
        OF_CASES,
    ),
    "texts": Change(
        "/tr-evaluation_use/",
        ("text", "Kod: {kod}"),
        {"text": "Değerlendirmeler yalnız yardım içindir."},
        "Değerlendirmeler yalnız",
        on("/quality/mine/", "elif", "Değerlendirmeler yalnız yardım içindir."),
    ),
    "topics": Change(
        "/agac-budama/",
        ("standard_amount", "5000"),
        {"name": "Ağaç ve dal budama"},
        "Ağaç ve dal budama",
        choose_the_topic,
        OF_CASES,
    ),
    "kinds": Change(
        "/petition/",
        ("interim", "10"),
        {"name": "dilekçe (3071 s. K.)"},
        "dilekçe (3071 s. K.)",
        on("/unit/", "selin", "dilekçe (3071 s. K.)"),
        OF_CASES,
    ),
    "units": Change(
        "/park-ve-bahceler/",
        ("phone", "yok"),
        {"name": "Park Dairesi Başkanlığı"},
        "Park Dairesi Başkanlığı",
        on("/me/", "selin", "Park Dairesi Başkanlığı"),
    ),
    "contacts": Change(
        "/psikolog/",
        ("phone", "yok"),
        {"name": "Nöbetçi psikolog (24 saat)"},
        "Nöbetçi psikolog (24 saat)",
        look_for_the_psychologist,
    ),
    "alarms": Change(
        "/gaz/",
        ("call", "yüz on iki"),
        {"name": "Gaz kaçağı"},
        'name = "Gaz kaçağı"',
        write_of_gas,
        OF_CASES,
    ),
    "offices": Change(
        "/izmit/",
        ("hours", "her gün 08:30-17:30"),
        {"name": "İzmit Merkez"},
        "İzmit Merkez",
        on("/counter/overview/", "hakan", "İzmit Merkez"),
    ),
    "partners": Change(
        "/cimer/",
        ("reply_columns", "Cevap = yok"),
        {"every_morning": ""},
        "every_morning = true",
        see_that_no_bundle_comes_by_itself,
    ),
    "roles": Change(
        "/agent/",
        ("idle_minutes", "0"),
        {"label_tr": "çağrı görevlisi"},
        "çağrı görevlisi",
        on("/me/", "elif", "çağrı görevlisi"),
    ),
    "queues": Change(
        "/water/",
        ("levels", "çok"),
        {"name": "Su hattı"},
        "Su hattı",
        on("/live/", "hakan", "Su hattı"),
        OF_CALLS,
    ),
    "menu": Change(
        "/main/",
        ("say", "yok_boyle"),
        {"title": "Seçenekler"},
        "Seçenekler",
        on("/live/menu/", "hakan", "Seçenekler"),
        OF_CALLS,
    ),
    "numbers": Change(
        "/153/",
        ("dialed", "yüz elli üç"),
        {"name": "153 İletişim Hattı"},
        "153 İletişim Hattı",
        on("/live/", "hakan", "153 İletişim Hattı"),
        OF_CALLS,
    ),
    "voice": Change(
        "/tr-goodbye/",
        ("text", " "),
        {"text": "Hoşça kalın."},
        "Hoşça kalın.",
        on("/live/prompts/", "hakan", "Hoşça kalın."),
    ),
    "pauses": Change(
        "/break/",
        ("minutes", "999"),
        {"name_tr": "Çay molası"},
        "Çay molası",
        see_elif_in_a_pause,
    ),
    "center": Change(
        "/table--times/",
        ("ring_seconds", "1"),
        {"answer_within_seconds": "25"},
        "answer_within_seconds = 25",
        on("/desk/phone/day/", "elif", "25 sn içinde"),
    ),
    "law": Change(
        "/rule--week_most--2003-06-10/",
        ("valid_to", "2001-01-01"),
        {"value": "2400"},
        "value = 2400",
        on("/planning/law/", "hakan", "2.400"),
    ),
    "retention": Change(
        "/table--days/",
        ("recordings", "0"),
        {"recordings": "60"},
        "recordings = 60",
        recordings_go_sooner,
    ),
    "feeds": Change(
        "/new/",
        ("fields_", "ad = title"),
        {
            "slug": "nobet",
            "name": "Nöbetçi eczaneler",
            "topic": "nobetci-eczane",
            "source": "/yok/nobet.csv",
            "form": "csv",
            "fields_": "title = ad",
        },
        'source = "/yok/nobet.csv"',
        the_provider_was_asked,
    ),
}
