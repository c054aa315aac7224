"""The question on the pages: the unit asks, the citizen answers on the web or on the telephone."""

import html

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests import cast

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Case, Question
from alo153.cases.search.inbox import Stage
from alo153.citizens.channel import Channel
from alo153.core.clock import now

WHICH = "Hangi ağaç?"
CORNER = "Köşedeki büyük çınar."


@pytest.fixture
def asked(case: Case, selin: User) -> Case:
    actions.ask(case=case, text=WHICH, by=selin, at=now())
    return case


def address(case: Case, name: str) -> str:
    return reverse(f"unit:{name}", args=[case.tracking_code])


def words(response: HttpResponse) -> str:
    return html.unescape(response.content.decode())


def test_the_unit_asks_and_is_told_how_it_goes_out(at_work: Client, case: Case) -> None:
    assert "7 gün bekler" in words(at_work.get(address(case, "ask")))  # type: ignore[arg-type]
    response = at_work.post(address(case, "ask"), {"text": WHICH}, follow=True)
    page = words(response)  # type: ignore[arg-type]
    assert "Soru vatandaşa SMS ile gidiyor." in page
    assert "Vatandaşa soruldu" in page
    assert Question.objects.get().text == WHICH


def test_a_question_too_long_for_sms_is_refused_with_its_length(
    at_work: Client, case: Case
) -> None:
    long = "🌳 " + "Hangi ağacı budayalım, köşedekini mi, öndekini mi? " * 9
    response = at_work.post(address(case, "ask"), {"text": long})
    assert response.status_code == 422
    page = words(response)  # type: ignore[arg-type]
    assert "mesaj tutuyor; en çok 6 mesaj gönderilebilir." in page
    assert long.strip() in page
    assert not Question.objects.exists()


def test_an_empty_or_second_question_is_refused_with_the_words_kept(
    at_work: Client, asked: Case
) -> None:
    assert "Soruyu yazın." in words(at_work.post(address(asked, "ask"), {"text": " "}))  # type: ignore[arg-type]
    response = at_work.post(address(asked, "ask"), {"text": "Bir soru daha?"})
    assert response.status_code == 422
    assert "Zaten vatandaşın yanıtı beklenen bir soru var." in words(response)  # type: ignore[arg-type]
    assert "Bir soru daha?" in words(response)  # type: ignore[arg-type]


def test_the_list_says_who_is_waited_for(at_work: Client, asked: Case, open_case) -> None:  # type: ignore[no-untyped-def]
    open_case()
    listed = at_work.get(f"{reverse('unit:inbox')}?stage={Stage.WAITING}")
    assert [row.tracking_code for row in listed.context["inbox"].cases] == [asked.tracking_code]
    assert "vatandaş bekleniyor" in words(listed)  # type: ignore[arg-type]


def test_the_citizen_answers_by_the_link_of_the_message(
    client: Client, asked: Case, selin: User
) -> None:
    page = words(client.get(reverse("portal:link", args=[asked.link_key])))  # type: ignore[arg-type]
    assert WHICH in page
    reply = reverse("portal:link_reply", args=[asked.link_key])
    assert client.post(reply, {"text": ""}).status_code == 422
    done = client.post(reply, {"text": CORNER}, follow=True)
    assert "Yanıtınız birime ulaştı" in words(done)  # type: ignore[arg-type]
    client.force_login(selin)
    assert CORNER in words(client.get(address(asked, "case")))  # type: ignore[arg-type]


def test_the_citizen_answers_with_code_and_number(client: Client, asked: Case) -> None:
    typed = {"code": asked.tracking_code, "phone": cast.phone_of("Ayşe Işık")}
    client.post(reverse("portal:track"), typed)
    client.post(reverse("portal:timeline_reply"), {"text": CORNER})
    assert Question.objects.get().reply == CORNER


def test_an_answer_that_comes_too_late_gives_the_words_back(
    client: Client, asked: Case, selin: User
) -> None:
    actions.return_not_ours(case=asked, reason="Bizim değil.", by=selin, at=now())
    response = client.post(reverse("portal:link_reply", args=[asked.link_key]), {"text": CORNER})
    assert response.status_code == 422
    assert CORNER in words(response)  # type: ignore[arg-type]
    assert "Bu soruyu yanıtlamanız artık gerekmiyor" in words(response)  # type: ignore[arg-type]


def test_a_stranger_answers_nothing(client: Client, asked: Case) -> None:
    assert client.post(reverse("portal:timeline_reply"), {"text": "x"}).status_code == 302
    assert (
        client.post(reverse("portal:link_reply", args=["falsch"]), {"text": "x"}).status_code == 404
    )
    assert Question.objects.get().state == "open"


def test_the_center_calls_and_writes_the_answer_down(
    client: Client, elif_: User, selin: User
) -> None:
    case = cast.open_case(wish=Channel.PHONE)
    actions.ask(case=case, text=WHICH, by=selin, at=now())
    client.force_login(elif_)
    assert case.topic.name in words(client.get(reverse("center:list", args=["questions"])))  # type: ignore[arg-type]
    page = words(client.get(reverse("center:case", args=[case.tracking_code])))  # type: ignore[arg-type]
    assert WHICH in page
    act = reverse("center:act", args=[case.tracking_code, "reply"])
    assert client.post(act, {"text": CORNER}).status_code == 302
    assert Question.objects.get().reply_channel == "phone"
    assert "sizden önce davrandı" in words(client.post(act, {"text": CORNER}, follow=True))  # type: ignore[arg-type]
