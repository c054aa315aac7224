"""Two people at one case: they see each other, and the words of neither are lost."""

import html
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.cast import AT

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Case, Presence
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.core import events
from alo153.core.clock import now

FIRST = "Nurten'in yanıtı: dallar budandı."
SECOND = "Selin'in yanıtı: ağaç kaldırıldı."


@pytest.fixture
def answered(case: Case, nurten: User) -> Case:
    finding = Finding(outcome=Outcome.DONE, text=FIRST)
    actions.answer(case=case, finding=finding, by=nurten, at=AT)
    return case


def address(case: Case, name: str) -> str:
    return reverse(f"unit:{name}", args=[case.tracking_code])


def words(response: object) -> str:
    assert isinstance(response, HttpResponse)
    return html.unescape(response.content.decode())


def test_who_opens_a_case_sees_who_writes_at_it(at_work: Client, case: Case, nurten: User) -> None:
    assert "yazıyor" not in words(at_work.get(address(case, "case")))
    actions.be_present(case=case, user=nurten, writes=True, at=now())
    for page in (
        at_work.get(address(case, "case")),
        at_work.get(address(case, "answer"), {"outcome": "done"}),
        at_work.post(address(case, "here"), {"writes": "0"}),
    ):
        assert "Nurten Aydın" in words(page)
        assert "şu anda bu başvuruya yanıt yazıyor" in words(page)


def test_who_comes_is_seen_by_who_is_there_already(
    at_work: Client, client: Client, case: Case, nurten: User
) -> None:
    at_work.post(address(case, "here"), {"writes": "0"})
    client.force_login(nurten)
    seen = words(client.post(address(case, "here"), {"writes": "1"}))
    assert "Selin" in seen
    assert "şu anda bu başvuruya bakıyor" in seen


def test_who_left_is_not_seen_any_more(at_work: Client, case: Case, nurten: User) -> None:
    actions.be_present(case=case, user=nurten, writes=True, at=now() - timedelta(minutes=1))
    assert "Nurten" not in words(at_work.post(address(case, "here")))


def test_presence_is_forgotten_after_a_day(case: Case, nurten: User) -> None:
    actions.be_present(case=case, user=nurten, writes=True, at=AT)
    actions.be_present(case=case, user=nurten, writes=False, at=AT)
    actions.forget_presences(at=AT + timedelta(hours=23))
    assert Presence.objects.count() == 1
    actions.forget_presences(at=AT + timedelta(hours=25))
    assert not Presence.objects.exists()


def send(client: Client, case: Case, **fields: str) -> HttpResponse:
    typed = {"outcome": "done", "text": SECOND, **fields}
    return client.post(address(case, "answer"), typed)  # type: ignore[return-value]


def test_the_second_answer_is_shown_beside_the_first(at_work: Client, answered: Case) -> None:
    response = send(at_work, answered)
    assert response.status_code == 409
    page = words(response)
    assert FIRST in page
    assert SECOND in page
    assert "Nurten Aydın sizden önce yanıt verdi" in page


def test_the_second_may_take_the_place_of_the_first_and_both_stay(
    at_work: Client, answered: Case, selin: User
) -> None:
    assert send(at_work, answered, instead="1").status_code == 302
    answered.refresh_from_db()
    assert answered.state == State.ANSWERED
    first, second = answered.answers.all()
    assert (first.text, first.sent_back_by) == (FIRST, selin)
    assert (second.text, second.sent_back_at) == (SECOND, None)
    names = [event.name for event in events.history(answered)]
    assert names[-2:] == ["case.answer_sent_back", "case.answered"]


def test_an_answer_that_lacks_something_takes_no_place(at_work: Client, answered: Case) -> None:
    assert send(at_work, answered, instead="1", text=" ").status_code == 422
    answered.refresh_from_db()
    assert answered.state == State.ANSWERED
    assert answered.answers.get().sent_back_at is None


def test_an_answer_that_the_center_approved_keeps_its_place(
    at_work: Client, answered: Case, elif_: User
) -> None:
    actions.approve(case=answered, plain_text="Dalları budadık.", by=elif_, at=AT)
    response = send(at_work, answered, instead="1")
    assert response.status_code == 409
    assert SECOND in words(response)
    assert answered.answers.count() == 1


def test_another_unit_takes_nobodys_place(client: Client, answered: Case, okan: User) -> None:
    client.force_login(okan)
    response = send(client, answered, instead="1")
    assert response.status_code == 404
    assert SECOND in words(response)
