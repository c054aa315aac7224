"""Two people on one case: the second is told how it stands, and keeps every word typed."""

import html

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.cases.together.sub_tasks import asked

from alo153.cases import actions
from alo153.cases.rules.lifecycle import State
from alo153.core.clock import now

pytestmark = pytest.mark.django_db
WORDS = "Ağacın dallarını\nbudadık; lamba yanıyor."


def post(agent: Client, code: str, verb: str, **typed: str) -> tuple[int, str]:
    response = agent.post(f"/center/cases/{code}/{verb}/", typed)
    return response.status_code, html.unescape(response.content.decode())


def test_who_approves_second_sees_how_it_stands_and_what_was_typed(agent: Client) -> None:
    case = stories.relaying()
    status, page = post(agent, case.tracking_code, "approve", plain_text=WORDS)
    assert status == 409
    assert "Başka biri sizden önce davrandı" in page
    assert "Yazdıklarınız: Ağacın dallarını" in page
    assert case.answers.get().plain_text == "Ağacın dallarını budadık. İyi günler dileriz."
    assert "Yazdıklarınız:" not in agent.get("/center/lists/").content.decode()


def test_who_sends_back_what_was_approved_meanwhile_keeps_the_reason(agent: Client) -> None:
    case = stories.relaying()
    status, page = post(agent, case.tracking_code, "send-back", reason="Ne zaman?")
    assert (status, case.state) == (409, State.RELAYING)
    assert "Yazdıklarınız: Ne zaman?" in page


def test_passing_on_waits_for_the_part_of_another_unit_and_says_so(agent: Client) -> None:
    case = stories.pruning()
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    asked(case)
    body = cast.outside_body()
    typed = {"unit": body.slug, "reason": "Onların görevi.", "plain_text": WORDS}
    status, page = post(agent, case.tracking_code, "pass-on", **typed)
    assert status == 422
    assert "Başka bir birim" in page
    assert "Onların görevi." in page
    assert "Başka biri sizden önce davrandı" not in page
