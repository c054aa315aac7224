"""The rooms of an administrator, each filled, at a desk and on a phone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import expect
from pytest_django import Settings
from tests import cast
from tests.accounts.transport_verbs import faulty
from tests.channels.contract.stand_ins.telegram import SECRET, TOKEN
from tests.integrations import keys
from tests.journeys.opened import Opened
from tests.parts.roles import Role
from tests.transport.published import keep_files_in, publish_town

from alo153.channels.models import ApprovedTemplate
from alo153.city import actions as city
from alo153.city import queries
from alo153.city.citypack.documents import document
from alo153.city.citypack.documents.entries import KINDS, entries
from alo153.core.clock import now
from alo153.integrations.models import WebhookDelivery
from alo153.integrations.scopes import KeyScope
from alo153.launch.programs.processes import free_port

pytestmark = pytest.mark.journey
TABLE = """\
username,full_name,email,roles,units
canan,Canan Ak,canan@example.org,agent,
elif,Elif,elif@example.org,pilot,mars
"""
CONTACTS = "/settings/documents/contacts/"


def test_people_and_teams(opened: Opened) -> None:
    elif_, hakan, yasin = (cast.staff(name) for name in ("elif", "hakan", "yasin"))
    team = city.form_team(name="Mavi", lead=hakan, by=yasin, at=now())
    city.move_to_team(user=elif_, team=team, by=yasin, at=now())
    page = opened.page("/settings/people/new/", "yasin")
    page.get_by_role("button", name="Hesabı iste").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    wrong = opened.looks.at(page, "person-wrong")
    page.get_by_label("Kullanıcı adı").fill("canan.ak")
    page.get_by_label("Ad soyad").fill("Canan Ak")
    page.get_by_label("E-posta").fill("canan@example.org")
    page.get_by_label("müşteri temsilcisi", exact=True).check()
    page.get_by_role("button", name="Hesabı iste").click()
    expect(page.get_by_role("link", name="Bunlara bak")).to_be_visible()
    wrong += opened.looks.at(page, "people")
    page.goto("/settings/people/bring/")
    page.locator("textarea[name=text]").fill(TABLE)
    page.get_by_role("button", name="Tabloyu kontrol et").click()
    expect(page.get_by_role("rowheader", name="Canan Ak")).to_be_visible()
    wrong += opened.looks.at(page, "people-table")
    for name in (f"people/{elif_.pk}/", "teams/", f"teams/{team.pk}/"):
        page.goto(f"/settings/{name}")
        wrong += opened.looks.at(page, name.replace("/", "-"))
    second = opened.page("/settings/people/waiting/", "hakan")
    expect(second.get_by_label("Canan Ak")).to_be_visible()
    assert wrong + opened.looks.at(second, "people-waiting") == []


def test_documents_and_their_entries(opened: Opened, settings: Settings, tmp_path: Path) -> None:
    settings.CITY_FILES_DIR = tmp_path / "kept"
    yasin = cast.staff("yasin")
    text = queries.document_in_force(document("contacts")).text
    planned = city.publish_document(
        kind="contacts",
        text=text.replace("Arapça tercüman", "Farsça tercüman"),
        reason="Dil değişiyor.",
        onto=0,
        publish_at=now() + timedelta(days=1),
        by=yasin,
        at=now(),
    )
    city.keep_document(kind="contacts", text="[[contact]", by=yasin, at=now())
    page = opened.page("/settings/documents/", "yasin")
    wrong = opened.looks.at(page, "documents")
    page.goto(CONTACTS)
    expect(page.get_by_role("alert")).to_be_visible()
    wrong += opened.looks.at(page, "document-wrong")
    page.goto(f"{CONTACTS}versions/{planned.number}/")
    wrong += opened.looks.at(page, "document-version")
    city.discard_document(kind="contacts", by=yasin)
    page.goto(f"{CONTACTS}new/")
    page.get_by_role("button", name="Taslağıma yaz").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    wrong += opened.looks.at(page, "entry-wrong")
    for kind in sorted(KINDS):
        first = entries(kind, queries.document_in_force(document(kind)).text)[:1]
        ending = f"entries/{first[0].key}/" if first else "new/"
        page.goto(f"/settings/documents/{kind}/{ending}")
        wrong += opened.looks.at(page, f"entry-{kind}")
    assert wrong == []


def test_channels(opened: Opened, settings: Settings) -> None:
    settings.SOCIAL_URLS = {
        "telegram": f"telegram+https://{TOKEN}@api.telegram.org?secret={SECRET}"
    }
    settings.SMS_URL = f"smpp://u:p@127.0.0.1:{free_port()}?sender=KOCAELI"
    ApprovedTemplate.objects.create(name="yanit", language="tr", body="Yanıtınız hazır: {{1}}")
    page = opened.page("/settings/channels/", "yasin")
    page.locator("#channel-telegram").get_by_role("button").click()
    expect(page.locator("#channel-telegram [aria-invalid=true]").first).to_be_visible()
    wrong = opened.looks.at(page, "channels-wrong")
    sms = page.locator("form[action$='/channels/sms/test/']")
    sms.get_by_role("textbox").fill("0532 000 07 07")
    sms.get_by_role("button", name="Bağlantıyı kontrol et").click()
    expect(page.get_by_text("smpp: erişilemiyor")).to_be_visible()
    wrong += opened.looks.at(page, "channels-checked")
    sms.get_by_role("button", name="Deneme mesajı gönder").click()
    expect(page.get_by_role("heading", name="Kanal denemesi")).to_be_visible()
    assert wrong + opened.looks.at(page, "channel-test") == []


def test_connected_systems(opened: Opened) -> None:
    keys.waiting(KeyScope.OPEN_CASES, by=cast.with_roles("murat", Role.ADMINISTRATOR))
    heard = keys.subscribed()
    WebhookDelivery.objects.create(
        subscription=heard,
        event=1,
        body="{}",
        state=WebhookDelivery.State.DELIVERED,
        queued_at=now(),
    )
    page = opened.page("/settings/systems/", "yasin")
    page.get_by_role("button", name="Anahtar oluştur").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    wrong = opened.looks.at(page, "systems")
    for name in ("webhooks/", f"webhooks/{heard.pk}/"):
        page.goto(f"/settings/systems/{name}")
        wrong += opened.looks.at(page, name.replace("/", "-"))
    assert wrong == []


def test_health_and_machine(opened: Opened) -> None:
    page = opened.page("/settings/health/", "yasin")
    wrong = opened.looks.at(page, "health")
    page.goto("/settings/machine/")
    assert wrong + opened.looks.at(page, "machine") == []


def test_timetables(opened: Opened, settings: Settings, tmp_path: Path) -> None:
    cache.clear()
    keep_files_in(tmp_path, settings)
    publish_town()
    faulty()
    page = opened.page("/settings/timetables/", "yasin")
    expect(page.get_by_text("trips.txt:5")).to_be_visible()
    page.get_by_role("button", name="Yükle").click()
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    assert opened.looks.at(page, "timetables") == []
