"""What a telephone fetches for its first page, on a line that is paid by the megabyte."""

import re

import pytest
from django.test import Client

from alo153.launch import frontend, paths

MOST_BYTES = 150_000
LINKED = re.compile(r'<(?:script|link|use|img)[^>]*?(?:src|href)="\s*(/[^"#]*?)\s*["#]')
FONT = re.compile(r"url\(\"?\.?/?(fonts/[\w-]+\.woff2)")


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    frontend.ensure()


def fetched(client: Client, path: str) -> bytes:
    """Return what goes over the line, as a browser asks for it."""
    answer = client.get(path, headers={"Accept-Encoding": "gzip, br"})
    assert answer.status_code == 200, path
    return answer.getvalue()


PAGES = (
    *("/", "/ask/", "/announcements/", "/track/", "/mine/sign-in/", "/chat/", "/privacy/"),
    *(f"/apply/{step}/" for step in ("photo", "place", "text", "topic", "answer", "offline")),
)


@pytest.mark.parametrize("path", PAGES)
def test_a_first_page_is_small(client: Client, path: str) -> None:
    page = client.get(path).content
    parts = {each for each in LINKED.findall(page.decode()) if not each.startswith("/icons/")}
    assert {"/static/alo153/portal.css", "/static/alo153/page.js"} <= parts
    sheet = client.get("/static/alo153/portal.css").getvalue().decode()
    fonts = {f"/static/alo153/{each}" for each in FONT.findall(sheet)}
    assert len(fonts) == 2
    weights = {each: len(fetched(client, each)) for each in parts | fonts}
    weights[path] = len(fetched(client, path))
    assert sum(weights.values()) < MOST_BYTES, weights


def test_the_letters_that_are_cut_are_those_that_the_sheet_names() -> None:
    font = paths.var() / "frontend/alo153/fonts/inter-latin-ext-wght-normal.woff2"
    assert 5_000 < font.stat().st_size < 20_000
