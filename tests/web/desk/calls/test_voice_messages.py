"""Messages of callers whom nobody could answer, at the desk."""

import html

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from tests import cast
from tests.cases.life import confidential
from tests.parts.roles import Role

from alo153.calls.models import Call, Command
from alo153.calls.models.voice_messages import VoiceMessage
from alo153.citizens.models import AccessLog
from alo153.core import events
from alo153.core.payloads import Dimensions, dimensions_of
from alo153.switchboard.fallback import queue_log
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db

CHANNEL = "alo153-1795545655.2"
LOG = [
    f"1795545655|{CHANNEL}|fallback|NONE|ARRIVED|05320000101|153",
    f"1795545660|{CHANNEL}|fallback|NONE|ASKED|",
    f"1795545690|{CHANNEL}|fallback|NONE|MESSAGE|160044",
    f"1795545690|{CHANNEL}|fallback|NONE|ENDED|",
]


def left() -> VoiceMessage:
    for fact in queue_log.facts_of(queue_log.read({}, LOG)[CHANNEL]):
        records.write(fact)
    return VoiceMessage.objects.get()


def page(client: Client) -> str:
    return html.unescape(client.get("/center/lists/messages/").content.decode())


def test_a_message_stands_on_the_list_and_says_when_its_sound_is_there(agent: Client) -> None:
    message = left()
    assert "0532 000 01 01" in page(agent)
    Call.objects.filter(pk=message.call_id).update(language="ar")
    assert "Arapça" in page(agent), "who calls back knows in which language"
    assert "<audio" not in page(agent)
    assert agent.get(f"/center/messages/{message.pk}/sound/").status_code == 404
    message.sound.save("said.wav", ContentFile(b"RIFF"))
    assert f"/center/messages/{message.pk}/sound/" in page(agent)


def test_who_listens_is_written_down(agent: Client) -> None:
    message = left()
    message.sound.save("said.wav", ContentFile(b"RIFF"))
    answer = agent.get(f"/center/messages/{message.pk}/sound/")
    assert b"".join(answer) == b"RIFF"  # type: ignore[arg-type]
    assert AccessLog.objects.filter(what="desk-message", user=cast.staff("elif")).exists()


def test_what_belongs_to_a_confidential_case_is_heard_by_its_clerks(agent: Client) -> None:
    message = left()
    message.sound.save("said.wav", ContentFile(b"RIFF"))
    sound = f"/center/messages/{message.pk}/sound/"
    confidential.opened(interaction=message.call.interaction)
    assert agent.get(sound).status_code == 404
    cast.with_roles("hakan", Role.AGENT, Role.CONFIDENTIAL_CLERK)
    clerk = Client()
    clerk.force_login(cast.staff("hakan"))
    assert clerk.get(sound).status_code == 200
    assert agent.post(f"/center/messages/{message.pk}/finish/").status_code == 302


def test_one_press_calls_back(agent: Client) -> None:
    message = left()
    agent.post(f"/center/messages/{message.pk}/dial/")
    command = Command.objects.get(name="dial")
    assert command.payload["number"] == "+905320000101"
    assert command.payload["reference"] == f"message:{message.pk}"


def test_a_withheld_number_cannot_be_called(agent: Client) -> None:
    message = left()
    message.call.number = ""
    message.call.save(update_fields=["number"])
    assert "gizli numara" in page(agent)
    assert agent.post(f"/center/messages/{message.pk}/dial/").status_code == 404


def test_done_takes_it_off_the_list_once(agent: Client) -> None:
    message = left()
    agent.post(f"/center/messages/{message.pk}/finish/")
    agent.post(f"/center/messages/{message.pk}/finish/")
    assert "0532 000 01 01" not in page(agent)
    message.refresh_from_db()
    assert message.handled_by == cast.staff("elif")
    told = [(event.name, dimensions_of(event.data)) for event in events.history(message)]
    of_call = Dimensions(queue=message.call.queue, channel="phone")
    assert told == [("voice_message.left", of_call), ("voice_message.finished", of_call)]
