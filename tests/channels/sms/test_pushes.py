"""What providers tell is read by their documentation, and whatever else comes is refused."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.channels.sms.pushed import INBOUND, OUTBOUND

from alo153.channels import registry
from alo153.channels.providers import payloads
from alo153.channels.pushes import Delivery, Push, StatusReport, Unreadable
from alo153.channels.sms.iletimerkezi import pushes as iletimerkezi
from alo153.channels.sms.netgsm.reports import read_reports
from alo153.channels.sms.smpp.receipts import read_receipt
from alo153.channels.sms.verimor import pushes as verimor

DONE = datetime(2026, 11, 28, 13, 6, tzinfo=UTC)


def raw(told: Any) -> bytes:
    return json.dumps(told).encode()


class TestVerimor:
    @pytest.mark.parametrize(
        ("status", "state"),
        [
            ("DELIVERED", Delivery.DELIVERED),
            ("EXPIRED", Delivery.EXPIRED),
            ("NOT_DELIVERED", Delivery.REJECTED),
            ("BLACKLISTED_DESTINATION_ADDRESS", Delivery.REJECTED),
            ("SENT", Delivery.UNKNOWN),
            ("SOMETHING_NEW", Delivery.UNKNOWN),
        ],
    )
    def test_a_report(self, status: str, state: Delivery) -> None:
        push = verimor.read_push(raw([OUTBOUND | {"status": status, "gsm_error": "27"}]))
        assert push.reports == (
            StatusReport(reference="verimor:20121", state=state, code=f"{status} 27", at=DONE),
        )

    def test_steps_on_the_way_are_no_report(self) -> None:
        assert verimor.read_push(raw([OUTBOUND | {"status": "WAITING"}])) == Push()

    def test_both_kinds_come_together(self) -> None:
        push = verimor.read_push(raw([INBOUND, OUTBOUND]))
        assert [message.key for message in push.messages] == ["verimor:1234"]
        assert len(push.reports) == 1


class TestIletiMerkezi:
    def test_a_report(self) -> None:
        told = {"id": 1599558518, "packet_id": 104525848, "to": "+905320000101", "body": "Işık"}
        for status, state in [
            ("delivered", Delivery.DELIVERED),
            ("undelivered", Delivery.REJECTED),
        ]:
            push = iletimerkezi.read_push(raw({"report": told | {"status": status}}))
            assert push.reports == (
                StatusReport(reference="iletimerkezi:104525848", state=state, code=status),
            )
        assert iletimerkezi.read_push(raw({"report": told | {"status": "accepted"}})) == Push()


class TestNetgsm:
    def test_an_answer(self) -> None:
        jobs = [
            {"jobid": "17-1", "telno": "5320000101", "status": 1, "errorCode": 0}
            | {"deliveredDate": "28.11.2026 16:06:00"},
            {"jobid": "17-2", "telno": "5320000101", "status": 0},
            {"jobid": "17-3", "telno": "5320000101", "status": "2", "errorCode": "103"},
            {"jobid": "17-4", "telno": "5320000101", "status": 15},
            {"jobid": "17-5", "telno": "5320000101", "status": 99},
        ]
        assert read_reports(raw({"code": "00", "jobs": jobs})).reports == (
            StatusReport(reference="netgsm:17-1", state=Delivery.DELIVERED, code="1", at=DONE),
            StatusReport(reference="netgsm:17-3", state=Delivery.EXPIRED, code="2 103"),
            StatusReport(reference="netgsm:17-4", state=Delivery.REJECTED, code="15"),
            StatusReport(reference="netgsm:17-5", state=Delivery.UNKNOWN, code="99"),
        )

    def test_an_odd_row_spoils_no_report_beside_it(self) -> None:
        jobs = [{"jobid": "17-1", "status": 1}, {"status": 1}, "odd", {"jobid": [], "status": 1}]
        push = read_reports(raw({"code": "00", "jobs": jobs}))
        assert [report.reference for report in push.reports] == ["netgsm:17-1"]
        assert len(push.unread) == 3

    def test_nothing_found_is_an_answer_and_a_refusal_is_none(self) -> None:
        assert read_reports(raw({"code": "60"})) == Push()
        with pytest.raises(Unreadable, match="code 80"):
            read_reports(raw({"code": "80"}))


class TestReceipts:
    TEXT = (
        "id:1A7 sub:001 dlvrd:001 submit date:2611281605 done date:2611281606 "
        "stat:DELIVRD err:000 text:Sokagimiz"
    )

    def test_of_text(self) -> None:
        assert read_receipt(self.TEXT) == StatusReport(
            reference="smpp:1a7", state=Delivery.DELIVERED, code="DELIVRD 000", at=DONE
        )

    def test_parameters_are_believed_before_text(self) -> None:
        report = read_receipt(self.TEXT, message_id="2B8\0", state=3)
        assert report
        assert (report.reference, report.state) == ("smpp:2b8", Delivery.EXPIRED)

    def test_a_name_ends_where_its_octets_end(self) -> None:
        """The database would refuse the rest, and the operator hands it over for ever."""
        for text, message_id in (("id:1a\0b stat:DELIVRD", ""), (self.TEXT, "1A\0garbage\0")):
            report = read_receipt(text, message_id=message_id)
            assert report
            assert report.reference == "smpp:1a"

    @pytest.mark.parametrize(
        ("text", "state"),
        [
            ("id:1 stat:UNDELIV", Delivery.REJECTED),
            ("id:1 stat:rejectd", Delivery.REJECTED),
            ("id:1 stat:UNKNOWN", Delivery.UNKNOWN),
            ("id:1 stat:FANCY", Delivery.UNKNOWN),
        ],
    )
    def test_spelled_states(self, text: str, state: Delivery) -> None:
        report = read_receipt(text)
        assert report
        assert report.state == state

    def test_steps_on_the_way_are_no_report(self) -> None:
        assert read_receipt("id:1 stat:ENROUTE") is None
        assert read_receipt("", message_id="1", state=6) is None

    @pytest.mark.parametrize("text", ["", "id:1", "stat:DELIVRD"])
    def test_half_a_receipt_is_none(self, text: str) -> None:
        with pytest.raises(Unreadable):
            read_receipt(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=8,
)
ROWS = st.fixed_dictionaries(
    {},
    optional={
        name: JSON
        for name in [
            *("type", "campaign_id", "message_id", "status", "gsm_error", "done_at"),
            *("packet_id", "jobid", "errorCode", "deliveredDate"),
        ]
    },
)
READERS: list[Callable[[bytes], object]] = [
    verimor.read_push,
    iletimerkezi.read_push,
    read_reports,
]


@given(st.sampled_from(READERS), ROWS)
def test_a_strange_shape_is_read_or_refused(
    reader: Callable[[bytes], object], row: dict[str, Any]
) -> None:
    for told in (row, [row], {"report": row}, {"code": "00", "jobs": [row]}):
        try:
            reader(raw(told))
        except Unreadable:
            continue


@pytest.mark.parametrize(
    "reader", [kind.read_push for kind in registry.TRANSPORTS if kind.read_push]
)
@pytest.mark.parametrize(
    "sent",
    [b"", b"[" * 100_000, b"\xff\xfe", b"9" * 100_000, b"[" + b"{}," * 2000 + b"{}]"],
    ids=["nothing", "deep", "bytes", "number", "many"],
)
def test_what_hurts_parsers_is_refused(reader: Callable[[bytes], Push], sent: bytes) -> None:
    with pytest.raises(Unreadable):
        reader(sent)


@given(st.text(max_size=200))
def test_any_receipt_is_read_or_refused(text: str) -> None:
    try:
        report = read_receipt(f"{text} id:{text} stat:{text}")
    except Unreadable:
        return
    assert report is None or "\0" not in report.reference


@given(st.text(max_size=60))
def test_a_code_holds_nothing_that_it_should_not(text: str) -> None:
    assert len(payloads.code(text, text)) <= 40
    assert payloads.code("905320000101 Ayşe@<x>") == "905320000101 Ayex"
