"""The top bar: the page one is on is marked, search is at hand, and no telephone without a seat."""

import html
import re

import pytest
from django.test import Client
from tests import cast

pytestmark = pytest.mark.django_db
HEADER = re.compile(r'<header class="topbar">.*?</header>', re.DOTALL)
# Who, where they are, and the link that is marked there
PLACES = [
    ("elif", "/desk/", "Masa"),
    ("elif", "/desk/cases/{code}/", "Masa"),
    ("elif", "/desk/center/", "Merkez işleri"),
    ("elif", "/desk/search/", "Başvuru ara"),
    ("elif", "/parts/of/{code}/", "Merkez işleri"),
    ("hakan", "/live/skills/", "Canlı"),
    ("hakan", "/live/menu/", "Sesli menü"),
    ("selin", "/unit/cases/{code}/", "Birim"),
    ("selin", "/parts/of/{code}/", "Birim"),
    ("derya", "/desk/cases/{code}/", "Başvuru ara"),
    ("gulay", "/results/", "Sonuçlar"),
    ("yasin", "/settings/routing/rules/new/", "Yönlendirme"),
    ("yasin", "/accounts/password/change/", "Parola değiştir"),
]


def page(username: str, path: str) -> str:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser.get(path).content.decode()


def links(page: str, attribute: str = "") -> list[str]:
    header = HEADER.search(page)
    assert header
    found = re.findall(rf"<a [^>]*{attribute}[^>]*>(.*?)</a>", header[0], re.DOTALL)
    return [html.unescape(re.sub(r"<.*?>", "", label, flags=re.DOTALL)).strip() for label in found]


@pytest.mark.parametrize(("username", "path", "label"), PLACES)
def test_the_page_one_is_on_is_marked_in_the_menu(username: str, path: str, label: str) -> None:
    code = cast.open_case().tracking_code
    assert links(page(username, path.format(code=code)), 'aria-current="') == [label]


@pytest.mark.parametrize("username", sorted(each.username for each in cast.pack().staff))
def test_no_two_links_of_a_menu_are_called_alike(username: str) -> None:
    named = links(page(username, "/accounts/password/change/"))
    assert len(named) == len(set(named)), named


@pytest.mark.parametrize("username", ["derya", "gulay"])
def test_who_answers_no_calls_gets_a_search_and_no_telephone(username: str) -> None:
    case = cast.open_case()
    assert "Başvuru ara" in links(page(username, "/results/"))
    for path in ("/desk/search/", f"/desk/cases/{case.tracking_code}/"):
        shown = page(username, path)
        assert 'id="bar-find"' in shown
        for part in ("alo-softphone", "/desk/phone/", "/desk/day/", "softphone.js"):
            assert part not in shown, part


def test_who_answers_calls_keeps_the_telephone() -> None:
    assert "alo-softphone" in page("elif", "/desk/search/")
