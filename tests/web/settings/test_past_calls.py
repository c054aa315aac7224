"""A draft of queues or menu is tried on the calls of last week before it is in force."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.alarms.watching import call

from alo153.city import queries
from alo153.city.citypack.documents import document
from alo153.core import clock
from alo153.core.ttl_cache import forget_cached

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_cast")]
HOME = "/settings/documents"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def yasin(client: Client) -> Client:
    client.force_login(cast.staff("yasin"))
    return client


def pressed(*keys: str) -> dict[str, Any]:
    return {"menu_path": [{"key": key, "node": "x", "word": "x", "about": ""} for key in keys]}


def on_monday(hour: int) -> datetime:
    """An hour of the day before the cast's own, by the clock of the city."""
    there = cast.AT.astimezone(cast.city_zone()) - timedelta(days=1)
    return there.replace(hour=hour, minute=0, second=0, microsecond=0)


def draft(client: Client, kind: str, old: str, new: str) -> None:
    said = queries.document_in_force(document(kind)).text
    assert old in said
    sent = {"text": said.replace(old, new, 1)}
    assert client.post(f"{HOME}/{kind}/", sent).status_code == 302


def figures(page: str) -> list[str]:
    """Return tried, elsewhere, outside as it is, outside by the draft."""
    return [
        part.partition("</dd>")[0].replace("<strong>", "").replace("</strong>", "")
        for part in page.split('<dd class="digits">')[1:5]
    ]


def row(page: str, name: str) -> list[str]:
    _, _, rest = page.partition(f'<th scope="row">{name}</th>')
    cells = rest.partition("</tr>")[0].split("</td>")[:2]
    return [each.rpartition(">")[2] for each in cells]


def test_other_hours_of_a_queue_are_tried(yasin: Client) -> None:
    call(on_monday(16), **pressed("4"))
    call(on_monday(10), **pressed("4"))
    call(on_monday(10), **pressed())
    call(clock.now() - timedelta(days=30), **pressed("4"))
    draft(yasin, "queues", 'mon-fri = "08:30-17:30"', 'mon-fri = "08:30-12:00"')
    assert "Geçmiş çağrılarla dene" in yasin.get(f"{HOME}/queues/").content.decode()
    page = yasin.get(f"{HOME}/queues/simulation/").content.decode()
    assert figures(page) == ["3", "1", "0", "1"]
    assert row(page, "Sosyal hizmetler") == ["2", "1"]
    assert row(page, "Genel") == ["1", "2"]


def test_another_key_of_the_menu_is_tried(yasin: Client) -> None:
    call(on_monday(10), **pressed("3"))
    call(on_monday(10), **pressed("1"))
    draft(yasin, "menu", '3 = "water", 4 = "social"', '3 = "social", 4 = "water"')
    page = yasin.get(f"{HOME}/menu/simulation/").content.decode()
    assert figures(page) == ["2", "1", "0", "0"]
    assert row(page, "Su ve kanal") == ["1", "0"]
    assert row(page, "Takip kodu") == ["1", "1"]


def test_callers_of_a_language_come_to_those_who_speak_it(yasin: Client) -> None:
    call(on_monday(10), **pressed("5"))
    draft(yasin, "queues", 'name = "Genel"', 'name = "Genel hat"')
    page = yasin.get(f"{HOME}/queues/simulation/").content.decode()
    assert figures(page)[1] == "0", "another name is no other place"
    assert row(page, "İngilizce") == ["1", "1"]


def test_a_draft_with_mistakes_is_not_tried(yasin: Client) -> None:
    draft(yasin, "queues", 'key = "general"', 'key = "genel"')
    answer = yasin.get(f"{HOME}/queues/simulation/")
    assert answer.status_code == 302
