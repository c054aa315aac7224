"""At the desk: internal notes look and are inside, and colleagues at one conversation see it."""

import html
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests import cast
from tests.contacts.conversations.letters import taken_in

from alo153.contacts.conversations import presence
from alo153.contacts.conversations.actions import attending
from alo153.contacts.models import Conversation, Message
from alo153.core import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


@pytest.fixture(name="murat")
def _murat() -> Client:
    client = Client()
    client.force_login(cast.staff("murat"))
    return client


def page(client: Client, conversation: Conversation, verb: str = "") -> str:
    answer = client.get(f"/center/conversations/{conversation.pk}/{verb}")
    return html.unescape(answer.content.decode())


def post(client: Client, conversation: Conversation, verb: str, **data: str) -> Any:
    return client.post(f"/center/conversations/{conversation.pk}/{verb}/", data)


def be_at(username: str, conversation: Conversation, **gone: bool) -> None:
    place = {(conversation.pk, cast.staff(username).pk)}
    here, left = (set(), place) if gone else (place, set[presence.Place]())
    attending.note_present(process=PROCESS, here=here, gone=left, at=clock.now())


PROCESS = uuid4()


def test_a_note_stands_in_the_thread_for_colleagues(elif_: Client, murat: Client) -> None:
    _, conversation = taken_in()
    assert post(elif_, conversation, "note", note="@murat telefonla da aradı.").status_code == 302
    shown = page(murat, conversation)
    assert "@murat telefonla da aradı." in shown
    assert "iç not" in shown
    assert "Çalışma arkadaşları arasında kalır; vatandaş hiç görmez" in shown
    assert not Message.objects.filter(body__contains="telefonla").exists()


def test_a_note_that_is_refused_stays_typed(elif_: Client) -> None:
    cast.staff("selin")
    _, conversation = taken_in()
    refused = post(elif_, conversation, "note", note="@selin bakar mısın?")
    assert refused.status_code == 422
    said = html.unescape(refused.content.decode())
    assert f"{cast.staff('selin').full_name} bu yazışmayı göremez." in said
    assert "@selin bakar mısın?</textarea>" in said
    unknown = post(elif_, conversation, "note", note="@yok")
    assert "Burada yok adında kimse yok." in html.unescape(unknown.content.decode())
    empty = post(elif_, conversation, "note", note=" ")
    assert "Çalışma arkadaşlarınızın okuyacağı notu yazın." in html.unescape(empty.content.decode())


def test_colleagues_see_who_is_there_and_who_writes(elif_: Client, murat: Client) -> None:
    _, conversation = taken_in()
    name = cast.staff("elif").full_name
    be_at("elif", conversation)
    be_at("murat", conversation)
    assert "bu yazışmaya bakıyor" in page(murat, conversation, "present/")
    post(elif_, conversation, "typing")
    for shown in (page(murat, conversation), page(murat, conversation, "present/")):
        assert name in shown
        assert "yanıt yazıyor" in shown
    assert name not in page(elif_, conversation, "present/")
    listed = murat.get("/center/conversations/present/", {"talks": f"{conversation.pk},x"})
    assert name in listed.content.decode()
    be_at("elif", conversation, gone=True)
    assert name not in page(murat, conversation, "present/")


def test_whose_process_died_is_believed_for_seconds_only(murat: Client) -> None:
    _, conversation = taken_in()
    long_ago = clock.now() - presence.BELIEVED_FOR - timedelta(seconds=1)
    place = {(conversation.pk, cast.staff("elif").pk)}
    attending.note_present(process=PROCESS, here=place, gone=set(), at=long_ago)
    assert cast.staff("elif").full_name not in page(murat, conversation, "present/")


def test_who_answers_second_is_told_before_it_leaves(elif_: Client, murat: Client) -> None:
    _, conversation = taken_in()
    post(elif_, conversation, "reply", seen="", text="Ekip yolda.")
    first = Message.objects.get(purpose="reply")
    Message.objects.filter(pk=first.pk).update(attempts=1)
    post(elif_, conversation, "give-back")
    second = post(murat, conversation, "reply", seen="", text="Bakıyoruz.")
    said = html.unescape(second.content.decode())
    assert second.status_code == 409
    assert f"{cast.staff('elif').full_name} bu arada yanıtladı" in said
    assert "Bakıyoruz.</textarea>" in said
    assert f'name="seen" value="{first.pk}"' in said
    assert Message.objects.filter(purpose="reply").count() == 1
    post(murat, conversation, "reply", seen=str(first.pk), text="Bakıyoruz.")
    assert Message.objects.filter(purpose="reply").count() == 2


def test_whoever_has_it_and_answered_is_named(elif_: Client, murat: Client) -> None:
    _, conversation = taken_in()
    post(elif_, conversation, "reply", seen="", text="Ekip yolda.")
    held = post(murat, conversation, "reply", seen="", text="Bakıyoruz.")
    assert held.status_code == 409
    said = html.unescape(held.content.decode())
    assert f"{cast.staff('elif').full_name} bu arada yanıtladı" in said
    assert "Bunun için yazışmayı devralın." in said
