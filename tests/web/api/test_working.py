"""A unit's own system works on the unit's applications, and on no other."""

import pytest
from tests.cases import stories
from tests.integrations.keys import made
from tests.web.api.asking import System, fields

from alo153.cases.models import Answer, Case, Note
from alo153.core import events
from alo153.integrations.scopes import KeyScope

pytestmark = pytest.mark.django_db
DONE = {"outcome": "done", "text": "Budadık."}


@pytest.fixture(name="case")
def _case(db: None) -> Case:
    """An application of Park ve Bahçeler."""
    return stories.pruning()


@pytest.fixture(name="worker")
def _worker(db: None) -> System:
    """The work orders of Park ve Bahçeler."""
    return System(key=made(KeyScope.ANSWER_CASES, KeyScope.ADD_NOTES)[1])


def test_a_unit_accepts_notes_and_answers(worker: System, case: Case) -> None:
    here = f"/cases/{case.tracking_code}"
    assert worker.post(f"{here}/acceptance", {}).json()["state"] == "accepted"
    assert worker.post(f"{here}/notes", {"text": "Yarın gidiyoruz."}).status_code == 201
    answer = worker.post(f"{here}/answers", DONE, once="a-1")
    assert (answer.status_code, answer.json()["state"]) == (201, "answered")
    again = worker.post(f"{here}/answers", DONE, once="a-1")
    assert (again.status_code, again.json()) == (201, answer.json())
    assert str(Note.objects.get().by_user) == "Park iş emri"
    assert str(Answer.objects.get().written_by) == "Park iş emri"
    told = [event.name for event in events.history(case)]
    assert told[-3:] == ["case.accepted", "case.noted", "case.answered"]


def test_what_is_not_theirs_goes_back_with_a_reason(worker: System, case: Case) -> None:
    here = f"/cases/{case.tracking_code}/returns"
    assert list(fields(worker.post(here, {"reason": " "}))) == ["/reason"]
    assert worker.post(here, {"reason": "Bizim değil."}).json()["state"] == "at_center"
    assert worker.post(here, {"reason": "Bizim değil."}).status_code == 404


def test_an_answer_brings_what_its_outcome_needs(worker: System, case: Case) -> None:
    here = f"/cases/{case.tracking_code}/answers"
    for body, wrong in (
        ({"outcome": "refused", "text": "Olmaz."}, "/legal_basis"),
        ({"outcome": "planned", "text": "Sonra."}, "/planned_date"),
        ({"outcome": "planned", "text": "Sonra.", "planned_date": "2020-01-01"}, "/planned_date"),
        ({"outcome": "planned", "text": "Sonra.", "planned_date": "2020-02-31"}, "/planned_date"),
        ({"outcome": "planned", "text": "Sonra.", "planned_date": 0}, "/planned_date"),
        ({"outcome": "duplicate", "text": "Aynı."}, "/duplicate_of"),
        ({"outcome": "duplicate", "text": "Aynı.", "duplicate_of": "yok"}, "/duplicate_of"),
        ({"outcome": "yok", "text": "Aynı."}, "/outcome"),
    ):
        answer = worker.post(here, body)
        assert (answer.status_code, list(fields(answer))) == (422, [wrong])
    assert not Answer.objects.exists()


def test_what_can_be_chosen_is_said_without_a_word_of_english(worker: System, case: Case) -> None:
    body = {"outcome": "yok", "text": "Aynı."}
    (words,) = fields(worker.post(f"/cases/{case.tracking_code}/answers", body)).values()
    assert words.startswith("Şunlardan biri: 'done', ")
    assert " or " not in words


def test_an_application_that_went_on_is_a_conflict(worker: System, case: Case) -> None:
    here = f"/cases/{case.tracking_code}"
    worker.post(f"{here}/answers", DONE)
    answer = worker.post(f"{here}/acceptance", {})
    assert (answer.status_code, answer.json()["type"]) == (409, "/api/v1/docs/#conflict")


def test_another_units_system_finds_nothing(case: Case) -> None:
    stranger = System(
        key=made(KeyScope.ANSWER_CASES, KeyScope.ADD_NOTES, units=["yol-ve-bakim"])[1]
    )
    for verb, body in (
        ("acceptance", {}),
        ("notes", {"text": "Not."}),
        ("returns", {"reason": "Not."}),
        ("answers", DONE),
    ):
        answer = stranger.post(f"/cases/{case.tracking_code}/{verb}", body)
        assert answer.status_code == 404


def test_who_sees_every_case_does_not_work_on_those_of_other_units(case: Case) -> None:
    system = System(
        key=made(KeyScope.READ_EVERY_CASE, KeyScope.ANSWER_CASES, units=["yol-ve-bakim"])[1]
    )
    answer = system.post(f"/cases/{case.tracking_code}/acceptance", {})
    assert (answer.status_code, answer.json()["detail"]) == (
        403,
        "Bu başvuru sizin biriminizde değil.",
    )
    case.refresh_from_db()
    assert case.state == "forwarded"


def test_no_other_scope_lets_a_key_work_on_cases_of_other_units(case: Case) -> None:
    system = System(key=made(*KeyScope, units=["yol-ve-bakim"])[1])
    for verb, body in (
        ("acceptance", {}),
        ("notes", {"text": "Not."}),
        ("returns", {"reason": "Not."}),
        ("answers", DONE),
    ):
        answer = system.post(f"/cases/{case.tracking_code}/{verb}", body)
        assert answer.status_code == 403, verb
    assert not Note.objects.exists()
