"""Agents see and write down that a citizen wants no reminders."""

import pytest
from django.test import Client
from tests import cast
from tests.contacts.conversations.letters import AYSE, taken_in
from tests.contacts.way import open_case

from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen
from alo153.contacts import actions
from alo153.contacts.models import OptOut
from alo153.core.actor import CITIZEN
from alo153.core.models import Event

pytestmark = pytest.mark.django_db
PHONE = "+905320000101"
WANTED, UNWANTED = "Hatırlatma gönderilmesin", "Hatırlatma yeniden gönderilsin"


@pytest.fixture
def elif_(client: Client) -> Client:
    client.force_login(cast.staff("elif"))
    return client


@pytest.fixture
def ayse() -> Citizen:
    citizen = open_case(Channel.EMAIL).reporter
    assert citizen
    return citizen


def messages(browser: Client, citizen: Citizen) -> str:
    return browser.get(f"/center/citizens/{citizen.pk}/messages/").content.decode()


def press(browser: Client, citizen: Citizen, **posted: str) -> None:
    answer = browser.post(f"/center/citizens/{citizen.pk}/wishes/", posted)
    assert answer.headers["Location"] == f"/center/citizens/{citizen.pk}/messages/"


def test_each_way_of_a_citizen_has_its_switch(elif_: Client, ayse: Citizen) -> None:
    assert messages(elif_, ayse).count(WANTED) == 3  # e-mail, SMS, calls of lists
    press(elif_, ayse, channel="email", to=AYSE)
    assert list(OptOut.objects.values_list("channel", "to")) == [("email", AYSE)]
    page = messages(elif_, ayse)
    assert (page.count(WANTED), page.count(UNWANTED)) == (2, 1)
    press(elif_, ayse, channel="email", to=AYSE, wanted="1")
    assert messages(elif_, ayse).count(WANTED) == 3
    told = Event.objects.filter(name__startswith="recipient.").order_by("pk")
    assert [(each.name, each.actor_id) for each in told] == [
        ("recipient.opted_out", cast.staff("elif").pk),
        ("recipient.opted_in", cast.staff("elif").pk),
    ]


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"channel": "email"},
        {"channel": "email", "to": "baskasi@example.org"},
        {"channel": "push", "to": PHONE},
        {"channel": "sms", "to": AYSE},
    ],
)
def test_nothing_else_is_switched_there(
    elif_: Client, ayse: Citizen, posted: dict[str, str]
) -> None:
    press(elif_, ayse, **posted)
    assert not OptOut.objects.exists()


def test_a_landline_gets_no_sms(elif_: Client) -> None:
    citizen = open_case(Channel.EMAIL, phone="+902623181000").reporter
    assert citizen
    assert messages(elif_, citizen).count(WANTED) == 2


def test_who_may_not_see_citizens_switches_nothing(client: Client, ayse: Citizen) -> None:
    client.force_login(cast.staff("selin"))
    posted = {"channel": "email", "to": AYSE}
    assert client.post(f"/center/citizens/{ayse.pk}/wishes/", posted).status_code == 403
    assert not OptOut.objects.exists()


def test_an_agent_reads_of_it_before_they_write(elif_: Client) -> None:
    _, conversation = taken_in()
    address = f"/center/conversations/{conversation.pk}/"
    told = "buradan hatırlatma almak istemiyor"
    assert told not in elif_.get(address).content.decode()
    actions.opt_out(channel=Channel.EMAIL, to=AYSE, by=CITIZEN, at=cast.AT)
    assert told in elif_.get(address).content.decode()
