"""A citizen writes to the city's mailbox and is answered: a real mail server, and no stand-in."""

from pathlib import Path
from typing import Any

import pytest
from tests import cast
from tests.contacts.conversations.by_mail import comes, written
from tests.contacts.conversations.letters import photo
from tests.contacts.way import open_case, receipt_of
from tests.parts.processes.dovecot import Box

from alo153.channels.email.fetching import address
from alo153.channels.email.fetching.rounds import Rounds
from alo153.channels.email.fetching.server import Patience, opened
from alo153.channels.models import Arrival
from alo153.citizens.channel import Channel
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions import read_arrival, reply
from alo153.contacts.models import Conversation, Message

pytestmark = pytest.mark.django_db
State = Conversation.State


BOUNCE = """\
From: MAILER-DAEMON@posta.example.org
To: 153@kocaeli.bel.tr
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

The mailbox does not exist.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; posta.example.org

Final-Recipient: rfc822; ayse@example.org
Action: failed
Status: 5.1.1
--B
Content-Type: message/rfc822

From: 153@kocaeli.bel.tr
To: ayse@example.org
Message-ID: NAME
Subject: Re: =?utf-8?q?=C3=A7ukur?=

Yolda.
--B--
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any) -> None:
    files = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": files}


def test_a_letter_with_a_photo_waits_for_an_answer(box: Box) -> None:
    mail = written("Sokağımızda çukur var", "Merhaba,\nçukur büyüyor.", Message_ID="<bir@posta>")
    came = photo()
    mail.add_attachment(came.content, maintype="image", subtype="png", filename="çukur.png")
    comes(box, mail.as_bytes())
    [conversation] = queries.waiting(cast.staff("elif"))
    assert (conversation.address, conversation.name) == ("ayse@example.org", "Ayşe Işık")
    message, notice = queries.thread(conversation)
    assert notice.purpose == "arrived"
    assert (message.subject, message.body.strip()) == (
        "Sokağımızda çukur var",
        "Merhaba,\nçukur büyüyor.",
    )
    [file] = message.files.all()
    assert (file.name, file.content_type) == ("çukur.png", "image/jpeg")


def test_an_answer_to_a_receipt_reaches_its_case_without_what_it_quotes(box: Box) -> None:
    case = open_case(Channel.EMAIL)
    receipt = receipt_of(case)
    text = "Direk numarası 12.\n\n24 Kas 2026 Sal 10:00 tarihinde 153 şunu yazdı:\n> Başvurunuz"
    name = f"<{receipt.pk}@kocaeli.bel.tr>"
    comes(box, written("Re: Başvurunuz", text, In_Reply_To=name).as_bytes())
    conversation = case.conversations.get().conversation
    message = Message.objects.get(direction="in")
    assert message.body.strip() == "Direk numarası 12."
    assert "> Başvurunuz" in message.full_text
    assert conversation.citizen == case.reporter


def test_a_mail_that_nobody_can_read_waits_with_its_file(box: Box, monkeypatch: Any) -> None:
    monkeypatch.setattr("alo153.channels.readers.READERS", {Channel.EMAIL: lambda _: None})
    comes(box, b"\xff\xfe\x00 no mail at all")
    message = Message.objects.get(direction="in")
    arrival = Arrival.objects.get()
    assert (message.arrival, message.complete) == (arrival, False)
    assert (arrival.state, arrival.error_code) == ("unreadable", "not understood")
    assert message.conversation
    assert message.conversation.state == State.WAITING
    assert arrival.raw.read().endswith(b"no mail at all")


def test_an_answer_that_comes_back_lets_its_conversation_wait_again(box: Box) -> None:
    comes(box, written("Sokağımızda çukur var", "Merhaba.").as_bytes())
    conversation = Conversation.objects.get()
    ours = reply(conversation=conversation, text="Yolda.", by=cast.staff("elif"), at=cast.AT)
    name = f"<{ours.pk}@kocaeli.bel.tr>"
    Message.objects.filter(pk=ours.pk).update(
        state="sent", sent_at=cast.AT, claimed_at=cast.AT, provider_reference=name
    )
    comes(box, BOUNCE.replace("NAME", name).encode())
    conversation.refresh_from_db()
    ours.refresh_from_db()
    assert (ours.delivery, conversation.state) == ("not_delivered", State.WAITING)
    machine = Message.objects.get(direction="in", automatic=True)
    assert machine.conversation
    assert machine.conversation.state == State.CLOSED


def test_a_mail_that_takes_its_reader_down_waits_after_five_tries(
    box: Box, monkeypatch: Any
) -> None:
    def dies(_: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr("alo153.channels.readers.READERS", {Channel.EMAIL: dies})
    box.put(written("Tehlikeli", "x").as_bytes())
    with opened(address.read(box.url), Patience(connect=5, answer=5, idle=5)) as mailbox:
        Rounds(address.read(box.url).name, lambda: cast.AT).go(mailbox)
    arrival = Arrival.objects.get()
    for _ in range(5):
        with pytest.raises(MemoryError):
            read_arrival(arrival_id=arrival.pk, now=lambda: cast.AT)
    assert not Message.objects.filter(direction="in").exists()
    for _ in range(2):
        read_arrival(arrival_id=arrival.pk, now=lambda: cast.AT)
    message = Message.objects.get(direction="in")
    assert message.arrival == arrival
    arrival.refresh_from_db()
    assert (arrival.state, arrival.error_code) == ("unreadable", "gave up")
