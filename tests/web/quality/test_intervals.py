"""Each figure of a sample is shown with its interval, or with the words that there is none."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.quality import made

from alo153.core import clock
from alo153.quality import actions
from alo153.quality.actions.counting import count_all
from alo153.quality.models import Evaluation

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(days=1)


@pytest.fixture(autouse=True)
def a_day_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: LATER))


def scored(each: int, *, of: int | None = None, twice_percent: int = 0) -> None:
    """Let chance draw so many contacts of Elif, all `of` a day, and the evaluators score them."""
    derya, _hakan = cast.staff("derya"), cast.staff("hakan")
    actions.set_plan(each=each, twice_percent=twice_percent, appeal_days=7, by=derya, at=cast.AT)
    made.card()
    made.day(agents=("elif",), each=of or each)
    actions.draw_day(day=cast.AT.date(), at=LATER)
    rows = list(Evaluation.objects.order_by("second", "pk"))
    for turn, row in enumerate(rows):
        made.given(row, {"greets": int(turn in {0, 1, 6}), "listens": 3, "privacy": 0}, at=LATER)
    count_all()


def shown(page: str, **asked: str) -> str:
    browser = Client()
    browser.force_login(cast.staff("derya"))
    answer = browser.get(reverse(page), {"days": "365", **asked})
    return re.sub(r"\s+", " ", answer.content.decode("utf-8-sig" if asked else "utf-8"))


def test_critical_errors_are_a_share_with_an_interval_on_the_page_and_in_the_file() -> None:
    scored(5, of=10)
    page = shown("quality:team")
    # Wilson's interval of five of five, which say as much as ten: half of all were drawn
    assert "%100 (%72 – %100)" in page
    assert "%0 (%0 – %28)" in page
    assert "görüşme sayısı çok az" not in page
    file = shown("quality:team", **{"as": "csv"})
    assert "Kural" in file
    assert file.count(": oran") == 3
    for column in ("oran", "alt sınır", "üst sınır"):
        assert f"Vatandaşa zarar: {column}" in file


def test_of_all_contacts_of_a_day_a_share_is_as_certain_as_the_mean() -> None:
    scored(5)
    assert "%100 (%100 – %100)" in shown("quality:team")


def test_a_mean_of_four_contacts_has_no_interval_and_says_so() -> None:
    scored(4)
    page = shown("quality:team")
    assert "kurayla seçilen 4 görüşme: aralık vermek için çok az" in page
    assert '<span class="muted">görüşme sayısı çok az</span>' in page


def test_the_page_says_why_nobody_is_ranked_and_what_a_dropped_contact_is_taken_for() -> None:
    scored(4)
    page = shown("quality:team")
    assert "30 görüşmeden azıyla kimse sıralanmaz: aralık, farkların çoğundan geniştir" in page
    assert "puanlanamayan görüşmeler rastgele eksik sayılır" in page


def test_agreement_and_drift_have_an_interval_or_say_that_there_is_none() -> None:
    scored(5, twice_percent=100)
    page = shown("quality:agreement")
    assert "yeniden örneklenerek" in page
    assert re.search(r"\(-?\d,\d\d – -?\d,\d\d\)", page), "of the greeting they differ"
    assert "± " in page
