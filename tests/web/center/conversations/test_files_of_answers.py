"""At the desk: files are put to an answer, and nothing of it is lost whatever is wrong."""

import html
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import cast
from tests.contacts.conversations.letters import photo, sms, taken_in
from tests.parts.processes.clamd import EICAR, Clamd

from alo153.channels.models import CapturedMessage
from alo153.citizens.channel import Channel
from alo153.contacts.actions import send
from alo153.contacts.models import Conversation, Message, ReplyFile

pytestmark = pytest.mark.django_db
BY_SCRIPT = {"HX-Request": "true", "HX-Target": "reply-files"}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> None:
    """Keep the files of a test by themselves."""
    backend = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path, "base_url": None}
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}


@pytest.fixture(name="elif_")
def _elif(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


def upload(name: str = "durak.png", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or photo().content, "image/png")


def post(client: Client, talk: Conversation, verb: str, **data: Any) -> Any:
    headers = data.pop("headers", {})
    return client.post(f"/center/conversations/{talk.pk}/{verb}/", data, headers=headers)


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_what_is_chosen_is_kept_at_once_and_nothing_else_of_the_page_changes(elif_: Client) -> None:
    _, talk = taken_in()
    shown = post(elif_, talk, "attach", text="Yarım", files=[upload()], headers=BY_SCRIPT)
    assert "durak.jpg" in words(shown)
    assert "<textarea" not in words(shown)
    assert shown["HX-Trigger-After-Swap"] == "reply-files"
    preview = words(post(elif_, talk, "preview", text="Ekte."))
    assert "durak.jpg" in preview
    kept = ReplyFile.objects.get()
    seen = elif_.get(f"/center/conversations/{talk.pk}/reply-files/{kept.pk}/")
    assert seen["Content-Type"] == "image/jpeg"


def test_without_script_what_is_typed_stays(elif_: Client) -> None:
    _, talk = taken_in()
    shown = words(post(elif_, talk, "attach", text="Yarım kalan", files=[upload()]))
    assert "Yarım kalan</textarea>" in shown
    assert "durak.jpg" in shown
    kept = ReplyFile.objects.get()
    shown = words(post(elif_, talk, f"reply-files/{kept.pk}/take-off", text="Yarım kalan"))
    assert "Yarım kalan</textarea>" in shown
    assert "durak.jpg" not in shown


def test_a_bad_file_is_named_and_the_good_ones_and_the_words_stay(elif_: Client) -> None:
    _, talk = taken_in()
    files = [upload(), upload("oyun.exe", b"MZ nothing"), upload("bos.png", b" ")]
    refused = post(elif_, talk, "reply", text="Ekte.", files=files)
    said = words(refused)
    assert refused.status_code == 422
    assert "oyun.exe: Yalnızca fotoğraf" in said
    assert "bos.png: " in said
    assert "Ekte.</textarea>" in said
    assert [each.name for each in ReplyFile.objects.all()] == ["durak.jpg"]
    assert not Message.objects.filter(purpose="reply").exists()
    empty = post(elif_, talk, "reply", text=" ", files=[upload("plan.png")])
    assert empty.status_code == 422
    assert ReplyFile.objects.count() == 2


def test_a_virus_does_not_leave_us(elif_: Client, clamd: Clamd, settings: Any) -> None:
    settings.CLAMD_URL = clamd.url
    _, talk = taken_in()
    refused = words(post(elif_, talk, "attach", files=[upload("fatura.pdf", EICAR)]))
    assert "fatura.pdf: Dosyada virüs bulundu" in refused
    assert not ReplyFile.objects.exists()


def test_more_than_five_are_refused_by_name(elif_: Client) -> None:
    _, talk = taken_in()
    files = [upload(f"{number}.png") for number in range(6)]
    said = words(post(elif_, talk, "attach", files=files, headers=BY_SCRIPT))
    assert "5.png: Bir yanıta en çok 5 dosya eklenebilir." in said
    assert ReplyFile.objects.count() == 5


def test_it_leaves_with_the_answer_and_comes_back_with_it(elif_: Client, settings: Any) -> None:
    settings.SEND_DELAY_SECONDS = 10
    _, talk = taken_in()
    post(elif_, talk, "reply", text="Ekte.", files=[upload()])
    message = Message.objects.get(purpose="reply")
    assert "durak.jpg" in words(elif_.get(f"/center/conversations/{talk.pk}/"))
    post(elif_, talk, f"replies/{message.pk}/take-back")
    shown = words(elif_.get(f"/center/conversations/{talk.pk}/"))
    assert "Ekte.</textarea>" in shown
    assert "durak.jpg" in shown
    post(elif_, talk, "reply", text="Ekte.")
    message = Message.objects.get(purpose="reply")
    at = message.due_at
    send(message_id=message.pk, now=lambda: at)
    assert CapturedMessage.objects.get(key=str(message.pk)).files == "durak.jpg"


def test_a_way_that_takes_none_says_so_before_anything_is_typed(elif_: Client) -> None:
    _, talk = taken_in(sms("Su yok"), channel=Channel.SMS)
    shown = words(elif_.get(f"/center/conversations/{talk.pk}/"))
    assert "Bu yolla dosya gönderilemez" in shown
    assert 'name="files"' not in shown
    refused = post(elif_, talk, "reply", text="Ekte.", files=[upload()])
    assert refused.status_code == 422
    assert "SMS ile dosya gönderilemez." in words(refused)


def test_nobody_sees_what_a_colleague_has_not_sent(elif_: Client) -> None:
    _, talk = taken_in()
    post(elif_, talk, "attach", files=[upload()])
    kept = ReplyFile.objects.get()
    other = Client()
    other.force_login(cast.staff("hakan"))
    assert other.get(f"/center/conversations/{talk.pk}/reply-files/{kept.pk}/").status_code == 404
    assert "durak.jpg" not in words(other.get(f"/center/conversations/{talk.pk}/"))


class TestOnThePageOfAChat:
    def answered(self, elif_: Client) -> tuple[Message, Client]:
        citizen = Client()
        citizen.get("/chat/")
        citizen.post("/chat/", {"text": "Durak nerede?"})
        talk = Conversation.objects.get()
        post(elif_, talk, "reply", text="Burada.", files=[upload()])
        return Message.objects.get(purpose="reply"), citizen

    def test_the_citizen_takes_it_and_nobody_else(self, elif_: Client) -> None:
        message, citizen = self.answered(elif_)
        file = message.files.get()
        assert f"/chat/files/{file.pk}/" in citizen.get("/chat/").content.decode()
        taken = citizen.get(f"/chat/files/{file.pk}/")
        assert taken["Content-Type"] == "image/jpeg"
        assert "durak.jpg" in taken["Content-Disposition"]
        assert b"".join(taken).startswith(b"\xff\xd8")
        stranger = Client()
        stranger.get("/chat/")
        stranger.post("/chat/", {"text": "Ben de soracağım."})
        assert stranger.get(f"/chat/files/{file.pk}/").status_code == 404

    def test_one_that_was_taken_back_is_gone_from_the_page(self, elif_: Client) -> None:
        message, citizen = self.answered(elif_)
        file = message.files.get()
        post(elif_, message.conversation, f"replies/{message.pk}/take-back")  # type: ignore[arg-type]
        assert f"/chat/files/{file.pk}/" not in citizen.get("/chat/").content.decode()
        assert citizen.get(f"/chat/files/{file.pk}/").status_code == 404
