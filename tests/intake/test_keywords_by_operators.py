"""A keyword comes in and its answer leaves by a real operator (SMPP) and by a provider (HTTP)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.channels.contract.stand_ins import smpp, verimor
from tests.channels.sms.pushed import INBOUND
from tests.channels.sms.smpp.line import FROM, deliver, listening, message
from tests.contacts.way import open_case

from alo153.cases.rules import codes
from alo153.cases.telling import timeline
from alo153.channels.pushes import StatusReport
from alo153.channels.queries import READ_JOB
from alo153.channels.sms.smpp.messages import Piece
from alo153.citizens.channel import Channel
from alo153.contacts import actions
from alo153.contacts import listening as program
from alo153.contacts.conversations.actions import read_arrival
from alo153.contacts.models import Message, OptOut

pytestmark = pytest.mark.django_db
SECRET = "a-secret-of-the-hook"


@pytest.fixture(autouse=True)
def counts() -> Iterator[None]:
    """Begin with nobody's tries counted."""
    cache.clear()
    yield
    cache.clear()


def work() -> None:
    """Do what the worker does: read what came in, and send what answers it."""
    waiting = ProcrastinateJob.objects.filter(task_name=READ_JOB).order_by("id")
    for arrival_id in waiting.values_list("args__arrival_id", flat=True):
        read_arrival(arrival_id=arrival_id, now=lambda: cast.AT)
    for answer in Message.objects.filter(purpose="keyword", state="queued"):
        actions.send(message_id=answer.pk, now=lambda: cast.AT)


def test_by_smpp(settings: Any) -> None:
    case = open_case(Channel.EMAIL, phone=f"+{FROM}")
    heard: list[StatusReport | Piece] = []
    with smpp.running() as provider:
        settings.SMS_URL, settings.SMS_SENDER = provider.address, "KOCAELI153"
        with listening(provider.operator, heard.append):
            asked = message(f"Durum {codes.display(case.tracking_code)}".encode())
            assert deliver(provider.operator, asked, message(b"RET")) == [0, 0]
            for each in heard:
                program.take(each, at=cast.AT)
            work()
            answers = provider.taken()
    assert {answer.to for answer in answers} == {f"+{FROM}"}
    [stands] = [each for each in answers if timeline.where_it_stands(case).title in each.body]
    assert codes.display(case.tracking_code) in stands.body
    assert sum("KABUL" in answer.body for answer in answers) == 1
    assert OptOut.objects.get().to == f"+{FROM}"


def test_by_a_provider(settings: Any, client: Client) -> None:
    case = open_case(Channel.EMAIL)
    with verimor.running() as provider:
        settings.SMS_URL, settings.HOOK_SECRET = provider.address, SECRET
        for name, value in provider.settings.items():
            setattr(settings, name, value)
        pushed = [INBOUND | {"content": f"durum {case.tracking_code}"}]
        for _ in range(2):  # a provider that heard nothing back says it again
            address = f"/hooks/sms/verimor/{SECRET}/"
            told = client.post(address, json.dumps(pushed), content_type="application/json")
            assert told.status_code == 200
        work()
        [answer] = provider.taken()
    assert answer.to == "+905320000101"
    assert timeline.where_it_stands(case).title in answer.body
