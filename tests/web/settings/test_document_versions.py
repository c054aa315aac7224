"""Each document of the city is changed, tried, put in force, and taken back to its version 1."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests import cast

from alo153.city import queries
from alo153.city.citypack.documents import DOCUMENTS, document
from alo153.core.ttl_cache import forget_cached

FEED = """\
[[feed]]
slug = "eczane"
name = "Nöbetçi eczaneler"
topic = "nobetci-eczane"
source = "https://eczane.example/liste"
form = "json"
every_minutes = 30
stale_minutes = 240
fields = {title = "ad"}
"""
# What each document says, and what it says after the change; a new document needs its row
CHANGES = {
    "city": ("question_days = 7", "question_days = 9"),
    "texts": ("Başvurunuzu aldık, ilgili", "Başvurunuz geldi, ilgili"),
    "topics": ('name = "Ağaç budama"', 'name = "Ağaç ve dal budama"'),
    "kinds": ("remind_before = 2", "remind_before = 3"),
    "units": ("Basın Yayın ve Halkla", "Basın ve Halkla"),
    "contacts": ("Arapça tercüman", "Farsça tercüman"),
    "alarms": ("look_within = 10", "look_within = 12"),
    "offices": ("minutes = 15", "minutes = 20"),
    "partners": ("every_morning = true", "every_morning = false"),
    "roles": ("müşteri temsilcisi", "çağrı görevlisi"),
    "queues": ('name = "Genel"', 'name = "Genel hat"'),
    "menu": ('title = "Ana menü"', 'title = "Seçenekler"'),
    "numbers": ("153 Çağrı Merkezi", "153 İletişim Hattı"),
    "voice": ("İyi günler dileriz.", "Hoşça kalın."),
    "pauses": ("minutes = 15", "minutes = 12"),
    "center": ("#ring_seconds = 20", "ring_seconds = 25"),
    "law": ("value = 2700", "value = 2400"),
    "retention": ("recordings = 180", "recordings = 60"),
    "feeds": ("# İSU'nun planlı su kesintileri", f"{FEED}\n# İSU'nun planlı su kesintileri"),
}
TRIED = {
    **dict.fromkeys(("city", "topics", "kinds", "alarms"), "Geçmiş başvurularla deneme"),
    **dict.fromkeys(("queues", "menu", "numbers"), "Geçmiş çağrılarla deneme"),
}
# Boundaries are brought as files: test_boundaries.py
WRITTEN = [each.kind for each in DOCUMENTS if each.kind != "boundaries"]


@pytest.fixture(autouse=True)
def _alone(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.CITY_FILES_DIR = tmp_path / "kept"
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def yasin(db: None) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client = Client()
    client.force_login(cast.staff("yasin"))
    return client


def in_force(kind: str) -> str:
    return queries.document_in_force(document(kind)).text


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    page: str = answer.content.decode()
    return page


def put_in_force(client: Client, home: str) -> None:
    marks = dict(re.findall(r'name="(onto|draft)" value="([^"]*)"', shown(client, home)))
    answer = client.post(f"{home}publish/", {"reason": "Şehir öyle istiyor.", **marks})
    assert answer.status_code == 302


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_document_is_changed_tried_put_in_force_and_taken_back(yasin: Client, kind: str) -> None:
    home = f"/settings/documents/{kind}/"
    old, new = CHANGES[kind]
    before = in_force(kind)
    assert old in before
    after = before.replace(old, new, 1)
    assert yasin.post(home, {"text": after}).status_code == 302
    page = shown(yasin, home)
    assert "<ins>+ " in page
    assert (f'href="{home}simulation/"' in page) is (kind in TRIED)
    if kind in TRIED:
        assert TRIED[kind] in shown(yasin, f"{home}simulation/")
    put_in_force(yasin, home)
    assert in_force(kind) == after
    assert yasin.post(f"{home}versions/1/").status_code == 302
    put_in_force(yasin, home)
    assert in_force(kind) == before
