"""What Netgsm alone has: the shape of its orders, and its codes."""

import json
from collections.abc import Iterator

import pytest
from tests.channels.contract.http_provider import PASSWORD, SENDER, USER
from tests.channels.contract.stand_ins.netgsm import Netgsm, running
from tests.channels.sms.letters import account, letter

from alo153.channels.contract import NotSent, PermanentFailure, TemporaryFailure, Unclear
from alo153.channels.pushes import Delivery, Unreadable
from alo153.channels.sms.netgsm.adapter import NetgsmAdapter
from alo153.channels.sms.netgsm.asking import ask_reports


@pytest.fixture
def provider() -> Iterator[Netgsm]:
    with running() as netgsm:
        yield netgsm


def test_the_order_is_in_the_providers_shape(provider: Netgsm) -> None:
    assert (
        NetgsmAdapter(account(provider))
        .send(letter("+905320000101"))
        .reference.startswith("netgsm:1737")
    )
    (order,) = provider.orders
    assert json.loads(order.body) == {
        "msgheader": SENDER,
        "messages": [{"msg": "Işık yandı 'bugün'.", "no": "5320000101"}],
        "encoding": "tr",
        "iysfilter": "0",
    }


def test_without_the_turkish_table_letters_are_folded(provider: Netgsm) -> None:
    NetgsmAdapter(account(provider, fold=True)).send(letter("+4915112345678"))
    order = json.loads(provider.orders[0].body)
    assert order["messages"] == [{"msg": "Isik yandi 'bugün'.", "no": "004915112345678"}]
    assert "encoding" not in order


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((406, b'{"code": "85"}'), TemporaryFailure),
        ((406, b'{"code": "20"}'), PermanentFailure),
        ((406, b'{"code": "70"}'), PermanentFailure),
        ((406, b'{"code": "999"}'), Unclear),
        ((429, b"<h1>sorry</h1>"), TemporaryFailure),
        ((403, b"<h1>sorry</h1>"), PermanentFailure),
        ((502, b"<h1>sorry</h1>"), Unclear),
        ((200, b"[]"), Unclear),
        ((200, b"x" * 100_000), Unclear),
    ],
)
def test_refusals_have_their_kind(
    provider: Netgsm, answer: tuple[int, bytes], expected: type[NotSent]
) -> None:
    provider.moods = [answer]
    with pytest.raises(expected):
        NetgsmAdapter(account(provider)).send(letter("+905320000101"))


def test_it_is_asked_what_became_of_messages(provider: Netgsm) -> None:
    sent = NetgsmAdapter(account(provider)).send(letter("+905320000101"))
    url = provider.address.replace("//", f"//{USER}:{PASSWORD}@")
    (report,) = ask_reports(f"{url}?sender=X&fold=0", [sent.reference]).reports
    assert (report.reference, report.state) == (sent.reference, Delivery.DELIVERED)
    with pytest.raises(Unreadable, match="code 30"):
        ask_reports(f"{url.replace(PASSWORD, 'wrong')}?sender=X&fold=0", [sent.reference])
