"""Whatever somebody sends who means harm, by whichever door: refused in words, or kept apart."""

import html
import io
import resource
import zipfile
from base64 import encodebytes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests import cast
from tests.channels.contract.stand_ins.telegram import Telegram
from tests.channels.contract.stand_ins.whatsapp import WhatsApp
from tests.channels.email.reading.mails import mail_of, part
from tests.channels.social.opened import opened
from tests.channels.social.shapes import telegram, whatsapp_message
from tests.contacts.conversations.social.talks import posted
from tests.core.files import bad
from tests.core.files.bad import BadFile, Kept
from tests.integrations.keys import made
from tests.web.api.asking import System
from tests.web.portal.applying import ANSWERS

from alo153.cases.models import Attachment
from alo153.channels.actions import keep_arrival
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import read_arrival
from alo153.contacts.models import MessageFile
from alo153.contacts.tasks import fetch_file
from alo153.core.files import uploads
from alo153.core.files.uploads import FileProblem
from alo153.integrations.scopes import KeyScope

pytestmark = pytest.mark.django_db
TYPED: Final = {name: value for page in ANSWERS.values() for name, value in page.items()}
MOST_MEMORY: Final = 300_000_000
"""What the bombs open to is more than twice as much."""


@pytest.fixture(autouse=True)
def _apart(settings: Any, tmp_path: Path) -> None:
    cache.clear()
    files = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": files}


@pytest.fixture(autouse=True)
def _bounded() -> Iterator[None]:
    """See that this process never held what the bombs open to."""
    before = _peak()
    yield
    assert _peak() - before < MOST_MEMORY


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@dataclass(frozen=True)
class Found:
    """What a door made of a file: its words, or what it keeps."""

    words: str = ""
    content: bytes = b""
    content_type: str = ""
    needs_care: bool = False


def upload(sent: BadFile) -> SimpleUploadedFile:
    return SimpleUploadedFile(sent.name, sent.content, "image/jpeg")


def on_portal(sent: BadFile) -> Found:
    citizen = Client()
    answer: Any = citizen.post("/apply/photo/", {"photo": upload(sent), "go": "next"}, follow=True)
    if answer.status_code == 422:
        return Found(answer.content.decode())
    for step, answers in ANSWERS.items():
        citizen.post(f"/apply/{step}/", answers)
    citizen.post("/apply/check/")
    return _attached(answer)


def from_a_telephone(sent: BadFile) -> Found:
    once = {"Idempotency-Key": str(uuid4())}
    answer: Any = Client().post(
        "/apply/waiting/", {**TYPED, "photo": upload(sent)}, headers=once, follow=True
    )
    return Found(str(answer.json()["errors"])) if answer.status_code == 422 else _attached(answer)


def by_interface(sent: BadFile) -> Found:
    system = System(key=made(KeyScope.OPEN_CASES)[1])
    code = system.post("/cases", {"topic": "agac-budama", "text": "Dal kırıldı."}).json()["code"]
    answer = system.send(f"/cases/{code}/files", sent.content)
    if answer.status_code in {413, 422}:
        return Found(f"{answer.json()['detail']} {answer.json()['errors']}")
    return _attached(answer)


def _attached(answer: Any) -> Found:
    """Return the file of the last application, as those see it who may."""
    assert answer.status_code < 300, answer.content
    kept = Attachment.objects.order_by("pk").last()
    assert kept
    return Found("", kept.content().read(), kept.content_type, kept.needs_care)


def in_a_chat(sent: BadFile) -> Found:
    said = {"text": "", "key": str(uuid4()), "photo": upload(sent)}
    answer: Any = Client().post("/chat/", said)
    if answer.status_code == 422:
        return Found(answer.content.decode())
    assert answer.status_code == 302
    return _of_message(MessageFile.objects.order_by("-pk")[0])


