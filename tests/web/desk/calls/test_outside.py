"""Outside agencies have no inbox: the center writes their answers down."""

import pytest
from django.test import Client
from tests import cast
from tests.web.desk.calls.outside import outside, post, returned, words

from alo153.cases import queries
from alo153.cases.models import Case, Draft
from alo153.cases.rules.lifecycle import State

pytestmark = pytest.mark.django_db
SAID = "Direk yenilendi, lamba yanıyor."


def page(client: Client, case: Case, query: str = "") -> str:
    return words(client, f"/center/cases/{case.tracking_code}/{query}")


def test_the_outcome_first_then_only_what_it_needs(agent: Client) -> None:
    case = outside()
    assert "outcome=planned" in page(agent, case)
    planned = page(agent, case, "?outcome=planned")
    assert 'name="planned_date"' in planned
    assert 'name="legal_basis"' not in planned


def test_the_answer_of_an_outside_body_is_written_down_and_approved(agent: Client) -> None:
    case = outside()
    shown = post(agent, case, "answer", outcome="done", text=SAID)
    assert "sade dille yazın" in shown
    answer = case.answers.get()
    assert (case.state, answer.unit) == (State.ANSWERED, cast.unit("elektrik-186"))
    assert (answer.text, answer.written_by) == (SAID, cast.staff("elif"))
    post(agent, case, "approve", plain_text=SAID)
    assert case.state == State.RELAYING


def test_a_missing_field_is_named_and_what_was_typed_is_kept(agent: Client) -> None:
    case = outside()
    address = f"/center/cases/{case.tracking_code}/answer/"
    refused = agent.post(address, {"outcome": "refused", "text": SAID})
    assert refused.status_code == 422
    shown = refused.content.decode()
    assert 'id="id_answer_legal_basis' in shown
    assert 'aria-invalid="true"' in shown
    assert SAID in shown
    case.refresh_from_db()
    assert case.state == State.FORWARDED


def test_what_is_typed_is_kept_and_shown_again(agent: Client) -> None:
    case = outside()
    address = f"/center/cases/{case.tracking_code}/answer/draft/"
    kept = agent.post(address, {"outcome": "done", "text": "Yarım cü"})
    assert "Taslak kaydedildi" in kept.content.decode()
    assert "Yarım cü" in page(agent, case)
    again = agent.post(address, {"outcome": "done", "text": "Yarım cü", "again": ""}, follow=True)
    assert "outcome=refused" in again.content.decode()
    assert "Yarım cü" in page(agent, case, "?outcome=refused")
    post(agent, case, "answer", outcome="done", text=SAID)
    assert not Draft.objects.exists()


def test_the_center_does_not_answer_for_a_department(agent: Client) -> None:
    case = cast.open_case()
    assert "outcome=done" not in page(agent, case)
    address = f"/center/cases/{case.tracking_code}/answer/"
    assert agent.post(address, {"outcome": "done", "text": SAID}).status_code == 404
    assert not case.answers.exists()


def test_a_case_without_a_unit_is_answered_at_the_center(agent: Client) -> None:
    case = returned()
    post(agent, case, "answer", outcome="done", text=SAID)
    shown = page(agent, case)
    assert "send-back" not in shown
    post(agent, case, "approve", plain_text=SAID)
    assert case.state == State.RELAYING


def test_an_answer_that_came_meanwhile_leaves_what_was_typed(agent: Client) -> None:
    case = outside()
    post(agent, case, "answer", outcome="done", text="Başka bir yanıt")
    address = f"/center/cases/{case.tracking_code}/answer/"
    late = agent.post(address, {"outcome": "done", "text": SAID})
    assert late.status_code == 409
    assert SAID in late.content.decode()


def test_the_look_into_the_case_does_not_depend_on_the_draft(agent: Client) -> None:
    case = outside()
    agent.post(f"/center/cases/{case.tracking_code}/answer/draft/", {"outcome": "made up"})
    assert "outcome=done" in page(agent, case)
    assert queries.draft(cast.staff("elif"), f"answer:{case.tracking_code}") == {
        "outcome": "made up"
    }
