"""A citizen writes on while an agent types the application: nothing of it is lost."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.contacts.conversations.letters import photo, sms, taken_in
from tests.web.desk.records import record

from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.contacts.models import Conversation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any) -> None:
    files = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": files}


def seen_on(page: str) -> str:
    """Return the last message that a page shows, as its form says it."""
    found = re.search(r'name="seen"\s+value="([^"]*)"', page)
    assert found
    return found[1]


def opened(agent: Client, talk: Conversation, **more: str) -> Any:
    typed = record(contact_wish="sms", phone="0532 000 01 01", channel="sms", text="Büyük çukur")
    return agent.post(f"/desk/work/letter:{talk.pk}/case/", typed | more)


def test_a_photo_that_comes_while_the_record_is_typed_is_not_lost(agent: Client) -> None:
    _, talk = taken_in(sms("Çukur var"), channel=Channel.SMS)
    page = agent.get(f"/desk/conversations/{talk.pk}/application/").content.decode()
    sent = replace(sms("Fotoğrafı bu."), files=(photo(),))
    later, _ = taken_in(sent, channel=Channel.SMS, at=cast.AT + timedelta(minutes=1))
    refused = opened(agent, talk, seen=seen_on(page))
    assert refused.status_code == 409
    shown = refused.content.decode()
    assert "Vatandaş yeniden yazdı; başvuru henüz açılmadı." in shown
    assert "Büyük çukur</textarea>" in shown
    assert not Case.objects.exists()
    talk.refresh_from_db()
    assert talk.state == Conversation.State.WAITING
    [file] = later.files.all()
    assert f'name="file_{file.pk}"' in shown
    again = opened(agent, talk, seen=seen_on(shown), **{f"file_{file.pk}": "on"})
    assert again.status_code == 302
    assert Case.objects.get().attachments.count() == 1


def test_an_absence_note_of_a_machine_keeps_nobody_from_opening(agent: Client) -> None:
    _, talk = taken_in(sms("Çukur var"), channel=Channel.SMS)
    page = agent.get(f"/desk/conversations/{talk.pk}/application/").content.decode()
    taken_in(replace(sms("İzindeyim."), automatic=True), channel=Channel.SMS)
    assert opened(agent, talk, seen=seen_on(page)).status_code == 302
