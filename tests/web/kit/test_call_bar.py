"""A press on a link drops no call: whoever answers calls keeps the bar on every page of staff."""

import re
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.web.addresses import ALL, SAMPLES, Address

pytestmark = pytest.mark.django_db
HEADER = re.compile(r'<header class="topbar">.*?</header>', re.DOTALL)
# Opened beside the page that one is on, which keeps the call
IN_A_WINDOW = {"desk:receipt": "a paper to print", "desk:signing": "what a visitor signs on"}
MARKED = re.compile(r"<a [^>]*aria-current=")


@pytest.mark.parametrize(("username", "least"), [("elif", 15), ("hakan", 35)])
def test_every_page_has_the_call_bar_and_one_mark_in_the_menu(username: str, least: int) -> None:
    code = cast.open_case().tracking_code
    client = Client()
    client.force_login(cast.staff(username))
    shown = {each.name: _page(client, each, code) for each in ALL if _is_of_staff(each)}
    ours = {name: page for name, page in shown.items() if "<html" in page}
    without = {name for name, page in ours.items() if "<alo-softphone" not in page}
    marks = {name: _marks(page) for name, page in ours.items()}
    assert without == set()
    assert {name: count for name, count in marks.items() if count != 1} == {}
    assert len(ours) >= least, sorted(ours)


def _page(client: Client, address: Address, code: str) -> str:
    """Return what an address shows, if that is text."""
    answer: Any = client.get(address.path.replace(SAMPLES["code"], code))
    readable = answer.status_code == 200 and not answer.streaming
    return answer.content.decode(errors="replace") if readable else ""


def _is_of_staff(address: Address) -> bool:
    return hasattr(address.view, "requires") and address.name not in IN_A_WINDOW


def _marks(page: str) -> int:
    header = HEADER.search(page)
    return len(MARKED.findall(header[0])) if header else 0
