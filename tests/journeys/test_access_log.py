"""A supervisor finds out for a citizen who looked at their record, with the keyboard alone."""

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.cases import stories
from tests.journeys.opened import Opened

from alo153.cases import queries
from alo153.cases.rules import codes
from alo153.core import clock

pytestmark = pytest.mark.journey


def test_the_question_is_typed_and_answered(opened: Opened) -> None:
    case = stories.relaying()
    for username in ("elif", "selin"):
        asker = cast.staff(username)
        queries.look_at(asker, case.tracking_code, what="desk", at=clock.now())
    page = opened.page("/access-log/", "hakan")
    page.get_by_label("Telefon numarası, takip kodu").focus()
    page.keyboard.type(codes.display(case.tracking_code))
    page.keyboard.press("Tab")
    page.keyboard.type("Vatandaş sordu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="Selin Koç")).to_be_visible()
    assert opened.looks.at(page, "access-log") == []
