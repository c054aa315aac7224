"""Files follow the words: fetched by a job, looked into as any upload, given up in the end."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.channels.contract.stand_ins.telegram import Telegram
from tests.channels.social.opened import opened
from tests.channels.social.shapes import telegram
from tests.contacts.conversations.letters import photo
from tests.contacts.conversations.social.talks import posted, talk_of
from tests.parts.processes.clamd import EICAR, Clamd

from alo153.channels.actions import forget_raw
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import make_confidential
from alo153.contacts.models import MessageFile
from alo153.contacts.tasks import fetch_file, seal
from alo153.core.files import sealed_files

pytestmark = pytest.mark.django_db
MEGABYTE = 1024 * 1024


@pytest.fixture
def provider() -> Iterator[Telegram]:
    with opened(Channel.TELEGRAM) as other:
        assert isinstance(other, Telegram)
        yield other


def came(**message: Any) -> MessageFile:
    """Take in a message with a file, which is still there."""
    document = {"file_id": "F1", "file_unique_id": "u", "file_name": "cukur.png", "file_size": 900}
    posted(Channel.TELEGRAM, telegram(caption="Burada", document=document | message))
    return MessageFile.objects.get()


def fetched(file: MessageFile, tries: int = 1) -> MessageFile:
    fetch_file(file_id=file.pk, tries=tries)
    return MessageFile.objects.get(pk=file.pk)


def waits() -> list[dict[str, Any]]:
    jobs = ProcrastinateJob.objects.filter(task_name="contacts.fetch_file").order_by("id")
    return list(jobs.values_list("args", flat=True))


def test_words_are_here_before_the_file_is(provider: Telegram) -> None:
    file = came()
    assert file.message.body == "Burada"
    assert (file.name, file.fetch, bool(file.file)) == ("cukur.png", "waiting", False)
    # What opens a file at its provider stands in no job
    assert waits() == [{"file_id": file.pk}]


def test_a_photo_is_drawn_anew_as_any_upload_is(provider: Telegram) -> None:
    provider.files["F1"] = photo().content
    file = fetched(came())
    assert (file.fetch, file.content_type, file.needs_care) == ("", "image/jpeg", False)
    assert Image.open(BytesIO(file.content().read())).format == "JPEG"
    again = fetched(file)
    assert again.file.name == file.file.name
    assert len(provider.orders) == 2


def test_of_a_virus_the_name_alone_is_kept(provider: Telegram, clamd: Clamd) -> None:
    provider.files["F1"] = EICAR
    file = fetched(came())
    assert (file.malware, bool(file.file), file.fetch) == (True, False, "")


def test_what_nobody_can_look_into_is_to_be_opened_with_care(provider: Telegram) -> None:
    provider.files["F1"] = b"OggS" + bytes(200)
    file = fetched(came())
    assert (file.needs_care, file.content_type) == (True, "")


@pytest.mark.parametrize("size", [10 * MEGABYTE + 1, 2**40])
def test_one_too_large_is_not_asked_for(provider: Telegram, size: int) -> None:
    file = came(file_size=size)
    assert file.fetch == "too_large"
    assert waits() == []
    assert fetched(file).fetch == "too_large"
    assert provider.orders == []


def test_one_that_is_larger_than_it_says_is_given_up_while_it_comes(provider: Telegram) -> None:
    provider.files["F1"] = bytes(10 * MEGABYTE + 1)
    assert fetched(came()).fetch == "too_large"


def test_a_provider_that_is_down_is_asked_again_and_not_for_ever(provider: Telegram) -> None:
    provider.server.stop()
    file = came()
    tries = 1
    while fetched(file, tries).fetch == "waiting":
        tries = waits()[-1]["tries"]
    assert tries == 4
    file.refresh_from_db()
    assert file.fetch == "failed"


def test_one_that_is_gone_is_not_asked_for_again(provider: Telegram) -> None:
    provider.moods.append((400, b'{"ok": false, "description": "Bad Request: wrong file_id"}'))
    file = fetched(came())
    assert file.fetch == "failed"
    assert len(waits()) == 1


def test_a_file_of_a_confidential_talk_is_sealed(provider: Telegram) -> None:
    provider.files["F1"] = photo().content
    file = came()
    talk = talk_of(file.message)
    make_confidential(conversation=talk, at=cast.AT)
    seal(conversation_id=talk.pk)
    file = fetched(file)
    assert file.fetch == ""
    seal(conversation_id=talk.pk)
    file.refresh_from_db()
    assert file.sealed
    with sealed_files.opened(file.file, of=file.sealed_for, sealed=True) as content:
        assert content.read()[:2] == b"\xff\xd8"


def test_once_the_message_as_it_came_is_gone_its_file_is_too(provider: Telegram) -> None:
    file = came()
    assert file.message.arrival
    forget_raw(keys=[file.message.arrival.pk])
    assert fetched(file).fetch == "failed"
