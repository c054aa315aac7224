"""What `./alo153 pictures` opens and fills in is there, and the documents show what it takes."""

import re
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from django.test import Client
from tests import cast
from tests.architecture import tree

from tools import pictures


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    shown: str = answer.content.decode()
    return shown


@pytest.mark.parametrize("name", pictures.ROOMS)
def test_the_room_of_a_picture_is_open_to_its_person(db: None, client: Client, name: str) -> None:
    username, address = pictures.ROOMS[name]
    client.force_login(cast.staff(username))
    page(client, address)


def test_the_desk_asks_what_the_story_says(db: None, client: Client) -> None:
    client.force_login(cast.staff("elif"))
    asked = set(re.findall(r'name="(\w+)"', page(client, "/desk/new/1/")))
    assert {*pictures.STORY, "topic_text", "neighborhood_text"} <= asked


@pytest.mark.parametrize(
    ("address", "names"),
    [("/accounts/login/", {"login", "password"}), ("/track/", {"code", "phone"})],
)
def test_a_page_without_a_sign_in_asks_what_is_typed(
    db: None, client: Client, address: str, names: set[str]
) -> None:
    assert names <= set(re.findall(r'name="(\w+)"', page(client, address)))


def test_the_documents_show_the_pictures_that_are_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    browser = MagicMock()
    monkeypatch.setattr(pictures, "FOLDER", tmp_path)
    monkeypatch.setattr(pictures, "expect", MagicMock())
    monkeypatch.setattr(pictures.secrets_file, "ensure", MagicMock())
    pictures.take(browser, "http://localhost:1")
    shoot = browser.new_context().new_page().screenshot
    taken = {each.kwargs["path"].stem for each in shoot.call_args_list}
    assert taken == {file.stem for file in (tree.ROOT / "docs/pictures").glob("*.png")}
    texts = [file.read_text() for file in tree.with_suffix(".md")]
    assert taken == {name for text in texts for name in re.findall(r"pictures/(\w+)\.png", text)}
