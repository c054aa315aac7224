"""An administrator edits what the city says: draft, check, compare, put in force, look back."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from shutil import copytree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.parts.roles import Role

from alo153.city import actions, queries
from alo153.city.citypack.documents import DOCUMENTS, document
from alo153.city.models import Contact, DocumentDraft, DocumentVersion
from alo153.core import clock
from alo153.core.actor import SYSTEM
from alo153.core.ttl_cache import forget_cached

HOME = "/settings/documents/contacts/"
FIRST = "Arapça tercüman"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def yasin(db: None) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client = Client()
    client.force_login(cast.staff("yasin"))
    return client


def text() -> str:
    return queries.document_in_force(document("contacts")).text


def shown(client: Client, address: str = HOME) -> str:
    page: str = client.get(address).content.decode()
    return page


def marks(client: Client, home: str = HOME) -> dict[str, str]:
    """What the page says of the draft it shows: its time, and the version it is made from."""
    found = dict(re.findall(r'name="(onto|draft)" value="([^"]*)"', shown(client, home)))
    assert found.keys() == {"onto", "draft"}
    return found


def keep(client: Client, said: str) -> None:
    assert client.post(HOME, {"text": said}).status_code == 302


def test_a_draft_is_checked_compared_and_put_in_force(yasin: Client) -> None:
    keep(yasin, text().replace(FIRST, "Farsça tercüman"))
    page = shown(yasin)
    assert "<ins>+ name = &quot;Farsça tercüman&quot;</ins>" in page
    assert "Farsça tercüman artık farklı: Ad" in page
    sent = {"reason": "Dil değişti.", **marks(yasin), "publish_at": ""}
    assert yasin.post(f"{HOME}publish/", sent).status_code == 302
    assert Contact.objects.filter(name="Farsça tercüman", retired_at=None).exists()
    assert "Dil değişti." in shown(yasin)


def test_mistakes_are_named_and_nothing_typed_is_lost(yasin: Client) -> None:
    wrong = text().replace('role = "Tercüman"', 'roll = "Tercüman"', 1)
    keep(yasin, wrong)
    page = shown(yasin)
    assert "Satır" in page
    assert "roll = &quot;Tercüman&quot;" in page
    sent = {"reason": "Deneme.", **marks(yasin)}
    assert yasin.post(f"{HOME}publish/", sent).status_code == 422
    assert Contact.objects.filter(name=FIRST, retired_at=None).exists()


@pytest.mark.parametrize("said", ["a = " + "[" * 5000, "a = " + "9" * 5000])
def test_a_draft_that_no_reader_stands_is_a_mistake_with_a_page(yasin: Client, said: str) -> None:
    keep(yasin, said)
    assert "TOML olarak okunamıyor" in shown(yasin)
    assert yasin.post(f"{HOME}discard/").status_code == 302


@pytest.mark.parametrize(
    ("kind", "was", "typed", "words"),
    [
        ("units", 'slug = "isu"', 'slug = "işu"', "işu"),
        ("units", 'slug = "isu"', 'slug = ""', "Birim"),
        ("contacts", 'slug = "tercuman-arapca"', 'slug = "tercüman arapça"', "tercüman arapça"),
        ("queues", "[skills]", '[skills]\n"işaret dili" = "İşaret dili"', "işaret dili"),
    ],
)
def test_a_draft_whose_key_no_address_holds_has_a_page_and_can_be_discarded(
    yasin: Client, kind: str, was: str, typed: str, words: str
) -> None:
    home = f"/settings/documents/{kind}/"
    before = queries.document_in_force(document(kind)).text
    assert was in before
    sent = before.replace(was, typed, 1)
    assert yasin.post(home, {"text": sent}).status_code == 302
    page = yasin.get(home)
    assert page.status_code == 200
    first = page.context["work"].mistakes[0]
    assert first.startswith("Satır")
    assert words in first
    assert page.context["work"].text == sent
    assert yasin.post(f"{home}discard/").status_code == 302
    assert yasin.get(home).context["work"].entries


def test_a_file_with_what_no_text_holds_is_refused(yasin: Client) -> None:
    sent = {"import": "1", "file": SimpleUploadedFile("contacts.toml", b"a = 'b\0c'")}
    assert yasin.post(HOME, sent).status_code == 422


def test_nobody_gives_themselves_permissions(yasin: Client) -> None:
    home = "/settings/documents/roles/"
    said = queries.document_in_force(document("roles")).text
    more = said.replace(
        '"connect_systems", "edit_city", ', '"connect_systems", "edit_city", "see_reports", '
    )
    assert yasin.post(home, {"text": more}).status_code == 302
    sent = {"reason": "Deneme.", **marks(yasin, home)}
    answer = yasin.post(f"{home}publish/", sent)
    assert answer.status_code == 422
    assert "Kendinize yeni yetki vermiş olursunuz" in answer.content.decode()


def test_without_a_reason_nothing_is_put_in_force(yasin: Client) -> None:
    keep(yasin, text().replace(FIRST, "Farsça tercüman"))
    answer = yasin.post(f"{HOME}publish/", {"reason": " ", **marks(yasin)})
    assert answer.status_code == 422
    assert "Farsça tercüman" in answer.content.decode()


def test_a_file_becomes_the_draft(yasin: Client) -> None:
    said = text().replace(FIRST, "Farsça tercüman")
    sent = {"import": "1", "file": SimpleUploadedFile("contacts.toml", said.encode())}
    assert yasin.post(HOME, sent).status_code == 302
    assert "Farsça tercüman" in shown(yasin)
    broken = {"import": "1", "file": SimpleUploadedFile("contacts.toml", b"\xff\xfe\x00")}
    answer = yasin.post(HOME, broken)
    assert answer.status_code == 422
    assert "UTF-8" in answer.content.decode()


def test_who_was_overtaken_reads_the_differences_and_goes_on(yasin: Client) -> None:
    keep(yasin, text().replace(FIRST, "Farsça tercüman"))
    before = marks(yasin)
    actions.publish_document(
        kind="contacts",
        text=text().replace(FIRST, "Rusça tercüman"),
        reason="Dil değişti.",
        onto=int(before["onto"]),
        by=cast.with_roles("derya", Role.ADMINISTRATOR),
        at=clock.now(),
    )
    sent = {"reason": "Dil değişti.", **before}
    refused = yasin.post(f"{HOME}publish/", sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Rusça tercüman" in page
    now = re.search(r'name="onto" value="(\d+)"', page)
    assert now
    assert yasin.post(f"{HOME}publish/", {**sent, "onto": now[1]}).status_code == 302
    assert "Farsça tercüman" in text()


def test_the_draft_is_compared_with_the_version_that_overtook_it(yasin: Client) -> None:
    keep(yasin, text().replace(FIRST, "Farsça tercüman"))
    actions.publish_document(
        kind="contacts",
        text=text().replace(FIRST, "Rusça tercüman"),
        reason="Dil değişti.",
        onto=int(marks(yasin)["onto"]),
        by=cast.with_roles("derya", Role.ADMINISTRATOR),
        at=clock.now(),
    )
    compared = re.search(rf'{HOME}versions/\d+/(?=">Karşılaştır)', shown(yasin))
    assert compared
    page = shown(yasin, compared[0])
    assert "<del>- name = &quot;Rusça tercüman&quot;</del>" in page
    assert "<ins>+ name = &quot;Farsça tercüman&quot;</ins>" in page
    assert "Taslağınız bu sürümden farklı" in page


def test_words_typed_before_the_draft_changed_in_another_window_do_not_replace_it(
    yasin: Client,
) -> None:
    opened = re.search(r'name="made_from"(?: value="([^"]*)")?', shown(yasin))
    assert opened
    entry = text().replace(FIRST, "Farsça tercüman")
    keep(yasin, entry)
    typed = {"text": text().replace(FIRST, "Rusça tercüman"), "made_from": opened[1] or ""}
    answer = yasin.post(HOME, typed)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Yazdıklarınız burada duruyor" in page
    assert "Rusça tercüman" in page
    assert DocumentDraft.objects.get().text == entry
    again = re.search(r'name="made_from" value="([^"]*)"', page)
    assert again
    assert yasin.post(HOME, typed | {"made_from": again[1]}).status_code == 302
    assert "Rusça tercüman" in DocumentDraft.objects.get().text


def test_a_draft_that_changed_in_another_window_is_looked_at_first(yasin: Client) -> None:
    keep(yasin, text().replace(FIRST, "Farsça tercüman"))
    sent = {"reason": "Dil değişti.", **marks(yasin)}
    keep(yasin, text().replace(FIRST, "Rusça tercüman"))
    refused = yasin.post(f"{HOME}publish/", sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Bu sayfayı açtığınızdan beri taslak değişti" in page
    assert "Rusça tercüman" in page
    assert 'value="Dil değişti."' in page
    assert FIRST in text()
    seen = re.search(r'name="draft" value="([^"]+)"', page)
    assert seen
    assert yasin.post(f"{HOME}publish/", {**sent, "draft": seen[1]}).status_code == 302
    assert "Rusça tercüman" in text()


def test_a_file_that_is_refused_is_named_where_it_was_chosen(yasin: Client) -> None:
    broken = {"import": "1", "file": SimpleUploadedFile("contacts.toml", b"\xff\xfe\x00")}
    page = yasin.post(HOME, broken).content.decode()
    assert re.search(r"<details open>\s*<summary>Dosyadan al", page)


def test_a_version_is_taken_up_again(yasin: Client) -> None:
    keep(yasin, text().replace(FIRST, "Farsça tercüman"))
    yasin.post(f"{HOME}publish/", {"reason": "Dil değişti.", **marks(yasin)})
    assert yasin.post(f"{HOME}versions/1/").status_code == 302
    yasin.post(f"{HOME}publish/", {"reason": "Geri alındı.", **marks(yasin)})
    assert Contact.objects.filter(name=FIRST, retired_at=None).exists()
    assert DocumentVersion.objects.filter(kind="contacts").count() == 3


def test_a_planned_version_is_shown_and_taken_back(yasin: Client) -> None:
    keep(yasin, text().replace(FIRST, "Farsça tercüman"))
    sent = {"reason": "Yılbaşında.", **marks(yasin), "publish_at": "2099-01-01T08:00"}
    yasin.post(f"{HOME}publish/", sent)
    assert "1 Ocak 2099 08:00" in shown(yasin)
    keep(yasin, text().replace(FIRST, "Rusça tercüman"))
    assert "Bu, planlanan 2. sürümü geri alır." in shown(yasin)
    yasin.post(f"{HOME}withdraw/")
    states = DocumentVersion.objects.filter(kind="contacts").values_list("state", flat=True)
    assert set(states) == {"in_force", "withdrawn"}


def test_a_planned_version_that_is_refused_is_shown_until_another_is_in_force(
    yasin: Client,
) -> None:
    okan, now = cast.with_roles("okan", Role.ADMINISTRATOR), clock.now()
    actions.publish_document(
        kind="contacts",
        text=text().replace(FIRST, "Farsça tercüman"),
        reason="Yılbaşında.",
        onto=0,
        publish_at=now + timedelta(minutes=1),
        by=okan,
        at=now,
    )
    actions.dismiss_person(user=okan, by=cast.staff("yasin"), at=now)
    actions.publish_due_documents(by=SYSTEM, at=now + timedelta(minutes=1))
    assert "yürürlüğe girmedi" in shown(yasin, "/settings/documents/")
    assert "artık belge düzenleme yetkisi yok" in shown(yasin)
    keep(yasin, text().replace(FIRST, "Rusça tercüman"))
    yasin.post(f"{HOME}publish/", {"reason": "Dil değişti.", **marks(yasin)})
    assert "artık belge düzenleme yetkisi yok" not in shown(yasin)


def test_the_city_is_taken_along_as_a_pack(yasin: Client) -> None:
    keep(yasin, text().replace(FIRST, "Farsça tercüman"))
    yasin.post(f"{HOME}publish/", {"reason": "Dil değişti.", **marks(yasin)})
    content = yasin.get("/settings/documents/pack.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert "Farsça tercüman" in archive.read("kocaeli/contacts.toml").decode()
        assert "kocaeli/queues.toml" in archive.namelist()


def test_an_entry_is_written_on_a_page_of_its_own(yasin: Client) -> None:
    address = f"{HOME}entries/tercuman-arapca/"
    assert FIRST in shown(yasin, address)
    sent = {"name": "Farsça tercüman", "role": "Tercüman", "phone": "0262 331 00 01"}
    assert yasin.post(address, sent).status_code == 302
    assert "Farsça tercüman" in shown(yasin)
    wrong = yasin.post(address, {**sent, "phone": ""})
    assert wrong.status_code == 422
    assert "Farsça tercüman" in wrong.content.decode()


def test_an_entry_comes_and_goes(yasin: Client) -> None:
    sent = {"slug": "yeni", "name": "Yeni kişi", "role": "Tercüman", "phone": "0262 331 00 09"}
    assert yasin.post(f"{HOME}new/", sent).status_code == 302
    assert "Yeni kişi" in shown(yasin)
    assert yasin.post(f"{HOME}new/", sent).status_code == 422
    assert yasin.post(f"{HOME}entries/yeni/remove/").status_code == 302
    assert "Yeni kişi" not in shown(yasin)


def test_a_topic_an_alarm_and_a_message_have_forms(yasin: Client) -> None:
    for kind, key in (
        ("topics", "su-kesintisi"),
        ("alarms", "gaz"),
        ("units", "isu"),
        ("texts", "tr-receipt_sms"),
    ):
        address = f"/settings/documents/{kind}/entries/{key}/"
        assert yasin.get(address).status_code == 200
    topic = "/settings/documents/topics/entries/su-kesintisi/"
    sent = {"name": "Su kesintisi", "keywords": "su yok\nsular kesik", "standard_unit": "days"}
    assert yasin.post(topic, {**sent, "standard_amount": "iki"}).status_code == 422
    assert yasin.post(topic, {**sent, "standard_amount": "2"}).status_code == 302
    page = shown(yasin, "/settings/documents/topics/")
    assert "standard = &quot;2 days&quot;" in page


GAS = {"name": "Gaz kokusu", "phrases": "gaz kokusu\r\ngaz kok*", "answer_hours": "24"}


@pytest.mark.parametrize(
    ("kind", "key", "sent", "line"),
    [
        ("alarms", "gaz", GAS, 'phrases = ["gaz kokusu", "gaz kok*"]'),
        ("voice", "tr-greeting", {"text": "Kocaeli, buyurun."}, 'greeting = "Kocaeli, buyurun."'),
        (
            "units",
            "isu",
            {"name": "İSU", "kind": "affiliate", "phone": "0262 317 30 00"},
            'phone = "0262 317 30 00"',
        ),
        ("texts", "tr-receipt_sms", {"text": "Aldık.\r\n{code} {link}"}, '{code} {link}"""'),
    ],
)
def test_an_entry_that_its_form_writes_is_in_the_draft(
    yasin: Client, kind: str, key: str, sent: dict[str, str], line: str
) -> None:
    address = f"/settings/documents/{kind}/entries/{key}/"
    assert yasin.post(address, sent).status_code == 302
    assert line in queries.document_drafts(cast.staff("yasin"))[kind].text.splitlines()
    assert line not in queries.document_in_force(document(kind)).text.splitlines()


