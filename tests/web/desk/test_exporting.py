"""The document of a case: only for those who may take it out, and never unseen."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.cases import stories

from alo153.cases.models import Case
from alo153.citizens import queries as citizen_queries
from alo153.core.models import Event
from alo153.web.cases import paper


@pytest.fixture
def case(db: None, settings: Settings, tmp_path: Path) -> Case:
    return stories.relaying()


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(cast.staff(username))
    return client


def test_a_supervisor_takes_a_case_out_as_a_document(case: Case) -> None:
    supervisor = signed_in("hakan")
    page = supervisor.get(f"/center/cases/{case.tracking_code}/").content.decode()
    assert "Belge olarak (PDF/A)" in page
    response = supervisor.post(f"/center/cases/{case.tracking_code}/export/")
    assert response.headers["Content-Type"] == "application/pdf"
    assert f'filename="{case.tracking_code}.pdf"' in response.headers["Content-Disposition"]
    assert response.content.startswith(b"%PDF-1.7")
    assert Event.objects.filter(name="case.exported", subject_id=str(case.pk)).count() == 1
    assert case.reporter
    entries = citizen_queries.accesses_of_case(cast.staff("hakan"), case.pk)
    assert "desk-export" in [entry.what for entry in entries]
    assert (
        "Belge olarak dışa aktarıldı"
        in supervisor.get(f"/center/cases/{case.tracking_code}/").content.decode()
    )


def test_an_agent_is_not_offered_it_and_may_not(case: Case) -> None:
    agent = signed_in("elif")
    assert "PDF/A" not in agent.get(f"/center/cases/{case.tracking_code}/").content.decode()
    assert agent.post(f"/center/cases/{case.tracking_code}/export/").status_code == 403
    assert not Event.objects.filter(name="case.exported").exists()


def test_a_document_is_taken_by_a_press_and_not_by_a_link(case: Case) -> None:
    assert signed_in("hakan").get(f"/center/cases/{case.tracking_code}/export/").status_code == 405


def test_a_case_that_is_not_there(case: Case) -> None:
    assert signed_in("gulay").post("/center/cases/482109373/export/").status_code == 404


def test_without_the_letters_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "_FONT", "alo153/fonts/none.ttf")
    with pytest.raises(FileNotFoundError, match=r"run ./alo153 build"):
        paper.fonts()
