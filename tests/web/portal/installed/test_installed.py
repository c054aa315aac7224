"""The portal as an app: what a telephone installs, and what its worker may keep."""

import io
import json
import re
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from PIL import Image
from tests import cast

from alo153.core.ttl_cache import forget_cached
from alo153.launch import frontend
from alo153.web.portal.apply import waiting
from alo153.web.portal.installed.icons import ICONS


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    frontend.ensure()


def told(client: Client) -> dict[str, object]:
    """Return what stands in front of the worker."""
    first = client.get("/apply/worker.js").content.decode().partition("\n")[0]
    found = json.loads(first.removeprefix("self.kept=").removesuffix(";"))
    assert isinstance(found, dict)
    return found


def test_a_telephone_installs_the_city_s_name_and_color(client: Client) -> None:
    link = re.search(r'<link rel="manifest" href="([^"]+)">', client.get("/").content.decode())
    assert link
    manifest = client.get(link[1])
    assert manifest.headers["Content-Type"] == "application/manifest+json"
    content = manifest.json()
    city = cast.city()
    assert content["name"] == f"{city.short_name} {city.number}"
    assert (content["theme_color"], content["display"]) == (city.accent, "standalone")
    assert client.get(content["start_url"]).status_code == 200
    assert [client.get(each["url"]).status_code for each in content["shortcuts"]] == [302, 200]
    sizes = {(each["sizes"], each["purpose"]) for each in content["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes


@pytest.mark.parametrize("name", ICONS)
def test_its_pictures_are_drawn_in_the_city_s_color(client: Client, name: str) -> None:
    city = cast.city()
    city.accent = "#a01020"
    city.save()
    forget_cached()
    picture = Image.open(io.BytesIO(client.get(f"/icons/{name}.png").content)).convert("RGBA")
    forget_cached()
    icon = ICONS[name]
    assert picture.size == (icon.size, icon.size)
    assert picture.getpixel((icon.size // 2, icon.size // 10)) == (0xA0, 0x10, 0x20, 255)
    corner = picture.getpixel((0, 0))
    assert isinstance(corner, tuple)
    assert corner[3] == (255 if icon.whole else 0)  # a telephone cuts the whole one itself


def test_no_other_picture_is_drawn(client: Client) -> None:
    assert client.get("/icons/app-4096.png").status_code == 404


def test_the_worker_reaches_applications_and_no_page_that_tells_of_one(client: Client) -> None:
    page = client.get("/").content.decode()
    assert 'data-worker="/apply/worker.js"' in page
    assert 'data-scope="/apply/"' in page
    answer = client.get("/apply/worker.js")
    assert answer.headers["Content-Type"] == "text/javascript"
    # Else a browser would let it serve more than lies below its address
    assert "Service-Worker-Allowed" not in answer.headers
    assert "no-store" in answer.headers["Cache-Control"]


def test_what_the_worker_keeps_belongs_to_nobody_and_is_all_that_its_page_needs(
    client: Client,
) -> None:
    files = told(client)["files"]
    assert isinstance(files, list)
    assert files[:2] == ["/apply/offline/", "/theme.css"]
    static = [each.removeprefix("/static/") for each in files[2:]]
    assert [each for each in static if finders.find(each) is None] == []
    page = client.get("/apply/offline/").content.decode()
    linked = re.findall(r'<(?:script|link|img|use)[^>]*(?:src|href)="([^"#]+)', page)
    # A telephone asks for these when it installs, not when it draws the page
    linked = [each for each in linked if not re.search(r"manifest|^/icons/", each)]
    assert {each.strip() for each in linked} <= set(files)
    sheet = finders.find("alo153/portal.css")
    assert isinstance(sheet, str)
    fonts = re.findall(r"url\(\"?\./(fonts/[\w-]+\.woff2)", Path(sheet).read_text())
    assert len(fonts) == 2
    assert {f"/static/alo153/{each}" for each in fonts} <= set(files)


def test_the_page_is_not_drawn_for_every_answer_that_names_its_version(client: Client) -> None:
    forget_cached()
    with patch.object(waiting, "drawn", wraps=waiting.drawn) as drawn:
        for _ in range(5):
            told(client)
        client.cookies["theme"] = "x" * 50
        told(client)
        assert drawn.call_count == 1
        client.cookies["theme"] = "dark"
        told(client)
        assert drawn.call_count == 2


def test_another_language_look_or_state_of_the_city_is_another_version(client: Client) -> None:
    first = told(client)["version"]
    assert told(client)["version"] == first
    client.cookies["theme"] = "dark"
    dark = told(client)["version"]
    client.post("/language/", {"language": "en", "next": "/"})
    english = told(client)["version"]
    city = cast.city()
    city.number = "154"
    city.save()
    forget_cached()
    assert len({first, dark, english, told(client)["version"]}) == 4
    forget_cached()