def test_a_phrase_that_cannot_be_heard_is_named_and_stays_in_the_form(yasin: Client) -> None:
    address = "/settings/documents/alarms/entries/gaz/"
    refused = yasin.post(address, {**GAS, "phrases": "gaz kokusu\r\n***"})
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"phrases"}
    page = refused.content.decode()
    assert "“***” alarm sözü olamaz" in page
    assert "gaz kokusu\r\n***</textarea>" in page
    assert not queries.document_drafts(cast.staff("yasin"))


def test_messages_are_listed_by_the_name_of_their_language(yasin: Client) -> None:
    assert ">Türkçe</h3>" in shown(yasin, "/settings/documents/texts/")


def test_the_list_names_each_document(yasin: Client) -> None:
    page = shown(yasin, "/settings/documents/")
    assert "Alarm sözcükleri" in page
    assert shown(yasin, "/settings/documents/nothing/") is not None
    assert yasin.get("/settings/documents/nothing/").status_code == 404


@pytest.fixture
def alone(settings: Settings, tmp_path: Path) -> None:
    """Let nobody else meet what is put in force."""
    settings.CITY_FILES_DIR = tmp_path / "kept"


def test_every_document_has_a_page(yasin: Client) -> None:
    for each in DOCUMENTS:
        assert yasin.get(f"/settings/documents/{each.kind}/").status_code == 200, each.kind


