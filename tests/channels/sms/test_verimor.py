"""What Verimor alone has: the shape of its orders, and its names of what is wrong."""

import json
from collections.abc import Iterator

import pytest
from tests.channels.contract.http_provider import PASSWORD, SENDER, USER
from tests.channels.contract.stand_ins.verimor import Verimor, running
from tests.channels.sms.letters import LETTER_ID, account, letter

from alo153.channels.contract import NotSent, PermanentFailure, TemporaryFailure, Unclear
from alo153.channels.sms.verimor.adapter import VerimorAdapter


@pytest.fixture
def provider() -> Iterator[Verimor]:
    with running() as verimor:
        yield verimor


def test_the_order_is_in_the_providers_shape(provider: Verimor) -> None:
    sent = VerimorAdapter(account(provider)).send(letter("+905320000101"))
    assert sent.reference == "verimor:20210"
    (order,) = provider.orders
    assert json.loads(order.body) == {
        "username": USER,
        "password": PASSWORD,
        "source_addr": SENDER,
        "custom_id": str(LETTER_ID),
        "messages": [{"msg": "Işık yandı 'bugün'.", "dest": "905320000101"}],
        "datacoding": "1",
    }


@pytest.mark.parametrize(
    ("body", "coding"), [("Su geldi.", "0"), ("Işık yandı.", "1"), ("Ağaç dikildi 🌳", "2")]
)
def test_the_table_is_the_smallest_that_holds_the_words(
    provider: Verimor, body: str, coding: str
) -> None:
    VerimorAdapter(account(provider)).send(letter("+905320000101", body))
    assert json.loads(provider.orders[0].body)["datacoding"] == coding


def test_abroad_no_table_is_said(provider: Verimor) -> None:
    VerimorAdapter(account(provider, fold=True)).send(letter("+4915112345678"))
    order = json.loads(provider.orders[0].body)
    assert order["messages"] == [{"msg": "Isik yandi 'bugün'.", "dest": "004915112345678"}]
    assert "datacoding" not in order


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((400, b"INSUFFICIENT_CREDITS\n"), TemporaryFailure),
        ((400, b"MESSAGE_TOO_LONG"), PermanentFailure),
        ((400, "Olmadı".encode()), PermanentFailure),
        ((413, b"Request Entity Too Large"), PermanentFailure),
        ((429, b"Too Many Requests"), TemporaryFailure),
        ((502, b"<h1>sorry</h1>"), Unclear),
        ((200, b"<h1>hello</h1>"), Unclear),
    ],
)
def test_refusals_have_their_kind(
    provider: Verimor, answer: tuple[int, bytes], expected: type[NotSent]
) -> None:
    provider.moods = [answer]
    with pytest.raises(expected):
        VerimorAdapter(account(provider)).send(letter("+905320000101"))
