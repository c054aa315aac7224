"""Whoever signed in stops reminders, by each of their ways."""

import pytest
from django.test import Client
from tests.contacts.way import open_case
from tests.web.portal.own.by_code import signs_in

from alo153.citizens.channel import Channel
from alo153.contacts.models import OptOut
from alo153.core.models import Event

pytestmark = pytest.mark.usefixtures("kocaeli")
AYSE = "+905320000101"
STOP, AGAIN = "Hatırlatma gönderilmesin", "Hatırlatma yeniden gönderilsin"


@pytest.fixture
def ayse(client: Client) -> Client:
    signs_in(client)
    return client


def press(client: Client, **posted: str) -> str:
    answer = client.post("/mine/reminders/", posted, follow=True)
    assert answer.redirect_chain == [("/mine/", 302)]
    return answer.content.decode()


def test_their_telephone_gets_none_and_then_some_again(ayse: Client) -> None:
    assert ayse.get("/mine/").content.decode().count(STOP) == 2  # SMS, and calls of lists
    page = press(ayse, channel="sms", to=AYSE)
    assert (page.count(STOP), page.count(AGAIN)) == (1, 1)
    assert "Kaydedildi." in page
    assert list(OptOut.objects.values_list("channel", "to")) == [("sms", AYSE)]
    assert press(ayse, channel="sms", to=AYSE, wanted="1").count(STOP) == 2
    told = Event.objects.filter(name__startswith="recipient.").order_by("pk")
    assert [(each.name, each.actor_kind) for each in told] == [
        ("recipient.opted_out", "citizen"),
        ("recipient.opted_in", "citizen"),
    ]


def test_somebody_elses_address_is_not_theirs(ayse: Client) -> None:
    open_case(Channel.EMAIL, phone="+905320000177")
    page = press(ayse, channel="email", to="ayse@example.org")
    assert "Kaydedildi." not in page
    press(ayse, channel="sms", to="+905320000177")
    assert not OptOut.objects.exists()


def test_nobody_switches_without_signing_in(client: Client) -> None:
    answer = client.post("/mine/reminders/", {"channel": "sms", "to": AYSE})
    assert answer.headers["Location"] == "/mine/sign-in/"
    assert not OptOut.objects.exists()