def test_the_voice_menu_is_drawn_as_the_draft_has_it_and_a_dead_end_is_named(
    yasin: Client, alone: None
) -> None:
    home = "/settings/documents/menu/"
    said = queries.document_in_force(document("menu")).text
    lost = '\n[nodes.kayip]\ntitle = "Kayıp"\nkind = "say"\nsay = ["greeting"]\nnext = "kayip"\n'
    wrong = said.replace('3 = "water"', '3 = "kayip"') + lost
    assert yasin.post(home, {"text": wrong}).status_code == 302
    page = shown(yasin, home)
    assert "Arayanın izlediği yol" in page
    assert ">Kayıp<" in page
    assert "kayip: çıkmaz yol" in page
    sent = {"reason": "Deneme.", **marks(yasin, home)}
    assert yasin.post(f"{home}publish/", sent).status_code == 422


def test_a_pause_gets_another_limit_by_its_form(yasin: Client, alone: None) -> None:
    home = "/settings/documents/pauses/"
    assert 'value="15"' in shown(yasin, f"{home}entries/break/")
    sent = {"name_tr": "Kısa mola", "name_en": "Break", "minutes": "12"}
    assert yasin.post(f"{home}entries/break/", sent).status_code == 302
    assert "Kısa mola artık farklı: En çok kaç dakika" in shown(yasin, home)


