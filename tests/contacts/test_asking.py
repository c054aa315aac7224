"""SMS of citizens, and who wants none, from providers that have to be asked for them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from tests import cast
from tests.channels.contract.http_provider import HttpProvider
from tests.channels.contract.stand_ins import iletimerkezi, netgsm
from tests.channels.contract.stand_ins.iletimerkezi import IletiMerkezi
from tests.channels.contract.stand_ins.netgsm import Netgsm

from alo153.channels import readers
from alo153.channels.models import Arrival
from alo153.channels.sms.iletimerkezi.blocked import PAGE
from alo153.citizens.channel import Channel
from alo153.contacts import actions
from alo153.contacts.conversations.actions import read_arrival
from alo153.contacts.models import Message, OptOut
from alo153.contacts.queries import has_opted_out

pytestmark = pytest.mark.django_db
PHONE = "+905320000101"
NOW = cast.AT.replace(minute=30)
HOUR = NOW.replace(minute=0) + timedelta(hours=1)


def in_use(provider: HttpProvider, settings: Any) -> None:
    for name, value in {**provider.settings, "SMS_URL": provider.address}.items():
        setattr(settings, name, value)


@pytest.fixture(name="their_netgsm")
def _their_netgsm(settings: Any) -> Iterator[Netgsm]:
    with netgsm.running() as running:
        in_use(running, settings)
        yield running


@pytest.fixture(name="their_iletimerkezi")
def _their_iletimerkezi(settings: Any) -> Iterator[IletiMerkezi]:
    with iletimerkezi.running() as running:
        in_use(running, settings)
        yield running


def turkish(minutes_ago: int = 0) -> str:
    at = NOW - timedelta(minutes=minutes_ago) + timedelta(hours=3)
    return at.strftime("%d.%m.%Y %H:%M:%S")


def taken_in() -> list[str]:
    """Read what was kept, as the worker does."""
    for arrival in Arrival.objects.all():
        read_arrival(arrival_id=arrival.pk, now=lambda: NOW)
    return [*Message.objects.filter(direction="in").order_by("pk").values_list("body", flat=True)]


def test_what_citizens_write_to_netgsm_comes_in_once(their_netgsm: Netgsm) -> None:
    their_netgsm.comes("Sokağımızda su yok 🚱", at=turkish(2))
    for _ in range(3):
        actions.ask_messages(at=NOW)
    assert taken_in() == ["Sokağımızda su yok 🚱"]
    message = Message.objects.get(direction="in")
    assert (message.sender, message.channel) == (PHONE, "sms")


def test_ret_to_netgsm_ends_what_is_not_owed(their_netgsm: Netgsm) -> None:
    their_netgsm.comes("RET", sender="05320000101", at=turkish(1))
    actions.ask_messages(at=NOW)
    assert taken_in() == ["RET"]
    assert has_opted_out(Channel.SMS, PHONE)


def test_what_came_while_nobody_asked_is_asked_for_within_the_hour(their_netgsm: Netgsm) -> None:
    their_netgsm.comes("Bir gün önce", at=turkish(24 * 60))
    actions.ask_messages(at=NOW)
    assert taken_in() == []
    actions.ask_messages(at=HOUR)
    assert taken_in() == ["Bir gün önce"]


def test_two_in_one_minute_are_two_and_a_stranger_s_name_is_no_number(
    their_netgsm: Netgsm,
) -> None:
    for text in ("Alo", "Cevap verin"):
        their_netgsm.comes(text, at=turkish(1))
    their_netgsm.comes("Kampanya", sender="BANKA", at=turkish(1))
    actions.ask_messages(at=NOW)
    assert sorted(taken_in()) == ["Alo", "Cevap verin", "Kampanya"]
    assert Message.objects.get(body="Kampanya").sender == ""


@pytest.mark.parametrize(
    "answer",
    [
        (406, b'{"code": "30"}'),
        (502, b"<h1>"),
        (200, b"[]"),
        (200, b'{"code": "00", "messages": 1}'),
    ],
)
def test_a_provider_that_refuses_is_asked_again_in_a_minute(
    their_netgsm: Netgsm, answer: tuple[int, bytes], caplog: pytest.LogCaptureFixture
) -> None:
    their_netgsm.comes("Su yok.", at=turkish(1))
    their_netgsm.moods = [answer]
    actions.ask_messages(at=NOW)
    assert "nothing told by netgsm" in caplog.text
    actions.ask_messages(at=NOW + timedelta(minutes=1))
    assert taken_in() == ["Su yok."]


def test_what_netgsm_tells_in_another_shape_is_kept_and_read_by_nobody(
    their_netgsm: Netgsm,
) -> None:
    their_netgsm.came.append({"datetime": turkish(1), "message": "", "sender": "905320000101"})
    actions.ask_messages(at=NOW)
    [arrival] = Arrival.objects.all()
    with arrival.raw.open() as raw:
        found = readers.read(Channel.SMS, raw.read())
    assert found
    assert (found.text, found.to) == ("", ())


def test_who_answered_ret_at_ileti_merkezi_gets_only_what_is_owed(
    their_iletimerkezi: IletiMerkezi,
) -> None:
    their_iletimerkezi.blocks(PHONE, at="2026-11-01 10:00:00")
    actions.ask_opt_outs(at=NOW)
    assert not OptOut.objects.exists(), "long ago"
    stamp = (NOW + timedelta(hours=3)).strftime("%Y-%m-%d %H:%M:%S")
    their_iletimerkezi.blocks("+905320000102", at=stamp)
    for _ in range(2):
        actions.ask_opt_outs(at=NOW)
    assert [row.to for row in OptOut.objects.all()] == ["+905320000102"]
    assert has_opted_out(Channel.SMS, "+905320000102")


def test_a_long_list_is_read_to_its_end(their_iletimerkezi: IletiMerkezi) -> None:
    stamp = (NOW + timedelta(hours=3)).strftime("%Y-%m-%d %H:%M:%S")
    for number in range(PAGE + 2):
        their_iletimerkezi.blocks(f"+90532{number:07}", at=stamp)
    actions.ask_opt_outs(at=NOW)
    assert OptOut.objects.count() == PAGE + 2


def test_a_refusal_of_ileti_merkezi_is_no_opt_out(
    their_iletimerkezi: IletiMerkezi, caplog: pytest.LogCaptureFixture
) -> None:
    their_iletimerkezi.moods = [(401, b'{"response": {"status": {"code": 401}}}')]
    actions.ask_opt_outs(at=NOW)
    assert "nothing told by iletimerkezi: code 401" in caplog.text
