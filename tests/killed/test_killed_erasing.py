"""An erasure is killed (SIGKILL) in the middle: all rows are there, and the next run ends it."""

import os
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from tests import cast
from tests.contacts.way import answered, open_case
from tests.killed.workers import blocked_backend, end_blocked_backend, held_lock
from tests.parts.postgresql.addresses import database_url
from tests.parts.processes import programs
from tests.parts.waiting import COLD_SECONDS, until

from alo153.cases import actions
from alo153.cases.models import Attachment, Case
from alo153.citizens.channel import Channel
from alo153.citizens.models import Identity, Person
from alo153.contacts import actions as contacts
from alo153.contacts.models import Message
from alo153.core.files.uploads import CheckedFile
from alo153.core.models import Event

pytestmark = pytest.mark.django_db(transaction=True)
PHOTO = CheckedFile(content=b"\xff\xd8\xff\xe0 photo \xff\xd9", content_type="image/jpeg")
WORDS = "Sayın Ayşe Işık, dalları kestik."


@pytest.fixture
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the files, for us and for the program that is killed."""
    monkeypatch.setenv("ALO153_VAR", str(tmp_path))
    folder = tmp_path / "files"
    default = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder},
    }
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return folder


def closed() -> Case:
    """Return a closed case with a file, whose citizen was told."""
    case = open_case(Channel.EMAIL)
    actions.attach(case=case, file=PHOTO, from_citizen=True, by=cast.actor("elif"), at=cast.AT)
    answered(case, WORDS)
    for message in Message.objects.filter(state="queued"):
        contacts.send(message_id=message.pk, now=lambda: cast.AT)
    case.refresh_from_db()
    assert case.state == "closed"
    return case


def erasure(citizen: int, log: Path) -> programs.Program:
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
        "ALO153_DEVELOPMENT": "1",
    }
    words = ("erase_citizen", "--citizen", str(citizen), "--reason", "request", "--by", "elif")
    return programs.begin("alo153", *words, environment=environment, log=log)


def of_the_person() -> dict[str, int]:
    """Count what says who she is, or what she wrote and read."""
    return {
        "text": Case.objects.exclude(text="(silindi)").count(),
        "names": Person.objects.count(),
        "contacts": Identity.objects.count(),
        "letters": Message.objects.exclude(to="").count(),
        "rows of files": Attachment.objects.count(),
    }


def test_a_killed_erasure_leaves_every_row_and_is_run_again(folder: Path, tmp_path: Path) -> None:
    case = closed()
    citizen = case.reporter_id
    assert citizen
    before = of_the_person()
    assert all(before.values())
    # It has erased the words of the case by then, and waits at the letters
    with held_lock("SELECT id FROM contacts_message FOR UPDATE"):
        process = erasure(citizen, tmp_path / "log")
        try:
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
        finally:
            process.kill()
            process.wait()
        end_blocked_backend()
    assert of_the_person() == before
    assert not Event.objects.filter(name="citizen.erased").exists()
    assert not [path for path in folder.rglob("*") if path.is_file()]  # files go first
    call_command("erase_citizen", citizen=citizen, reason="request", by="elif", stdout=StringIO())
    assert set(of_the_person().values()) == {0}
    assert Event.objects.filter(name="citizen.erased").count() == 1
