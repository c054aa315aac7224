"""Agents read what citizens write, answer it, and take an answer back."""

from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.letters import AYSE, LETTER, came, photo, sms, taken_in
from tests.contacts.way import open_case
from tests.parts.processes.clamd import EICAR, Clamd

from alo153.cases.actions import link_conversation
from alo153.channels.inbound import Inbound, InboundFile
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog
from alo153.contacts.conversations.actions import take
from alo153.contacts.models import Conversation, Message
from alo153.core import clock
from alo153.core.actor import SYSTEM

pytestmark = pytest.mark.django_db
State = Conversation.State


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


def page(client: Client, conversation: Conversation, verb: str = "") -> str:
    return client.get(f"/center/conversations/{conversation.pk}/{verb}").content.decode()


def post(client: Client, conversation: Conversation, verb: str, **data: str) -> Any:
    return client.post(f"/center/conversations/{conversation.pk}/{verb}/", data)


def test_what_waits_is_listed_with_who_wrote_and_about_what(elif_: Client) -> None:
    _, conversation = taken_in()
    listed = elif_.get("/center/conversations/").content.decode()
    assert "Ayşe Işık" in listed
    assert "Sokağımızda çukur var" in listed
    assert f"/center/conversations/{conversation.pk}/" in listed
    assert "Bekleyen" in listed
    assert (
        "Üzerinizde yazışma yok." in elif_.get("/center/conversations/list/mine/").content.decode()
    )
    assert elif_.get("/center/conversations/list/nothing/").status_code == 404


def test_only_a_button_with_a_colleagues_name_takes_from_that_colleague(elif_: Client) -> None:
    murat, (_, conversation) = cast.staff("murat"), taken_in()
    take(conversation=conversation, by=murat, at=cast.AT)
    for seen in ({}, {"from": str(cast.staff("hakan").pk)}, {"from": ""}):
        answer = elif_.post(f"/center/conversations/{conversation.pk}/take/", seen, follow=True)
        assert "Bu yazışma bir çalışma arkadaşınızda" in unescape(answer.content.decode())
        conversation.refresh_from_db()
        assert conversation.assignee == murat
    assert f'name="from" value="{murat.pk}"' in " ".join(page(elif_, conversation).split())
    post(elif_, conversation, "take", **{"from": str(murat.pk)})
    conversation.refresh_from_db()
    assert conversation.assignee == cast.staff("elif")


def test_what_a_stranger_wrote_is_text_and_never_a_page(elif_: Client) -> None:
    bad = "<script>alert(1)</script>"
    letter = Inbound(
        reference="", sender=AYSE, sender_name=bad, subject=bad, text=bad, new_text=bad, html=bad
    )
    _, conversation = taken_in(letter)
    assert bad not in page(elif_, conversation)
    assert bad not in elif_.get("/center/conversations/").content.decode()


def test_an_answer_names_its_receiver_and_can_be_taken_back(elif_: Client, settings: Any) -> None:
    settings.SEND_DELAY_SECONDS = 10
    _, conversation = taken_in()
    assert f"Gönder: e-posta: {AYSE}" in page(elif_, conversation)
    answer = post(elif_, conversation, "reply", text="Ekip yolda.")
    assert answer.url == f"/center/conversations/{conversation.pk}/"
    shown = page(elif_, conversation)
    assert "Birazdan gidecek" in shown
    again = post(elif_, conversation, "reply", text="Ekip yolda.")
    assert again.status_code == 422
    assert "Bir yanıt gitmek üzere." in again.content.decode()
    message = Message.objects.get(purpose="reply")
    assert (message.state, message.to) == ("queued", AYSE)
    post(elif_, conversation, f"replies/{message.pk}/take-back")
    shown = page(elif_, conversation)
    assert "Geri alındı; gönderilmedi." in shown
    assert "Ekip yolda.</textarea>" in shown
    assert not Message.objects.filter(purpose="reply").exists()
    post(elif_, conversation, f"replies/{uuid4()}/take-back")
    assert "Geç kaldınız" in page(elif_, conversation)


def test_an_answer_that_is_refused_stays_typed(elif_: Client) -> None:
    _, conversation = taken_in(sms("Su yok"), channel=Channel.SMS)
    answer = post(elif_, conversation, "reply", text="ş" * 2000)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "SMS için uzun." in said
    assert "ş" * 2000 in said
    empty = post(elif_, conversation, "reply", text=" ")
    assert "Vatandaşın okuyacağı yanıtı yazın." in empty.content.decode()


def test_a_colleague_who_has_it_is_named_and_asked_before_it_is_answered(elif_: Client) -> None:
    _, conversation = taken_in()
    post(elif_, conversation, "take")
    murat = Client()
    murat.force_login(cast.staff("murat"))
    elifs_name = cast.staff("elif").full_name
    assert f"Devral ({elifs_name})" in page(murat, conversation)
    refused = post(murat, conversation, "reply", text="Geliyoruz.")
    assert refused.status_code == 409
    assert "Geliyoruz.</textarea>" in refused.content.decode()
    post(murat, conversation, "take", **{"from": str(cast.staff("elif").pk)})
    assert post(murat, conversation, "reply", text="Geliyoruz.").status_code == 302
    for verb in ("give-back", "close"):
        post(elif_, conversation, verb)
        assert "Bu yazışma bir çalışma arkadaşınızda." in page(elif_, conversation)


