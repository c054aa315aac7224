"""Posts of İleti Merkezi to our address: a report of one message. Pure."""

from typing import Final

from alo153.channels.providers import payloads
from alo153.channels.pushes import Delivery, Push, StatusReport, Unreadable

NAME: Final = "iletimerkezi"
_ON_ITS_WAY: Final = "accepted"
_STATES: Final = {"delivered": Delivery.DELIVERED, "undelivered": Delivery.REJECTED}


def read_push(raw: bytes) -> Push:
    """Read a report; its `packet_id` is the order that we were given. It says no time.

    Raises:
        Unreadable: it is not in İleti Merkezi's shape.
    """
    found = payloads.read(raw)
    row = found.get("report") if isinstance(found, dict) else None
    if not isinstance(row, dict):
        raise Unreadable("no report")
    status = payloads.word(row, "status")
    if status == _ON_ITS_WAY:
        return Push()
    report = StatusReport(
        reference=payloads.reference(row, "packet_id", of=NAME),
        state=_STATES.get(status, Delivery.UNKNOWN),
        code=payloads.code(status),
    )
    return Push(reports=(report,))
