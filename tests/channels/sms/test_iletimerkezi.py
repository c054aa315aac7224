"""What İleti Merkezi alone has: the shape of its orders, and its codes."""

import json
from collections.abc import Iterator

import pytest
from tests.channels.contract.http_provider import PASSWORD, SENDER, USER
from tests.channels.contract.stand_ins.iletimerkezi import IletiMerkezi, running
from tests.channels.sms.letters import account, letter

from alo153.channels.contract import NotSent, PermanentFailure, TemporaryFailure, Unclear
from alo153.channels.sms.iletimerkezi.adapter import IletiMerkeziAdapter


@pytest.fixture
def provider() -> Iterator[IletiMerkezi]:
    with running() as iletimerkezi:
        yield iletimerkezi


def test_the_order_is_in_the_providers_shape(provider: IletiMerkezi) -> None:
    sent = IletiMerkeziAdapter(account(provider)).send(letter("+905320000101"))
    assert sent.reference == "iletimerkezi:104525848"
    (order,) = provider.orders
    assert json.loads(order.body) == {
        "request": {
            "authentication": {"key": USER, "hash": PASSWORD},
            "order": {
                "sender": SENDER,
                "sendDateTime": [],
                "iys": "0",
                "iysList": "BIREYSEL",
                "message": {
                    "text": "Işık yandı 'bugün'.",
                    "receipents": {"number": ["5320000101"]},
                },
            },
        }
    }


def test_abroad_and_folded(provider: IletiMerkezi) -> None:
    IletiMerkeziAdapter(account(provider, fold=True)).send(letter("+4915112345678"))
    message = json.loads(provider.orders[0].body)["request"]["order"]["message"]
    assert message["text"] == "Isik yandi 'bugün'."
    assert message["receipents"]["number"] == ["004915112345678"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((402, b'{"response": {"status": {"code": "402"}}}'), TemporaryFailure),
        ((422, b'{"response": {"status": {"code": 451}}}'), Unclear),
        ((500, b'{"response": {"status": {"code": 999}}}'), Unclear),
        ((429, b"<h1>sorry</h1>"), TemporaryFailure),
        ((403, b'{"response": []}'), PermanentFailure),
        ((502, b"<h1>sorry</h1>"), Unclear),
        ((200, b"[" * 20_000), Unclear),
    ],
)
def test_refusals_have_their_kind(
    provider: IletiMerkezi, answer: tuple[int, bytes], expected: type[NotSent]
) -> None:
    provider.moods = [answer]
    with pytest.raises(expected):
        IletiMerkeziAdapter(account(provider)).send(letter("+905320000101"))