def test_hours_of_a_queue_are_written_by_the_line_and_refused_with_it(
    yasin: Client, alone: None
) -> None:
    address = "/settings/documents/queues/entries/water/"
    facts = {"name": "Su", "skill": "water", "hours": "mon-fri 08:00-18:00\nsat 09:00-13:00"}
    refused = yasin.post(address, {**facts, "hours": "hafta içi"})
    assert refused.status_code == 422
    assert "hafta içi" in refused.content.decode()
    assert yasin.post(address, facts).status_code == 302
    draft = queries.document_drafts(cast.staff("yasin"))["queues"]
    assert 'hours = {mon-fri = "08:00-18:00", sat = "09:00-13:00"}' in draft.text


def test_a_number_names_what_is_dialed(yasin: Client, alone: None) -> None:
    home = "/settings/documents/numbers/"
    facts = {"key": "spor", "name": "Spor hattı", "dialed": "0 262 318 20 00"}
    assert yasin.post(f"{home}new/", facts).status_code == 422
    assert yasin.post(f"{home}new/", {**facts, "dialed": "+902623182000"}).status_code == 302
    assert "Spor hattı yeni" in shown(yasin, home)


def test_times_of_the_center_are_written_by_one_form_and_emptied_again(
    yasin: Client, alone: None, settings: Settings
) -> None:
    settings.RING_SECONDS = 20
    home = "/settings/documents/center/"
    entry = f"{home}entries/table--times/"
    page = shown(yasin, home)
    assert "Merkezin süreleri" in page
    assert f"{home}new/" not in page
    assert yasin.get(f"{home}new/").status_code == 404
    assert yasin.post(f"{entry}remove/").status_code == 404
    form = shown(yasin, entry)
    assert "Bir temsilcinin telefonu kaç saniye çalar" in form
    assert "5–120; boşsa 20." in form
    refused = yasin.post(entry, {"ring_seconds": "3", "retries": "4"})
    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == ["ring_seconds"]
    assert 'value="4"' in refused.content.decode()
    assert yasin.post(entry, {"ring_seconds": "25", "survey_seconds": "0"}).status_code == 302
    assert "Bir temsilcinin telefonu kaç saniye çalar artık farklı" in shown(yasin, home)
    sent = {"reason": "Telefonlar kısa çalıyor.", **marks(yasin, home)}
    assert yasin.post(f"{home}publish/", sent).status_code == 302
    in_force = queries.document_in_force(document("center")).text
    assert in_force.splitlines()[-2:] == ["ring_seconds = 25", "survey_seconds = 0"]
    assert yasin.post(entry, {"ring_seconds": "", "survey_seconds": ""}).status_code == 302
    draft = queries.document_drafts(cast.staff("yasin"))["center"].text
    assert not [line for line in draft.splitlines() if line and not line.startswith("#")]


