"""Many cases at once: each for itself, and nothing typed is lost."""

import html
from collections.abc import Callable

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests import cast

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Answer, Case, ClockEntry
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import State
from alo153.core import events
from alo153.core.clock import now

OpenCase = Callable[..., Case]
BULK = reverse("unit:bulk")
TEXT = "Ekip bölgeyi dolaştı, dallar budandı."


@pytest.fixture
def three(open_case: OpenCase) -> list[Case]:
    # Not due yet, in whatever month the test runs
    return [open_case(at=now()) for _ in range(3)]


def send(client: Client, verb: str, cases: list[Case], **fields: str) -> HttpResponse:
    chosen = [case.tracking_code for case in cases]
    response = client.post(f"{BULK}?show=all", {"verb": verb, "code": chosen, **fields})
    for case in cases:
        case.refresh_from_db()
    return response  # type: ignore[return-value]


def words(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def test_all_are_accepted_with_an_event_each(
    at_work: Client, selin: User, three: list[Case]
) -> None:
    response = send(at_work, "accept", three)
    assert response.url == f"{reverse('unit:inbox')}?show=all"  # type: ignore[attr-defined]
    assert {(case.state, case.accepted_by) for case in three} == {(State.ACCEPTED, selin)}
    assert [events.history(c).filter(name="case.accepted").count() for c in three] == [1, 1, 1]
    assert "3 başvuru kabul edildi." in words(at_work.get(reverse("unit:inbox")))  # type: ignore[arg-type]


def test_what_is_refused_says_why_and_stops_no_other(
    at_work: Client, nurten: User, three: list[Case]
) -> None:
    actions.return_not_ours(case=three[0], reason="Bizim değil.", by=nurten, at=now())
    actions.accept(case=three[1], by=nurten, at=now())
    page = words(send(at_work, "accept", three))
    assert "1 tamamlandı, 2 yapılamadı" in page
    assert "Artık biriminizde değil." in page
    assert "Bu arada ilerledi: üzerinde çalışılıyor." in page
    assert three[2].state == State.ACCEPTED


def test_they_are_given_to_a_colleague_accepted_or_not(
    at_work: Client, selin: User, nurten: User, three: list[Case]
) -> None:
    actions.accept(case=three[0], by=selin, at=now())
    asked = words(send(at_work, "assign", three))
    assert "3 başvuru seçili" in asked
    assert "<title> Görevlendir · " in " ".join(asked.split())
    assert "Nurten Aydın" in asked
    send(at_work, "assign", three, go="1", to=str(nurten.pk))
    assert {(case.state, case.accepted_by) for case in three} == {(State.ACCEPTED, nurten)}
    assert [events.history(c).filter(name="case.assigned").count() for c in three] == [1, 0, 0]
    story = words(at_work.get(reverse("unit:case", args=[three[0].tracking_code])))  # type: ignore[arg-type]
    assert "Birimde birine verildi" in story


def test_another_units_colleague_cannot_take_them(
    at_work: Client, okan: User, three: list[Case]
) -> None:
    response = send(at_work, "assign", three, go="1", to=str(okan.pk))
    assert response.status_code == 422
    assert {case.state for case in three} == {State.FORWARDED}


def test_the_time_of_all_stands_and_goes_on_with_the_reason(
    at_work: Client, three: list[Case]
) -> None:
    reason = "Fırtına: ağaçlara çıkılamıyor."
    send(at_work, "pause", three, go="1", reason=reason)
    assert [case.due_at for case in three] == [None] * 3
    assert ClockEntry.objects.filter(verb="pause", reason=reason).count() == 3
    again = words(send(at_work, "pause", three, go="1", reason=reason))
    assert "0 tamamlandı, 3 yapılamadı" in again
    assert "Süre zaten duruyor." in again
    assert reason in again
    send(at_work, "resume", three, go="1", reason="Fırtına dindi.")
    assert all(case.due_at for case in three)


def test_one_answer_goes_to_all(at_work: Client, three: list[Case]) -> None:
    asked = words(send(at_work, "answer", three))
    assert 'value="done"' in asked
    assert 'value="duplicate"' not in asked
    assert "<textarea" in words(send(at_work, "answer", three, outcome="done"))
    send(at_work, "answer", three, outcome="done", go="1", text=TEXT)
    assert {case.state for case in three} == {State.ANSWERED}
    assert set(Answer.objects.values_list("text", flat=True)) == {TEXT}


def test_a_missing_field_is_named_and_the_words_are_kept(
    at_work: Client, three: list[Case]
) -> None:
    response = send(at_work, "answer", three, outcome="planned", go="1", text=TEXT)
    assert response.status_code == 422
    assert TEXT in words(response)
    assert words(response).count('name="code"') >= 3
    assert not Answer.objects.exists()


def test_they_are_given_back_with_the_reason(at_work: Client, three: list[Case]) -> None:
    empty = send(at_work, "return", three, go="1", reason=" ")
    assert empty.status_code == 422
    send(at_work, "return", three, go="1", reason="Yol Bakım'ın işi.")
    assert {(case.state, case.unit) for case in three} == {(State.AT_CENTER, None)}


def test_one_that_breaks_stops_no_other(
    at_work: Client, three: list[Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    accept = actions.accept

    def breaks(*, case: Case, **facts: object) -> None:
        if case == three[1]:
            raise DatabaseError("lost")
        accept(case=case, **facts)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "accept", breaks)
    page = words(send(at_work, "accept", three))
    assert "2 tamamlandı, 1 yapılamadı" in page
    assert codes.display(three[1].tracking_code) in page
    assert [case.state for case in three] == ["accepted", "forwarded", "accepted"]


def test_another_units_case_is_refused_like_a_missing_one(
    client: Client, okan: User, three: list[Case]
) -> None:
    client.force_login(okan)
    page = words(send(client, "accept", three))
    assert page.count("Artık biriminizde değil.") == 3
    assert three[0].topic.name not in page
    assert {case.state for case in three} == {State.FORWARDED}


@pytest.mark.parametrize("fields", [{}, {"verb": "accept"}, {"code": "482109373", "verb": "x"}])
def test_nothing_chosen_says_so(at_work: Client, fields: dict[str, str]) -> None:
    response = at_work.post(BULK, fields, follow=True)
    assert "Önce listeden başvuru seçin." in response.content.decode()


def test_a_step_for_a_code_that_nobody_was_given_leads_back_to_the_list(at_work: Client) -> None:
    response = at_work.post(BULK, {"one": "1", "code": "a/b", "verb": "pause"})
    assert response.status_code == 200
    assert response.context["back"] == reverse("unit:inbox")


def test_a_single_case_is_held_and_assigned_from_its_page(
    at_work: Client, three: list[Case]
) -> None:
    page = words(at_work.get(reverse("unit:case", args=[three[0].tracking_code])))  # type: ignore[arg-type]
    for verb in ("assign", "pause"):
        panel = page.partition('id="case-panel"')[2]
        assert f'name="verb" value="{verb}"' in " ".join(panel.split())


def test_a_step_for_one_case_leads_back_to_it(at_work: Client, three: list[Case]) -> None:
    case = three[0]
    actions.accept(case=case, by=cast.staff("selin"), at=now())
    home = reverse("unit:case", args=[case.tracking_code])
    asked = words(send(at_work, "pause", [case], one="1"))
    assert f'href="{home}?show=all"' in asked
    assert "Başvuruya dön" in asked
    done = send(at_work, "pause", [case], one="1", go="1", reason="Vinç bekleniyor.")
    assert done.url == f"{home}?show=all"  # type: ignore[attr-defined]
    assert "1 başvurunun süresi durduruldu." in words(at_work.get(home))  # type: ignore[arg-type]