def _of_message(kept: MessageFile) -> Found:
    """Return a file of a conversation as the desk gets it: never as a page of ours."""
    desk = Client()
    desk.force_login(cast.staff("elif"))
    assert kept.message.conversation
    there: Any = desk.get(f"/center/conversations/{kept.message.conversation.pk}/files/{kept.pk}/")
    if kept.fetch:
        assert there.status_code == 404
        return Found(kept.fetch)
    assert there.headers["X-Content-Type-Options"] == "nosniff"
    shown = there.headers["Content-Disposition"].startswith("inline")
    assert shown == (kept.content_type == "image/jpeg")
    told = kept.content_type or "application/octet-stream"
    assert there.headers["Content-Type"] == told
    return Found("", b"".join(there), kept.content_type, kept.needs_care)


@pytest.mark.parametrize("door", [on_portal, from_a_telephone, by_interface, in_a_chat])
def test_a_form_takes_it_harmless_or_says_why_not(door: Callable[[BadFile], Found]) -> None:
    for sent in bad.every():
        found = door(sent)
        if isinstance(sent.fate, FileProblem):
            words = html.unescape(found.words)
            assert str(uploads.MESSAGES[sent.fate]) in words, (sent.name, words)
        else:
            assert not found.words, (sent.name, found.words)
            is_harmless(sent, found)
    taken = sum(isinstance(each.fate, Kept) for each in bad.every())
    assert Attachment.objects.count() + MessageFile.objects.count() == taken


def is_harmless(sent: BadFile, found: Found) -> None:
    """Say that nothing in a kept file is a page, an archive, a script, or the place of a home."""
    assert (found.needs_care, sent.name) == (sent.fate is Kept.WITH_CARE, sent.name)
    if sent.fate is Kept.WITH_CARE:
        assert found.content == sent.content
        return
    assert bad.PAGE not in found.content
    assert not zipfile.is_zipfile(io.BytesIO(found.content))
    if sent.fate is Kept.DRAWN_ANEW:
        assert found.content_type == "image/jpeg"
        assert not dict(Image.open(io.BytesIO(found.content)).getexif())


def by_mail() -> dict[str, Found]:
    parts = [
        part(
            encodebytes(each.content),
            "Content-Type: image/jpeg",
            f'Content-Disposition: attachment; filename="{each.name}"',
            "Content-Transfer-Encoding: base64",
        )
        for each in bad.every()
    ]
    raw = mail_of("mixed", part("Ekte.", "Content-Type: text/plain"), *parts)
    arrival = keep_arrival(channel=Channel.EMAIL, key="1", raw=raw, at=cast.AT)
    assert arrival
    read_arrival(arrival_id=arrival.pk, now=lambda: cast.AT)
    return _kept()


def by_telegram() -> dict[str, Found]:
    with opened(Channel.TELEGRAM) as other:
        assert isinstance(other, Telegram)
        for number, each in enumerate(bad.every()):
            other.files[each.name] = each.content
            said = {"file_id": each.name, "file_name": each.name, "file_unique_id": "u"}
            posted(Channel.TELEGRAM, telegram(number, document=said))
        return _kept()


def by_whatsapp() -> dict[str, Found]:
    with opened(Channel.WHATSAPP) as other:
        assert isinstance(other, WhatsApp)
        for number, each in enumerate(bad.every()):
            other.files[f"{number}"] = each.content
            said = {"id": f"{number}", "filename": each.name, "mime_type": "image/jpeg"}
            told = whatsapp_message(f"wamid.{number}", type="document", document=said)
            posted(Channel.WHATSAPP, told)
        return _kept()


def _kept() -> dict[str, Found]:
    for each in MessageFile.objects.filter(fetch=MessageFile.Fetch.WAITING):
        fetch_file(file_id=each.pk, tries=1)
    return {each.name: _of_message(each) for each in MessageFile.objects.all()}


@pytest.mark.parametrize("door", [by_mail, by_telegram, by_whatsapp])
def test_what_a_letter_brings_is_harmless_or_lies_apart(
    door: Callable[[], Mapping[str, Found]],
) -> None:
    found = door()
    assert set(found) == {each.name for each in bad.every()}
    for sent in bad.every():
        if isinstance(sent.fate, Kept):
            is_harmless(sent, found[sent.name])
        elif found[sent.name].words:
            assert (sent.fate, found[sent.name].words) == (FileProblem.TOO_LARGE, "too_large")
        else:
            assert found[sent.name] == Found("", sent.content, "", needs_care=True)
