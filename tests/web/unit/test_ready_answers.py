"""Ready answers: managers write them, words in braces are filled in, nothing typed is lost."""

import html
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.actions import NotTheirs
from alo153.cases.models import Answer, AnswerTemplate, Case
from alo153.cases.rules import codes
from alo153.core.clock import now

TEMPLATES = reverse("unit:templates")
TEXT = "{code}: {neighborhood} mahallesinde {topic} işi yapıldı."


@pytest.fixture
def template(nurten: User, case: Case) -> AnswerTemplate:
    assert case.unit
    return actions.keep_template(
        unit=case.unit,
        name="Yapıldı",
        text=TEXT,
        fits=actions.Fits(topic=case.topic),
        by=nurten,
        at=now(),
    )


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def filled(case: Case) -> str:
    code = codes.display(case.tracking_code)
    return f"{code}: Yahyakaptan mahallesinde Ağaç budama işi yapıldı."


def test_a_manager_keeps_changes_and_forgets_them(client: Client, nurten: User, case: Case) -> None:
    client.force_login(nurten)
    typed = {"unit": str(case.unit_id), "topic": "", "name": "Yapıldı", "text": TEXT}
    client.post(TEMPLATES, typed)
    client.post(TEMPLATES, typed | {"text": "Tamamlandı."})
    kept = AnswerTemplate.objects.get()
    assert kept.text == "Tamamlandı."
    assert "Tamamlandı." in words(client.get(f"{TEMPLATES}?edit={kept.pk}"))
    client.post(reverse("unit:drop_template", args=[kept.pk]))
    assert not AnswerTemplate.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("name", "", "Yanıta bir ad verin."),
        ("text", "", "Yanıtı yazın."),
        ("text", "Sayın {isim}", "Bilinmeyen: {isim}."),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(
    client: Client, nurten: User, case: Case, field: str, value: str, complaint: str
) -> None:
    client.force_login(nurten)
    typed = {"unit": str(case.unit_id), "name": "Yapıldı", "text": TEXT, field: value}
    response = client.post(TEMPLATES, typed)
    assert response.status_code == 422
    assert complaint in words(response)
    assert not AnswerTemplate.objects.exists()


def test_only_the_manager_of_the_unit_writes_them(
    template: AnswerTemplate, case: Case, selin: User, client: Client
) -> None:
    assert case.unit
    facts: dict[str, Any] = {"fits": actions.Fits(), "name": "x", "text": "x", "at": now()}
    with pytest.raises(NotTheirs):
        actions.keep_template(unit=case.unit, by=selin, **facts)
    with pytest.raises(NotTheirs):
        actions.drop_template(template=template, by=selin, at=now())


def test_who_writes_those_of_the_center_takes_none_of_a_unit(template: AnswerTemplate) -> None:
    facts: dict[str, Any] = {"fits": actions.Fits(), "name": "x", "text": "x", "at": now()}
    with pytest.raises(NotTheirs):
        actions.keep_template(template=template, unit=None, by=cast.staff("hakan"), **facts)


def test_a_manager_gives_one_another_name(
    client: Client, nurten: User, template: AnswerTemplate
) -> None:
    client.force_login(nurten)
    typed = {"unit": str(template.unit_id), "topic": "", "name": "Bitti", "text": TEXT}
    client.post(f"{TEMPLATES}?edit={template.pk}", typed)
    assert [each.name for each in AnswerTemplate.objects.all()] == ["Bitti"]


def test_a_ready_answer_goes_behind_what_is_typed(
    at_work: Client, case: Case, template: AnswerTemplate
) -> None:
    draft = reverse("unit:draft", args=[case.tracking_code])
    at_work.post(draft, {"outcome": "done", "text": "Yarım cümle"})
    address = reverse("unit:answer", args=[case.tracking_code])
    page = words(at_work.get(address, {"outcome": "done", "template": template.pk}))
    assert f"Yarım cümle\n{filled(case)}" in page


def test_those_of_another_topic_or_unit_are_not_offered(
    at_work: Client, case: Case, template: AnswerTemplate
) -> None:
    other = cast.open_case("Bank kırık.", about="bank-kamelya")
    address = reverse("unit:answer", args=[other.tracking_code])
    page = words(at_work.get(address, {"outcome": "done", "template": template.pk}))
    assert "mahallesinde" not in page


def test_many_are_answered_each_with_its_own_words(
    at_work: Client, case: Case, template: AnswerTemplate
) -> None:
    codes_of = [case.tracking_code, cast.open_case().tracking_code]
    sent = {"verb": "answer", "code": codes_of, "outcome": "done"}
    bulk = reverse("unit:bulk")
    assert TEXT in words(at_work.post(bulk, sent | {"template": str(template.pk)}))
    at_work.post(bulk, sent | {"go": "1", "text": TEXT})
    texts = {answer.case.tracking_code: answer.text for answer in Answer.objects.all()}
    assert set(texts) == set(codes_of)
    assert texts[case.tracking_code] == filled(case)
