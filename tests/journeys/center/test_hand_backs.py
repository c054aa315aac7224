"""What was given back, from unit to unit, as the secretary general sees it."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.journeys.opened import Opened
from tests.parts.events.consuming import consume

from alo153.cases import actions
from alo153.cases.models import HandBack
from alo153.core.clock import now

pytestmark = pytest.mark.journey
TARGETS = ("yol-ve-bakim", "isu", "cevre-koruma", "zabita", "fen-isleri", None)


@pytest.fixture(autouse=True)
def handed_back(transactional_db: None) -> None:
    """Parks gives six cases back, and five go on to five units."""
    cast.staff("gulay")
    for days, to in enumerate(TARGETS, start=1):
        case, at = cast.open_case(), cast.AT + timedelta(days=days)
        actions.return_not_ours(case=case, reason="Direk.", by=cast.staff("nurten"), at=at)
        if to:
            then = at + timedelta(hours=5)
            unit, elif_ = cast.unit(to), cast.staff("elif")
            actions.forward(case=case, to=unit, reason="Direk.", by=elif_, at=then)
    HandBack.objects.update(returned_at=now())
    consume()


def test_the_matrix_is_read_on_a_desk_and_on_a_telephone(opened: Opened) -> None:
    page = opened.page("/not-ours/", "gulay")
    expect(page.get_by_text("En çok zaman nerede kaybediliyor")).to_be_visible()
    assert opened.looks.at(page, "not-ours") == []
    with page.expect_download() as table:
        page.get_by_role("link", name="Tablo olarak indir (CSV)").click()
    assert table.value.suggested_filename == "not-ours-30.csv"
