"""The city's own map is sent piece by piece, within bounds; its address says which map it is."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from alo153.core.ttl_cache import forget_cached
from alo153.web.site import street_map

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 16


@pytest.fixture(autouse=True)
def file(settings: Settings, tmp_path: Path) -> Path:
    settings.STREET_MAP = tmp_path / "streets.pmtiles"
    settings.STREET_MAP.write_bytes(CONTENT)
    forget_cached()
    return Path(settings.STREET_MAP)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("bytes=0-6", 0, 6), ("bytes=4000-", 4000, 4095), ("bytes=4090-9999999", 4090, 4095)],
)
def test_a_piece_is_sent_as_it_was_asked_for(
    client: Client, asked: str, first: int, last: int
) -> None:
    answer = client.get(street_map.address(), headers={"range": asked})
    assert answer.status_code == 206
    assert answer.content == CONTENT[first : last + 1]
    assert answer["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"
    assert answer["Content-Length"] == str(last - first + 1)
    assert "immutable" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "asked", ["bytes=4096-", "bytes=9-3", "bytes=-5", "bytes=0-1,3-4", "rows=1-2", "bytes=x-"]
)
def test_what_cannot_be_sent_is_refused_with_the_size(client: Client, asked: str) -> None:
    answer = client.get(street_map.address(), headers={"range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(CONTENT)}")


def test_nobody_takes_the_memory_of_the_server(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(street_map, "MOST_BYTES", 10)
    answer = client.get(street_map.address(), headers={"range": "bytes=5-4000"})
    assert (answer.status_code, answer["Content-Range"]) == (206, "bytes 5-14/4096")


def test_the_whole_of_it_is_sent_to_nobody(client: Client) -> None:
    assert client.get(street_map.address()).status_code == 400
    assert client.post(street_map.address()).status_code == 405


def test_a_new_map_has_a_new_address(file: Path) -> None:
    before = street_map.address()
    assert before.startswith(f"{reverse('street_map')}?v=")
    file.write_bytes(CONTENT + b"more")
    forget_cached()
    assert street_map.address() not in {before, ""}


def test_a_page_of_before_gets_no_piece_of_a_new_map(client: Client, file: Path) -> None:
    before = street_map.address()
    file.write_bytes(CONTENT + b"more")
    answer = client.get(before, headers={"range": "bytes=0-6"})
    assert answer.status_code == 404
    assert "immutable" not in answer.headers.get("Cache-Control", "")


def test_without_a_map_nothing_is_there(client: Client, file: Path) -> None:
    before = street_map.address()
    file.unlink()
    forget_cached()
    assert street_map.address() == ""
    assert client.get(before, headers={"range": "bytes=0-6"}).status_code == 404
