"""What an operator hands over is taken before it is acknowledged; the operator is npm's server."""

from collections.abc import Iterator

import pytest
from tests.channels.smpp_operator import Operator, operator
from tests.channels.sms.smpp.line import FROM, TO, account, deliver, listening, message

from alo153.channels.contract import PermanentFailure, TemporaryFailure
from alo153.channels.pushes import Delivery, StatusReport
from alo153.channels.sms.smpp.encoding import Alphabets, parts_of
from alo153.channels.sms.smpp.listening import listen
from alo153.channels.sms.smpp.messages import Piece


@pytest.fixture
def server() -> Iterator[Operator]:
    with operator() as running:
        yield running


def test_a_receipt_and_a_message(server: Operator) -> None:
    taken: list[StatusReport | Piece] = []
    receipt = message(
        b"id:1A1 sub:001 dlvrd:001 done date:2611281606 stat:DELIVRD err:000", esm_class=4
    )
    with listening(server, taken.append) as ended:
        assert deliver(server, receipt, message(b"Su yok")) == [0, 0]
    report, piece = taken
    assert isinstance(report, StatusReport)
    assert (report.reference, report.state) == ("smpp:1a1", Delivery.DELIVERED)
    assert piece == Piece(sender=FROM, to=TO, text="Su yok")
    assert [type(error) for error in ended] == [TemporaryFailure]


def test_parameters_of_a_receipt_are_read(server: Operator) -> None:
    taken: list[StatusReport | Piece] = []
    receipt = message(b"", esm_class=4, receipted_message_id="1A9", message_state=5)
    with listening(server, taken.append):
        assert deliver(server, receipt) == [0]
    (report,) = taken
    assert isinstance(report, StatusReport)
    assert (report.reference, report.state) == ("smpp:1a9", Delivery.REJECTED)


def test_parts_come_with_their_place_by_header_or_beside_it(server: Operator) -> None:
    taken: list[StatusReport | Piece] = []
    parts = parts_of("Işık yandı. " * 15, Alphabets.TURKISH_SINGLE, name=9)
    headed = [message(part.octets, esm_class=0x40) for part in reversed(parts)]
    beside = message(b"Su", sar_msg_ref_num=300, sar_total_segments=2, sar_segment_seqnum=2)
    with listening(server, taken.append):
        deliver(server, *headed, beside)
    pieces = [piece for piece in taken if isinstance(piece, Piece)]
    assert [(p.group, p.number, p.total) for p in pieces] == [
        ("9", 2, 2),
        ("9", 1, 2),
        ("300", 2, 2),
    ]
    assert pieces[1].text + pieces[0].text == "Işık yandı. " * 15


def test_what_cannot_be_kept_now_is_to_come_again(server: Operator) -> None:
    answers: list[Exception | None] = [OSError("full"), None]

    def take(_: StatusReport | Piece) -> None:
        if answer := answers.pop(0):
            raise answer

    with listening(server, take):
        assert deliver(server, message(b"Su yok")) == [0x64]
        assert deliver(server, message(b"Su yok")) == [0]


def test_half_a_receipt_comes_only_once(server: Operator) -> None:
    taken: list[StatusReport | Piece] = []
    with listening(server, taken.append):
        assert deliver(server, message(b"stat:DELIVRD", esm_class=4)) == [0]
    assert taken == []


def test_a_wrong_password_is_refused_for_good(server: Operator) -> None:
    with pytest.raises(PermanentFailure, match="smpp bind 0x0e"):
        listen(account(server, password="wrong"), lambda _: None, heard=lambda: None)