def test_a_provider_of_news_is_written_by_its_form_and_keeps_no_password(
    yasin: Client, alone: None
) -> None:
    home = "/settings/documents/feeds/"
    facts = {
        "slug": "eczane",
        "name": "Nöbetçi eczaneler",
        "topic": "nobetci-eczane",
        "source": "https://eczane.example/liste?key={key}",
        "form": "json",
        "fields_": "title = ad\nphone = tel",
        "every_minutes": "30",
        "stale_minutes": "240",
    }
    wrong = {"fields_": "baslik = ad", "source": "https://u:geheim@eczane.example/liste"}
    for field, value in wrong.items():
        refused = yasin.post(f"{home}new/", facts | {field: value})
        assert refused.status_code == 422
        assert list(refused.context["form"].errors) == [field]
        assert value in refused.content.decode()
    assert yasin.post(f"{home}new/", facts).status_code == 302
    assert "Nöbetçi eczaneler yeni" in shown(yasin, home)
    entry = shown(yasin, f"{home}entries/eczane/")
    assert "title = ad\nphone = tel" in entry
    changed = facts | {"stale_minutes": "120"}
    assert yasin.post(f"{home}entries/eczane/", changed).status_code == 302
    assert (
        yasin.post(f"{home}publish/", {"reason": "Oda.", **marks(yasin, home)}).status_code == 302
    )
    in_force = queries.document_in_force(document("feeds")).text
    assert 'fields = {title = "ad", phone = "tel"}' in in_force
    assert "stale_minutes = 120" in in_force


