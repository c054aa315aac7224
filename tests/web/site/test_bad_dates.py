"""Days that are none, and answers that come too late: the field is named, nothing typed is lost."""

import html
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import closed
from tests.web.desk.records import record

from alo153.cases import actions
from alo153.cases.rules.lifecycle import State
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
WORDS = "Şüpheli ağaç, köşedeki büfenin yanında."


def browser(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


@pytest.mark.parametrize("day", ["2026-02-30", "30.02.2026", "yarın", "2026-13-01", "0000-00-00"])
def test_a_search_between_days_that_are_none(day: str) -> None:
    response = browser("elif").post("/center/search/", {"q": WORDS, "since": day})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"since"}
    page = words(response)
    assert "tarih" in response.context["form"].errors["since"][0].lower()
    assert WORDS in page
    assert day in page


def test_a_search_that_ends_before_it_begins() -> None:
    typed = {"q": WORDS, "since": "2026-03-02", "until": "2026-03-01"}
    response = browser("elif").post("/center/search/", typed)
    assert response.status_code == 422
    assert "önce" in words(response)
    assert WORDS in words(response)


@pytest.mark.parametrize("day", ["2026-02-30", "yarın", ""])
def test_an_application_of_another_body_that_came_on_no_day(day: str) -> None:
    typed = record(kind="cimer", text=WORDS, register_number="26-1", register_arrived=day)
    response = browser("elif").post("/desk/work/new:1/case/", typed)
    assert response.status_code == 422
    assert "register_arrived" in response.context["form"].errors
    assert WORDS in words(response)


@pytest.mark.parametrize("day", ["2026-02-30T10:00", "2020-01-01T10:00", "yarın", ""])
def test_a_part_that_is_due_on_no_day(day: str) -> None:
    case = stories.pruning()
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    cast.staff("okan")
    typed = {"unit": "yol-ve-bakim", "text": WORDS, "due_at": day}
    response = browser("selin").post(f"/sub-tasks/of/{case.tracking_code}/", typed)
    assert response.status_code == 422
    assert "due_at" in response.context["form"].errors
    assert WORDS in words(response)


def test_an_answer_to_a_closed_case_gives_the_words_back() -> None:
    case = closed()
    response = browser("selin").post(
        f"/unit/cases/{case.tracking_code}/answer/", {"outcome": "done", "text": WORDS}
    )
    assert response.status_code == 409
    assert "kapandı" in words(response)
    assert WORDS in words(response)
    case.refresh_from_db()
    assert (case.state, case.closings.count()) == (State.CLOSED, 1)


@pytest.mark.parametrize(
    ("verb", "field"),
    [("approve", "plain_text"), ("send-back", "reason"), ("forward", "reason")],
)
def test_a_step_about_a_closed_case_gives_the_words_back(verb: str, field: str) -> None:
    case = closed()
    typed = {field: WORDS, "unit": "yol-ve-bakim"}
    response = browser("hakan").post(f"/center/cases/{case.tracking_code}/{verb}/", typed)
    assert response.status_code == 409
    assert f"Yazdıklarınız: {WORDS}" in words(response)
    assert case.closings.count() == 1
