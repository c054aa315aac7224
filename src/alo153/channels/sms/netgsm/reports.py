"""Netgsm's answer to a question for reports; it does not post them. Pure."""

from typing import Any, Final

from alo153.channels.providers import payloads
from alo153.channels.pushes import Delivery, Push, StatusReport, Unreadable

NAME: Final = "netgsm"
_FOUND: Final = "00"
_NOTHING_FOUND: Final = "60"
_WAITING: Final = "0"
_DELIVERED: Final = "1"
_EXPIRED: Final = frozenset({"2", "22"})
# Wrong number, not accepted by the operator, faulty, repeated, no credit, unwilling
_REJECTED: Final = frozenset({"3", "4", "11", "12", "13", "14", "15", "16", "17"})


def read_reports(raw: bytes) -> Push:
    """Read an answer, each row by itself; of a message that is on its way it holds no report.

    Raises:
        Unreadable: it is not in Netgsm's shape, or it refuses to answer.
    """
    found = payloads.read(raw)
    if not isinstance(found, dict):
        raise Unreadable("no object")
    told = payloads.word(found, "code")
    if told == _NOTHING_FOUND:
        return Push()
    if told != _FOUND:
        raise Unreadable(f"code {payloads.code(told)}")
    reports: list[StatusReport] = []
    unread: list[str] = []
    for row in payloads.objects(found, "jobs", unread):
        with payloads.noted(unread):
            reports += filter(None, [_report(row)])
    return Push(reports=tuple(reports), unread=tuple(unread))


def _report(row: Any) -> StatusReport | None:
    status = payloads.word(row, "status")
    if status == _WAITING:
        return None
    error = payloads.word(row, "errorCode")
    return StatusReport(
        reference=payloads.reference(row, "jobid", of=NAME),
        state=_state(status),
        code=payloads.code(status, "" if error == "0" else error),
        at=payloads.moment(payloads.word(row, "deliveredDate")),
    )


def _state(status: str) -> Delivery:
    if status == _DELIVERED:
        return Delivery.DELIVERED
    if status in _EXPIRED:
        return Delivery.EXPIRED
    return Delivery.REJECTED if status in _REJECTED else Delivery.UNKNOWN
