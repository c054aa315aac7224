"""What cannot be taken back is asked for twice: the button stands behind what is lost."""

import re
from pathlib import Path

import pytest
from django.test import Client
from tests import cast

from alo153.city import actions
from alo153.core import clock

TEMPLATES = Path(__file__).parents[3] / "src/alo153/web"
FINAL = (
    "live_alarms:retire_rule",
    "live:drop_prompt",
    "settings:discard_rules",
    "settings:discard_document",
    "settings:remove_entry",
)


@pytest.mark.parametrize("name", FINAL)
def test_no_page_has_a_bare_button_for_what_cannot_be_taken_back(name: str) -> None:
    pages = [each.read_text() for each in TEMPLATES.rglob("*.html") if name in each.read_text()]
    assert pages
    bare = rf'action="{{% url [\'"]{name}'
    for page in pages:
        draws = len(re.findall(rf"url [\"']{name}[\"'][^%]* as address", page))
        # A draft that says the same as what is in force loses nothing
        assert draws or name == "settings:discard_rules"
        assert not re.search(bare, page) or name == "settings:discard_rules"


@pytest.mark.django_db
def test_a_draft_is_thrown_away_behind_a_sentence_that_says_what_is_lost() -> None:
    yasin, client = cast.staff("yasin"), Client()
    client.force_login(yasin)
    actions.keep_document(kind="contacts", text="# boş", by=yasin, at=clock.now())
    page = client.get("/settings/documents/contacts/").content.decode()
    before, _, _ = page.partition('action="/settings/documents/contacts/discard/"')
    assert before.rfind("<details") > before.rfind("</details>")
    assert "Yürürlükte olan aynen kalır" in page