def test_a_day_of_leave_is_added_by_its_form(yasin: Client) -> None:
    home = "/settings/documents/city/"
    assert yasin.post(f"{home}new/", {"day": "yarın"}).status_code == 422
    assert yasin.post(f"{home}new/", {"day": "2026-12-31", "closes": "13:00"}).status_code == 302
    assert yasin.post(f"{home}new/", {"day": "2026-12-31"}).status_code == 422
    page = shown(yasin, home)
    assert "İdari izin günleri" in page
    assert "2026-12-31" in page
    assert yasin.post(f"{home}entries/2026-12-31/remove/").status_code == 302
    assert "2026-12-31" not in shown(yasin, home)


def test_a_node_of_the_voice_menu_is_written_by_its_form(yasin: Client, alone: None) -> None:
    home = "/settings/documents/menu/"
    new = {"key": "parklar", "kind": "queue", "title": "Parklar"}
    assert yasin.post(f"{home}new/", new).status_code == 302
    said = {"title": "Parklar", "say": "", "wish": "", "queue": "general"}
    assert yasin.post(f"{home}entries/parklar/", said).status_code == 302
    main = {
        "title": "Ana menü",
        "say": "main-menu",
        "keys": "1 code\n2 call-back-when\n3 water\n4 social\n5 english\n6 arabic\n8 = parklar",
        "wrong": "wrong-key",
        "otherwise": "operator",
        "wait": "2",
    }
    page = yasin.get(f"{home}entries/main/").content.decode()
    assert "3 water" in page
    assert '<option value="parklar">Parklar</option>' in page
    refused = yasin.post(f"{home}entries/main/", {**main, "say": "nothing", "keys": "bir code"})
    assert refused.status_code == 422
    assert "adlı bir anons yok" in refused.content.decode()
    assert yasin.post(f"{home}entries/main/", main).status_code == 302
    page = shown(yasin, home)
    assert "Parklar yeni" in page
    assert "cannot be put in force" not in page
    draft = queries.document_drafts(cast.staff("yasin"))["menu"]
    assert '8 = "parklar"' in draft.text


