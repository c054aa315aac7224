"""What a document says is told in the reader's language: fields, differences and mistakes."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from tests import cast

from alo153.accounts.roles import Bundle
from alo153.city import actions, queries
from alo153.city.citypack import PackError
from alo153.city.citypack.documents import compare, document, read_overlaid
from alo153.city.citypack.documents.comparison import Change
from alo153.city.citypack.mistakes import Mistake, Words
from alo153.city.citypack.parts import (
    AlarmLine,
    CityFacts,
    ContactLine,
    KindLine,
    NumberLine,
    OfficeLine,
    PartnerLine,
    QueueLine,
    TopicLine,
    UnitLine,
)
from alo153.city.citypack.pauses import PauseLine
from alo153.city.citypack.queue_parts import ListsLine, MediumLine, WindowLine, WrittenLine
from alo153.city.citypack.queues.center import BOUNDS
from alo153.city.citypack.retention import Retention
from alo153.city.rules import texts
from alo153.core import clock
from alo153.core.ttl_cache import forget_cached
from alo153.knowledge.feeds.contract import FeedLine
from alo153.web.settings.documents import labels, wording

FOLDER = cast.CITIES / "kocaeli"
LINES = (
    AlarmLine,
    Bundle,
    CityFacts,
    ContactLine,
    KindLine,
    ListsLine,
    MediumLine,
    NumberLine,
    OfficeLine,
    PartnerLine,
    PauseLine,
    QueueLine,
    Retention,
    TopicLine,
    UnitLine,
    WindowLine,
    WrittenLine,
)


@pytest.fixture(autouse=True)
def _turkish() -> Iterator[None]:
    forget_cached()
    with translation.override("tr"):
        yield
    forget_cached()


@pytest.mark.parametrize("line", LINES)
def test_every_field_of_a_document_has_a_name(line: type[Any]) -> None:
    names = {each.name for each in fields(line)} - {"spot"}
    assert {name for name in names if labels.field(name) == name} == set()


@pytest.mark.parametrize("names", [list(BOUNDS), [each.name for each in fields(FeedLine)]])
def test_every_time_of_the_center_and_value_of_a_provider_has_a_name(names: list[str]) -> None:
    assert [name for name in names if labels.field(name) == name] == []


def test_every_message_to_citizens_has_a_name_of_its_own() -> None:
    names = [labels.message(key) for key in texts.KEYS]
    assert not set(names) & set(texts.KEYS)
    assert len(names) == len(set(names))
    assert labels.message("receipt_sms") == "Alındı bildirimi: SMS"


def test_a_difference_names_values_and_messages() -> None:
    changes = [
        Change("changed", "short_name", "short_name", ("value",)),
        Change("changed", "tr: receipt_sms", "tr: receipt_sms", ("value",)),
        Change("changed", "isu", "İSU", ("phone", "email")),
    ]
    assert list(wording.told_changes("units", changes)) == [
        "Kısa ad artık farklı",
        "tr: Alındı bildirimi: SMS artık farklı",
        "İSU artık farklı: Telefon, E-posta",
    ]


def refused(texts_by_file: Mapping[str, str]) -> list[Mistake]:
    with pytest.raises(PackError) as error:
        read_overlaid(FOLDER, texts_by_file)
    return list(error.value.mistakes)


def test_mistakes_of_the_whole_city_are_turkish_on_pages_and_english_in_the_log() -> None:
    units = (FOLDER / "units.toml").read_text().replace('slug = "isu"', 'slug = "isu-yeni"')
    found = refused({"units.toml": units})
    assert all(isinstance(each.what, Words) for each in found)
    assert any('"isu" is not in units.toml' in str(each) for each in found)
    told = [wording.told_mistake(each, "units.toml") for each in found]
    assert any('"isu", units.toml içinde yok' in each for each in told)
    assert any("dosyasına ekleyin" in each for each in told)
    assert not any(" is not in " in each for each in told)


@pytest.mark.parametrize("name", ["alarms", "contacts", "kinds", "offices", "partners", "roles"])
def test_a_misspelled_key_is_told_in_turkish_with_its_field(name: str) -> None:
    said = (FOLDER / f"{name}.toml").read_text()
    key = "label" if name == "roles" else "name"
    wrong = said.replace(f"\n{key} = ", f"\n{key}x = ", 1)
    told = [wording.told_mistake(each, f"{name}.toml") for each in refused({f"{name}.toml": wrong})]
    assert any("Ad: eksik" in each for each in told) or name == "roles"
    assert any("bilinmiyor" in each for each in told)


def test_what_stands_in_an_english_catalog_stays_so() -> None:
    said = Words('"%(value)s" is not known', value="isu")
    with translation.override("en"):
        assert said.told == said == '"isu" is not known'


@pytest.mark.django_db
def test_the_pages_of_messages_show_no_keys() -> None:
    client = Client()
    client.force_login(cast.staff("yasin"))
    page = client.get("/settings/documents/texts/").content.decode()
    assert "Alındı bildirimi: SMS</a>" in page
    assert ">receipt_sms</a>" not in page
    one = client.get("/settings/documents/texts/entries/tr-receipt_sms/").content.decode()
    assert "<h1" in one
    assert "Alındı bildirimi: SMS</h1>" in one
    kept = queries.document_in_force(document("texts")).text.replace("{code}", "{kod}", 1)
    actions.keep_document(kind="texts", text=kept, by=cast.staff("yasin"), at=clock.now())
    assert "{kod} bilinmiyor" in client.get("/settings/documents/texts/").content.decode()


@pytest.mark.django_db
def test_a_prompt_is_found_by_what_callers_hear() -> None:
    client = Client()
    client.force_login(cast.staff("yasin"))
    page = client.get("/settings/documents/voice/").content.decode()
    assert "Bizi aradığınız için teşekkür ederiz. İyi günler dileriz. (goodbye)</a>" in page
    assert ">goodbye</a>" not in page
    one = client.get("/settings/documents/voice/entries/tr-goodbye/").content.decode()
    assert "Bizi aradığınız için teşekkür ederiz. İyi günler dileriz. (goodbye)</h1>" in one


def test_nothing_differs_from_itself() -> None:
    pack = read_overlaid(FOLDER, {})
    assert list(wording.told_changes("city", compare("city", pack, pack))) == []


@pytest.fixture
def yasin(db: None) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client = Client()
    client.force_login(cast.staff("yasin"))
    return client


def test_permissions_newer_than_the_roles_are_told_with_the_roles_that_have_them(
    yasin: Client,
) -> None:
    now = queries.document_in_force(document("roles")).text
    older = now.replace("edition = 25", "").replace('"file_complaints", ', "")
    assert "file_complaints" not in older
    home = "/settings/documents/roles/"
    words = "Bu yetkiler belge yazıldıktan sonra eklendi"
    assert words not in yasin.get(home).content.decode()
    yasin.post(home, {"text": older})
    page = yasin.get(home).content.decode()
    assert words in page
    assert "(file_complaints): süpervizör" in page
    assert "edition = 25" in page


@pytest.mark.parametrize(
    ("address", "sent", "field", "words"),
    [
        (
            "contacts/entries/tercuman-arapca/",
            {"name": "Arapça tercüman", "role": "Tercüman", "phone": "12"},
            "phone",
            "telefon numarası değil",
        ),
        (
            "contacts/new/",
            {"slug": "yeni", "name": "Yeni", "role": "Tercüman", "phone": "abc"},
            "phone",
            "telefon numarası değil",
        ),
        (
            "units/entries/isu/",
            {"name": "İSU", "kind": "affiliate", "parent": "isu"},
            "parent",
            "Kendi altında",
        ),
        ("texts/entries/tr-receipt_sms/", {"text": "Aldık. {kod}"}, "text", "{kod} bilinmiyor"),
    ],
)
def test_what_the_whole_city_finds_in_an_entry_is_said_at_its_field(
    yasin: Client, address: str, sent: dict[str, str], field: str, words: str
) -> None:
    answer = yasin.post(f"/settings/documents/{address}", sent)
    assert answer.status_code == 422
    (error,) = answer.context["form"].errors[field]
    assert words in error
    assert not queries.document_drafts(cast.staff("yasin"))


def test_what_the_check_finds_elsewhere_keeps_no_entry_back(yasin: Client) -> None:
    wrong = queries.document_in_force(document("contacts")).text.replace("0262", "abc", 1)
    actions.keep_document(kind="contacts", text=wrong, by=cast.staff("yasin"), at=clock.now())
    other = {"slug": "yeni", "name": "Yeni", "role": "Tercüman", "phone": "0262 331 00 09"}
    assert yasin.post("/settings/documents/contacts/new/", other).status_code == 302
