"""The unit's answer: outcome first, only what it needs, nothing typed is lost."""

from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.cast import AT

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.models import Answer, Case, Draft
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.outcomes import MISSING, NEEDS, Finding, Need, Outcome

TEXT = "Ağaç kaldırıldı, yol açıldı."
FILLED = {
    "text": TEXT,
    "legal_basis": "5393 sayılı Kanun m. 14",
    "planned_date": "2099-05-01",
    "responsible_body": "İzmit Belediyesi",
}


def address(case: Case, name: str = "answer") -> str:
    return reverse(f"unit:{name}", args=[case.tracking_code])


def send(client: Client, case: Case, **fields: str) -> HttpResponse:
    return client.post(address(case), fields)  # type: ignore[return-value]


def test_the_outcome_is_asked_first(at_work: Client, case: Case) -> None:
    words = at_work.get(address(case)).content.decode()
    assert "<textarea" not in words
    for outcome in Outcome:
        assert f"outcome={outcome.value}" in words


@pytest.mark.parametrize("outcome", Outcome)
def test_only_what_the_outcome_needs_is_asked(
    at_work: Client, case: Case, outcome: Outcome
) -> None:
    response = at_work.get(address(case), {"outcome": outcome.value})
    needed = {need.value for need in NEEDS[outcome] | {Need.PHOTO}}
    assert set(response.context["form"].fields) == needed


@pytest.mark.parametrize("outcome", [each for each in Outcome if each is not Outcome.DUPLICATE])
def test_an_answer_goes_to_the_center(
    at_work: Client, case: Case, outcome: Outcome, selin: User
) -> None:
    fields = {need.value: FILLED[need.value] for need in NEEDS[outcome]}
    response = send(at_work, case, outcome=outcome.value, **fields)
    assert response.status_code == 302
    case.refresh_from_db()
    answer = Answer.objects.get()
    assert case.state == State.ANSWERED
    assert (answer.outcome, answer.text, answer.written_by) == (outcome.value, TEXT, selin)


def test_a_duplicate_names_the_other_case(at_work: Client, case: Case, open_case) -> None:  # type: ignore[no-untyped-def]
    other = open_case()
    shown = codes.display(other.tracking_code)
    send(at_work, case, outcome="duplicate", text=TEXT, duplicate_of=shown)
    assert Answer.objects.get().duplicate_of == other


@pytest.mark.parametrize("outcome", Outcome)
def test_each_missing_field_is_named_in_turkish_and_the_text_is_kept(
    at_work: Client, case: Case, outcome: Outcome
) -> None:
    response = send(at_work, case, outcome=outcome.value)
    assert response.status_code == 422
    errors = response.context["form"].errors  # type: ignore[attr-defined]
    with translation.override("tr"):
        assert errors == {need.value: [str(MISSING[need])] for need in NEEDS[outcome]}
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("outcome", "field", "value", "words"),
    [
        ("planned", "planned_date", "2020-01-01", "bugünden sonra"),
        ("planned", "planned_date", "yarın", "bugünden sonra"),
        ("duplicate", "duplicate_of", "123 456 789", "Takip kodu doğru değil"),
        ("duplicate", "duplicate_of", codes.new_code(lambda _: 5), "takip kodunu"),
    ],
)
def test_a_wrong_field_says_what_is_wrong(
    at_work: Client, case: Case, outcome: str, field: str, value: str, words: str
) -> None:
    response = send(at_work, case, outcome=outcome, text=TEXT, **{field: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert words in " ".join(response.context["form"].errors[field])  # type: ignore[attr-defined]
    assert TEXT in page
    assert f'value="{value}"' in page


def test_a_case_that_moved_on_keeps_what_was_typed(
    at_work: Client, case: Case, nurten: User
) -> None:
    finding = Finding(outcome=Outcome.DONE, text="Başka bir yanıt")
    actions.answer(case=case, finding=finding, by=nurten, at=AT)
    response = send(at_work, case, outcome="done", text=TEXT)
    words = response.content.decode()
    assert response.status_code == 409
    assert "Bu başvuru bu arada" in words
    assert TEXT in words


def test_a_case_that_left_the_unit_gives_back_what_was_typed(
    at_work: Client, case: Case, nurten: User
) -> None:
    actions.return_not_ours(case=case, reason="Bizim değil", by=nurten, at=AT)
    response = send(at_work, case, outcome="done", text=TEXT)
    assert response.status_code == 404
    assert TEXT in response.content.decode()


def test_what_is_typed_is_kept_and_shown_again(at_work: Client, case: Case, selin: User) -> None:
    fields = {"outcome": "planned", "text": "Yarım cü", "planned_date": "2099-05-01"}
    kept = at_work.post(address(case, "draft"), fields)
    assert "Taslak kaydedildi" in kept.content.decode()
    assert queries.draft(selin, f"answer:{case.tracking_code}") == fields
    again = at_work.get(address(case)).content.decode()
    assert "Yarım cü" in again
    assert 'value="2099-05-01"' in again


def test_another_outcome_keeps_the_words(at_work: Client, case: Case) -> None:
    fields = {"outcome": "done", "text": "Yarım cü", "again": ""}
    response = at_work.post(address(case, "draft"), fields, follow=True)
    assert "outcome=refused" in response.content.decode()
    refused = at_work.get(address(case), {"outcome": "refused"}).content.decode()
    assert "Yarım cü" in refused


def test_a_sent_answer_leaves_no_draft(at_work: Client, case: Case) -> None:
    at_work.post(address(case, "draft"), {"outcome": "done", "text": TEXT})
    send(at_work, case, outcome="done", text=TEXT)
    assert not Draft.objects.exists()


def test_a_colleagues_draft_is_not_mine(
    at_work: Client, client: Client, case: Case, nurten: User
) -> None:
    at_work.post(address(case, "draft"), {"outcome": "done", "text": "Selin'in"})
    client.force_login(nurten)
    assert "Selin&#x27;in" not in client.get(address(case), {"outcome": "done"}).content.decode()


def test_an_answer_sent_back_says_why(at_work: Client, case: Case, elif_: User) -> None:
    send(at_work, case, outcome="done", text=TEXT)
    case.refresh_from_db()
    actions.send_back(case=case, reason="Ne zaman yapıldı?", by=elif_, at=AT)
    words = at_work.get(reverse("unit:case", args=[case.tracking_code])).content.decode()
    assert "Ne zaman yapıldı?" in words
    assert "Merkez yanıtı geri gönderdi" in words


def test_an_answered_case_is_not_answered_again(at_work: Client, case: Case) -> None:
    send(at_work, case, outcome="done", text=TEXT)
    assert at_work.get(address(case)).status_code == 302


def test_a_refusal_keeps_its_law(at_work: Client, case: Case) -> None:
    fields = {"text": TEXT, "legal_basis": FILLED["legal_basis"]}
    send(at_work, case, outcome="refused", **fields)
    assert Answer.objects.get().legal_basis == FILLED["legal_basis"]


def test_a_plan_keeps_its_date(at_work: Client, case: Case) -> None:
    fields = {"text": TEXT, "planned_date": FILLED["planned_date"]}
    send(at_work, case, outcome="planned", **fields)
    assert Answer.objects.get().planned_date == date(2099, 5, 1)