def test_a_node_that_says_an_answer_offers_the_articles_that_are_spoken(
    yasin: Client, alone: None
) -> None:
    call_command("load_answers")
    entry = "/settings/documents/menu/entries/center-hours/"
    page = yasin.get(entry).content.decode()
    assert '<option value="iletisim-merkezi-saatleri" selected>' in page
    assert "kartala-nasil-giderim" not in page, "it has no spoken form"
    said = {"title": "Saatler", "next": "after-information", "trouble": "operator"}
    assert yasin.post(entry, {**said, "article": "kartala-nasil-giderim"}).status_code == 422
    said["article"] = "iletisim-merkezi-saatleri"
    assert yasin.post(entry, said).status_code == 302


def test_a_file_that_the_city_had_not_is_in_its_pack(
    yasin: Client, alone: None, settings: Settings, tmp_path: Path
) -> None:
    copytree(cast.CITIES / "kocaeli", tmp_path / "kocaeli")
    (tmp_path / "kocaeli" / "retention.toml").unlink()
    settings.CITIES_DIR = tmp_path
    home = "/settings/documents/retention/"
    assert yasin.post(home, {"text": "[days]\nrecordings = 60\n"}).status_code == 302
    sent = {"reason": "Altmış gün.", **marks(yasin, home)}
    assert yasin.post(f"{home}publish/", sent).status_code == 302
    content = yasin.get("/settings/documents/pack.zip").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"recordings = 60" in archive.read("kocaeli/retention.toml")


def test_a_draft_that_cannot_be_read_gets_no_entry_and_no_error(yasin: Client) -> None:
    for kind in ("contacts", "topics"):
        yasin.post(f"/settings/documents/{kind}/", {"text": "[[contact"})
        address = f"/settings/documents/{kind}/new/"
        given = {"slug": "nobet", "name": "Nöbet", "role": "nöbetçi", "phone": "0262 111 22 33"}
        assert yasin.get(address).status_code == 404
        assert yasin.post(address, given).status_code == 404


def test_a_role_that_people_hold_is_named_in_words(yasin: Client) -> None:
    cast.staff("selin")
    home = "/settings/documents/roles/"
    said = queries.document_in_force(document("roles")).text
    before, header, after = said.partition('key = "unit_staff"')
    assert header
    sent = before + header + after.replace('scope = "unit"', 'scope = "city"', 1)
    assert yasin.post(home, {"text": sent}).status_code == 302
    answer = yasin.post(f"{home}publish/", {"reason": "Deneme.", **marks(yasin, home)})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "birim çalışanı rolü kişilere verilmiş" in page
    assert "hold it" not in page
