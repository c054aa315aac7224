"""The top bar: the page one is on is marked, search is at hand, and no telephone without a seat."""

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse
from pytest_django import DjangoAssertNumQueries
from tests import cast

from alo153 import web
from alo153.cases import actions
from alo153.cases.permissions import OPEN_CASE
from alo153.web.apps import AUDIENCES
from alo153.web.kit.shell import navigation

pytestmark = pytest.mark.django_db
HEADER = re.compile(r'<header class="topbar">.*?</header>', re.DOTALL)
# Who, where they are, and the link that is marked there
PLACES = [
    ("elif", "/desk/", "Masa"),
    ("elif", "/center/cases/{code}/", "Masa"),
    ("elif", "/center/lists/", "Merkez işleri"),
    ("elif", "/center/search/", "Başvuru ara"),
    ("elif", "/sub-tasks/of/{code}/", "Merkez işleri"),
    ("hakan", "/live/skills/", "Canlı"),
    ("hakan", "/live/menu/", "Sesli menü"),
    ("selin", "/unit/cases/{code}/", "Birim"),
    ("selin", "/sub-tasks/of/{code}/", "Birim"),
    ("derya", "/center/cases/{code}/", "Başvuru ara"),
    ("gulay", "/results/", "Sonuçlar"),
    ("gulay", "/reports/places/", "Raporlar"),
    ("yasin", "/settings/routing/rules/new/", "Yönlendirme"),
    ("yasin", "/accounts/password/change/", "Parolayı değiştir"),
    ("selin", "/reclassify/{code}/", "Birim"),
    ("elif", "/reclassify/{code}/", "Merkez işleri"),
    ("hakan", "/counter/overview/", "İletişim merkezleri"),
    ("hakan", "/posts/", "Paylaşımlar"),
    ("hakan", "/live/lists/", "Arama listeleri"),
    ("hakan", "/center/conversations/", "Yazışmalar"),
    ("yasin", "/settings/systems/", "Bağlı sistemler"),
    ("yasin", "/notices/ways/", "Bildirimler"),
    ("selin", "/quality/mine/", "Değerlendirmelerim"),
    ("elif", "/care/survey/", "Benim için destek"),
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
    for path in ("/center/search/", f"/center/cases/{case.tracking_code}/"):
        shown = page(username, path)
        assert 'id="bar-find"' in shown
        for part in ("alo-softphone", "/desk/phone/", "/desk/day/", "softphone.js"):
            assert part not in shown, part


def test_who_answers_calls_keeps_the_telephone() -> None:
    assert "alo-softphone" in page("elif", "/center/search/")


def test_each_entry_leads_to_a_page_that_its_permission_opens() -> None:
    for name, entry in navigation._ENTRIES.items():
        view: Any = resolve(reverse(name)).func
        # A page of `for_staff` names none: every permission opens it
        opening = {entry.permission, *entry.also}
        assert view.requires == () or opening <= set(view.requires), name


def test_each_entry_has_a_symbol_that_is_drawn() -> None:
    sprite = (Path(web.__file__).parent / "static" / "web" / "icons.svg").read_text()
    named = {name: entry.icon for name, entry in navigation._ENTRIES.items()}
    assert {name for name, icon in named.items() if f'id="{icon}"' not in sprite} == set()


def test_every_audience_that_has_a_menu_is_read() -> None:
    menus = sorted(path.parent.name for path in Path(web.__file__).parent.glob("*/menu.py"))
    assert menus == sorted(AUDIENCES)


def test_the_menu_is_grouped_by_those_it_is_for() -> None:
    shown = HEADER.search(page("hakan", "/desk/"))
    assert shown
    heads = re.findall(r'<summary class="menu-head">(.*?)<svg', shown[0])
    assert heads == [
        "Masa",
        "Merkez",
        "Bilgi",
        "Telefon",
        "Kalite",
        "Genel bakış",
        "Ekip",
        "Yönetim",
    ]
    # What is needed all day needs no press to be seen
    assert links(page("hakan", "/desk/"))[1:6] == [
        "Masa",
        "Merkez işleri",
        "Yazışmalar",
        "Olaylar",
        "Canlı",
    ]


def test_the_secretary_general_s_bar_leads_to_figures() -> None:
    bar = links(page("gulay", "/results/"))[1:6]
    assert bar == ["Başvuru ara", "Gecikenler", "Sonuçlar", "İadeler", "Raporlar"]


def test_a_menu_asks_the_database_nothing_and_its_counts_one_query_each(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    selin, elif_ = cast.staff("selin"), cast.staff("elif")
    for _ in range(2):
        cast.open_case()
    for user, waiting in ((selin, [2, 0]), (elif_, [0, 0, 0, 0])):
        user.may(OPEN_CASE)
        with django_assert_num_queries(0):
            navigation.staff_links(user, "/desk/")
        with django_assert_num_queries(len(waiting)):
            assert [count.number for count in navigation.counts(user)] == waiting


def test_the_counts_come_beside_the_page() -> None:
    case = cast.open_case()
    assert '<span id="count-unit-inbox" data-menu-count></span>' in page("selin", "/unit/")
    shown = page("selin", "/alarms/count/")
    assert re.search(r'id="count-unit-inbox" hx-swap-oob="innerHTML">.*?>1<', shown, re.DOTALL)
    actions.accept(case=case, by=cast.staff("selin"), at=cast.AT)
    assert "menu-count" not in page("selin", "/alarms/count/")


def test_a_count_stops_where_nobody_reads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = replace(navigation._ENTRIES["unit:inbox"], counter=lambda _user: navigation.MOST + 1)
    monkeypatch.setitem(navigation._ENTRIES, "unit:inbox", entry)
    assert ">99+<" in page("selin", "/alarms/count/")
