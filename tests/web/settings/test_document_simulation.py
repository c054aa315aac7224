"""What a draft would have done to past applications is shown before it is in force."""

import re

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories

from alo153.city import queries
from alo153.city.citypack.documents import document, entries

HOME = "/settings/documents/"


@pytest.fixture
def yasin(db: None) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client = Client()
    client.force_login(cast.staff("yasin"))
    return client


def shown(client: Client, address: str) -> str:
    return " ".join(client.get(address).content.decode().split())


def test_a_standard_is_tried_on_past_applications_before_it_is_in_force(yasin: Client) -> None:
    stories.pruning()
    home = f"{HOME}topics/"
    now = queries.document_in_force(document("topics")).text
    said = entries.put("topics", now, "agac-budama", {"standard": "2 working days"})
    assert "simulation/" not in shown(yasin, home)
    assert yasin.post(home, {"text": said}).status_code == 302
    assert f'href="{home}simulation/"' in shown(yasin, home)
    page = shown(yasin, f"{home}simulation/")
    assert "Ağaç budama" in page
    assert "10 iş günü" in page
    assert "2 iş günü" in page


def test_alarm_words_are_counted_on_past_applications_without_a_word_of_them(
    yasin: Client,
) -> None:
    cast.open_case("Ağaç devrildi, Yahyakaptan parkında.")
    home = f"{HOME}alarms/"
    now = queries.document_in_force(document("alarms")).text
    said = entries.put("alarms", now, "gaz", {"name": "Gaz, ağaç", "phrases": ("ağaç devril*",)})
    assert yasin.post(home, {"text": said}).status_code == 302
    assert f'href="{home}simulation/"' in shown(yasin, home)
    page = shown(yasin, f"{home}simulation/")
    row = page.partition("Gaz, ağaç</th>")[2].partition("</tr>")[0]
    assert re.findall(r">(\d+)</td>", row) == ["0", "1", "0", "0"]
    assert "Yahyakaptan" not in page


def test_only_what_says_by_when_is_tried(yasin: Client) -> None:
    page = shown(yasin, f"{HOME}topics/simulation/")
    assert "hiçbirinin son tarihi değişmiyor" in page
    assert yasin.get(f"{HOME}contacts/simulation/").status_code == 404
    yasin.post(f"{HOME}kinds/", {"text": "[[kind]"})
    refused = yasin.get(f"{HOME}kinds/simulation/")
    assert refused.headers["Location"] == f"{HOME}kinds/"
