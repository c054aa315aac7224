"""The conversations about a case stand beside it, for who may read them, at one query."""

import html

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests import cast
from tests.cases.life import confidential
from tests.contacts.conversations.letters import HOUR, LETTER, sms, taken_in
from tests.contacts.way import open_case

from alo153.cases.actions import link_conversation
from alo153.cases.models import Case
from alo153.channels.inbound import Inbound
from alo153.citizens.channel import Channel
from alo153.contacts.conversations.actions import reply
from alo153.contacts.models import Conversation
from alo153.core.actor import SYSTEM

pytestmark = pytest.mark.django_db


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(cast.staff(name))
    return client


def about(case: Case, letter: Inbound = LETTER, channel: Channel = Channel.EMAIL) -> Conversation:
    _, talk = taken_in(letter, channel=channel)
    link_conversation(case=case, conversation=talk, by=SYSTEM, at=cast.AT)
    talk.refresh_from_db()
    return talk


def page(client: Client, case: Case, place: str = "center") -> str:
    address = f"/{place}/cases/{case.tracking_code}/"
    return html.unescape(client.get(address).content.decode())


def test_the_center_sees_where_what_was_said_last_and_since_when_it_waits() -> None:
    case = open_case(Channel.SMS)
    talk = about(case)
    shown = page(signed_in("elif"), case)
    assert f'href="/center/conversations/{talk.pk}/"' in shown
    assert "e-posta, no" in shown
    assert "yanıt bekliyor, geliş" in shown
    assert "sokağımızda büyük bir çukur var." in shown
    # From the line of the timeline, too
    assert shown.count(f'href="/center/conversations/{talk.pk}/"') == 2
    assert "Yazışmayı aç" in shown


def test_of_one_that_was_answered_our_words_are_the_last() -> None:
    case = open_case(Channel.SMS)
    talk = about(case)
    reply(conversation=talk, text="Ekip yolda.", by=cast.staff("elif"), at=cast.AT + HOUR)
    shown = page(signed_in("elif"), case)
    assert "Ekip yolda." in shown
    assert "Biz:" in shown
    assert "yanıt bekliyor" not in shown


def test_a_page_without_any_says_nothing() -> None:
    assert "case-talks-title" not in page(signed_in("elif"), open_case(Channel.SMS))


@pytest.mark.parametrize(("name", "reads"), [("elif", False), ("hakan", False), ("meral", True)])
def test_a_confidential_one_is_there_for_those_few_and_without_words(
    name: str, reads: bool
) -> None:
    case = open_case(Channel.SMS)
    talk = about(case)
    link_conversation(case=confidential.opened(), conversation=talk, by=SYSTEM, at=cast.AT)
    shown = page(signed_in(name), case)
    assert (f"/center/conversations/{talk.pk}/" in shown) is reads
    assert "büyük bir çukur" not in shown


def test_a_unit_reads_no_conversation_and_asks_for_none() -> None:
    case = open_case(Channel.SMS)
    selin = signed_in("selin")
    assert page(selin, case, "unit")
    with CaptureQueriesContext(connection) as before:
        page(selin, case, "unit")
    talk = about(case)
    with CaptureQueriesContext(connection) as after:
        shown = page(selin, case, "unit")
    assert f"/center/conversations/{talk.pk}/" not in shown
    assert "büyük bir çukur" not in shown
    assert not any("contacts_conversation" in query["sql"] for query in after.captured_queries)
    assert len(after) == len(before)


def test_many_cost_as_much_as_one() -> None:
    case, elif_ = open_case(Channel.SMS), signed_in("elif")
    about(case)
    page(elif_, case)
    with CaptureQueriesContext(connection) as one:
        page(elif_, case)
    for number in range(3):
        about(case, sms("Su yok", sender=f"+90532000020{number}"), Channel.SMS)
    with CaptureQueriesContext(connection) as several:
        page(elif_, case)
    assert len(several) == len(one)
    reads = [each for each in one.captured_queries if '"last_said"' in each["sql"]]
    assert len(reads) == 1
