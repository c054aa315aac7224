"""Supervisors and administrators see the voice menu as a picture and in words."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.web.desk.calls.ringing import Ring

from alo153.calls.models import Call
from alo153.core import clock

pytestmark = pytest.mark.django_db
PAGE = "/live/menu/"


def page(client: Client, who: str = "yasin") -> str:
    client.force_login(cast.staff(who))
    response = client.get(PAGE)
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_the_menu_is_drawn_and_told_in_words(client: Client) -> None:
    shown = page(client)
    assert 'role="img"' in shown
    assert '<rect class="menu-box menu-status"' in shown
    assert "“Dokuz haneli takip kodunuzu tuşlayın." in shown
    assert "“English, five.”" in shown
    assert "“To hear how your application stands, press one." in shown


def test_people_read_words_and_not_the_keys_of_the_file(client: Client) -> None:
    shown = page(client)
    assert '<strong id="node-after-status">Başvurunuzun durumu</strong>' in shown
    assert ">after-status<" not in shown
    assert ">Ana menü</text>" in shown


def test_coordinates_have_no_separator_of_thousands(client: Client) -> None:
    """A browser draws nothing of a picture that is 1.454 wide."""
    boxes = re.findall(r'viewBox="([^"]*)"\s+width', page(client))
    assert max(int(number) for number in boxes[0].split()) > 999


def test_a_key_from_everywhere_is_told_and_not_drawn(client: Client) -> None:
    shown = page(client)
    assert "0 tuşu her yerden temsilciye bağlar" in shown


def test_the_wall_counts_whom_the_menu_served_today(client: Client, ring: Ring) -> None:
    now = clock.now()
    for entered_at in (now, now - timedelta(days=2)):
        call = ring()
        end = {"outcome": "self_served", "ended_by": "citizen", "ended_at": now}
        Call.objects.filter(pk=call.pk).update(entered_at=entered_at, **end)
    client.force_login(cast.staff("yasin"))
    shown = unescape(client.get("/live/").content.decode())
    assert '<strong class="digits">1</strong> bugün sesli menüde çözüldü' in shown
    assert re.search(r" sn</strong>\s+sesli menüde ortalama süre", shown)


@pytest.fixture
def city(tmp_path: Path, settings: Any) -> Path:
    """Return a city whose files may be changed."""
    settings.CITIES_DIR = tmp_path
    return Path(copytree(cast.CITIES / "kocaeli", tmp_path / "kocaeli"))


def test_what_is_wrong_is_said_with_its_remedy(client: Client, city: Path) -> None:
    path = city / "menu.toml"
    path.write_text(path.read_text().replace('next = "status"', 'next = "sttaus"'))
    shown = page(client, "hakan")
    assert "Sesli menüde hata var" in shown
    assert "sttaus" in shown
    assert "leads to" not in shown, "it is told in the language of who reads it"


def test_a_city_without_a_menu_says_what_its_callers_hear(client: Client, city: Path) -> None:
    (city / "menu.toml").unlink()
    assert "Bu şehrin sesli menüsü yok" in page(client)