def test_a_conversation_ends_and_is_opened_again(elif_: Client) -> None:
    _, conversation = taken_in()
    post(elif_, conversation, "close", reason="spam")
    conversation.refresh_from_db()
    assert conversation.close_reason == "spam"
    assert "Yeniden aç" in page(elif_, conversation)
    post(elif_, conversation, "reopen")
    post(elif_, conversation, "give-back")
    post(elif_, conversation, "close")
    conversation.refresh_from_db()
    assert conversation.close_reason == "settled"


def test_a_conversation_is_tied_to_an_application_by_its_code(elif_: Client) -> None:
    _, conversation = taken_in()
    case = open_case(Channel.EMAIL)
    assert "Takip kodu doğru değil" in post(elif_, conversation, "link", code="1").content.decode()
    unknown = post(elif_, conversation, "link", code="100000009")
    assert unknown.status_code == 422
    assert post(elif_, conversation, "link", code=case.tracking_code).status_code == 302
    assert f"/center/cases/{case.tracking_code}/" in page(elif_, conversation)


def test_files_and_the_message_as_it_came_are_taken_along(elif_: Client) -> None:
    message, conversation = taken_in(
        Inbound(reference="", sender=AYSE, text="x", new_text="x", files=(photo(),))
    )
    [file] = message.files.all()
    shown = elif_.get(f"/center/conversations/{conversation.pk}/files/{file.pk}/")
    assert shown["Content-Type"] == "image/jpeg"
    raw = elif_.get(f"/center/conversations/{conversation.pk}/raw/{message.pk}/")
    assert raw["Content-Type"] == "application/octet-stream"
    assert raw["Content-Disposition"].startswith("attachment")
    _, other = taken_in(LETTER)
    for path in (f"files/{file.pk}", f"raw/{message.pk}"):
        assert elif_.get(f"/center/conversations/{other.pk}/{path}/").status_code == 404


def test_of_a_letter_with_a_virus_the_words_stay_and_the_file_does_not(
    elif_: Client, clamd: Clamd
) -> None:
    virus = InboundFile(name="fatura.exe", content_type="image/png", content=EICAR)
    files = (photo(), virus)
    message, conversation = taken_in(replace(LETTER, files=files))
    clean, infected = message.files.all()
    assert (infected.file.name, infected.size) == ("", len(EICAR))
    text = page(elif_, conversation)
    assert "fatura.exe" in text
    assert "Virüslü: saklanmadı." in text
    assert f"files/{infected.pk}/" not in text
    assert f"raw/{message.pk}/" not in text
    own = f"/center/conversations/{conversation.pk}"
    found = {
        path: elif_.get(f"{own}/{path}/").status_code
        for path in (f"files/{clean.pk}", f"files/{infected.pk}", f"raw/{message.pk}")
    }
    assert list(found.values()) == [200, 404, 404]


def test_who_looks_is_written_down(elif_: Client) -> None:
    _, conversation = taken_in()
    before = AccessLog.objects.count()
    page(elif_, conversation)
    look = AccessLog.objects.latest("id")
    assert AccessLog.objects.count() == before + 1
    assert (look.user, look.what) == (cast.staff("elif"), "conversation")


def test_a_confidential_conversation_is_for_its_clerk_alone(elif_: Client) -> None:
    case = confidential.opened()
    _, conversation = taken_in(sms("Tamam", sender=confidential.PHONE), channel=Channel.SMS)
    link_conversation(case=case, conversation=conversation, by=SYSTEM, at=cast.AT)
    assert elif_.get(f"/center/conversations/{conversation.pk}/").status_code == 404
    assert post(elif_, conversation, "reply", text="Alo").status_code == 404
    assert "Tamam" not in elif_.get("/center/conversations/").content.decode()
    meral = Client()
    meral.force_login(cast.staff("meral"))
    confidential.explained(case, "meral")
    assert "Tamam" in page(meral, conversation)


def test_whoever_reads_a_confidential_conversation_says_why_and_it_is_written_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = confidential.opened()
    _, conversation = taken_in(sms("Tamam", sender=confidential.PHONE), channel=Channel.SMS)
    link_conversation(case=case, conversation=conversation, by=SYSTEM, at=cast.AT)
    meral, talk = Client(), f"/center/conversations/{conversation.pk}/"
    meral.force_login(cast.staff("meral"))
    asked = meral.get(talk)
    assert (asked.status_code, asked.content) == (302, b"")
    assert not AccessLog.objects.filter(what="conversation").exists()
    for part in ("preview/", "reply/", "take/"):
        assert meral.post(f"{talk}{part}", {"text": "Alo"}).status_code == 302
    assert not Message.objects.filter(purpose="reply").exists()
    opened = meral.post(asked["Location"], {"why": "work", "next": talk})
    assert opened["Location"] == talk
    assert "Tamam" in page(meral, conversation)
    reason = AccessLog.objects.get(case_id=case.pk, what="reason")
    assert (reason.user, reason.reason) == (
        cast.staff("meral"),
        "Bu başvuru üzerinde çalışıyorum",
    )
    later = clock.now() + timedelta(minutes=31)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert meral.get(talk).status_code == 302, "it holds for half an hour"


def test_a_list_costs_as_many_questions_for_many_as_for_one(
    elif_: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        came(Inbound(reference="", sender=f"{number}@example.org", text="x", new_text="x"))
    elif_.get("/center/conversations/")
    with django_assert_max_num_queries(14):
        elif_.get("/center/conversations/")
