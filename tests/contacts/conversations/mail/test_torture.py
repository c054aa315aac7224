"""Whatever comes by mail gets in: once, with its raw file, and waits or is closed for a reason."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests import cast
from tests.channels.email.reading.torture import broken, mails_of_others, nasty
from tests.contacts.conversations.by_mail import comes
from tests.parts.processes.dovecot import Box

from alo153.channels.email.reading.mail import read
from alo153.channels.models import Arrival
from alo153.contacts.models import Conversation, Direction, Message

pytestmark = pytest.mark.django_db
State = Conversation.State
CLOSED_BY_ITSELF = {"automatic"}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any) -> None:
    files = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": files}


def names_of(raws: list[bytes]) -> Counter[tuple[str, str, str]]:
    """Count what is one message, wherever it names itself: name, sender and words."""
    found = [read(raw) for raw in raws]
    return Counter((each.reference, each.sender, each.text) for each in found if each.reference)


def gets_in(box: Box, raws: list[bytes]) -> None:
    comes(box, *raws)
    assert box.left() == 0
    # As they came: a server may write another letter for NUL
    kept = [each.raw.read() for each in Arrival.objects.all()]
    repeats = sum(count - 1 for count in names_of(kept).values())
    assert len(kept) == len(raws)
    assert Message.objects.filter(direction=Direction.INBOUND).count() == len(raws) - repeats
    assert Arrival.objects.filter(message=None).count() == repeats
    assert not Arrival.objects.exclude(state="read")
    for arrival in Arrival.objects.all():
        assert arrival.raw.size == arrival.size
    for talk in Conversation.objects.all():
        waits = talk.state == State.WAITING and talk.waiting_since and not talk.close_reason
        assert waits or (talk.state == State.CLOSED and talk.close_reason in CLOSED_BY_ITSELF)


def every_page_opens() -> None:
    browser = Client()
    browser.force_login(cast.staff("elif"))
    for number in Conversation.objects.values_list("pk", flat=True):
        beside = {"HX-Request": "true", "HX-Target": "case"}
        page = browser.get(f"/center/conversations/{number}/", headers=beside)
        assert page.status_code == 200, number
    assert browser.get("/center/conversations/").status_code == 200
    for message in Message.objects.filter(direction=Direction.INBOUND):
        base = f"/center/conversations/{message.conversation_id}"
        assert browser.get(f"{base}/raw/{message.pk}/").status_code == 200, base
        if message.html:
            # Of a page that is too large its words are shown alone
            assert browser.get(f"{base}/formatted/{message.pk}/").status_code in {200, 404}, base


def test_those_that_broke_other_programs_get_in(box: Box) -> None:
    gets_in(box, [raw for _, raw in mails_of_others.every()])
    every_page_opens()


@pytest.mark.parametrize("made", [nasty.MAILS, broken.MAILS], ids=["nasty", "broken"])
def test_those_made_to_be_nasty_get_in(box: Box, made: Mapping[str, bytes]) -> None:
    gets_in(box, list(made.values()))
    every_page_opens()


def test_who_reads_nothing_of_a_mail_is_told_so(box: Box) -> None:
    comes(box, broken.MAILS["words behind the parts"])
    browser, talk = Client(), Conversation.objects.get()
    browser.force_login(cast.staff("elif"))
    page = browser.get(f"/center/conversations/{talk.pk}/").content.decode()
    assert "Tamamı okunamadı. Mesajın geldiği hâli aşağıda." in page
