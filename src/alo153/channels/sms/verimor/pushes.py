"""Posts of Verimor to our address: reports of sent messages, and incoming messages. Pure."""

import json
from typing import Any, Final

from alo153.channels.providers import payloads
from alo153.channels.pushes import Delivery, Push, Pushed, StatusReport, Unreadable
from alo153.channels.sms.verimor.messages import NAME

_ON_ITS_WAY: Final = frozenset({"SENDING", "WAITING"})
# SENT is theirs for "handed to an operator that gives no reports"
_STATES: Final = {
    "DELIVERED": Delivery.DELIVERED,
    "EXPIRED": Delivery.EXPIRED,
    "SENT": Delivery.UNKNOWN,
    **dict.fromkeys(
        [
            *("NOT_DELIVERED", "INVALID_DESTINATION_ADDRESS", "REJECTED", "DOUBLE_SEND_ERROR"),
            *("BLACKLISTED_DESTINATION_ADDRESS", "MISSING_TARIFF", "ROUTE_NOT_AVAILABLE"),
            *("NETWORK_NOTCOVERED", "SEND_ERROR", "INTERNATIONAL_DENIED"),
        ],
        Delivery.REJECTED,
    ),
}


def read_push(raw: bytes) -> Push:
    """Read a list of both kinds.

    Raises:
        Unreadable: it is not in Verimor's shape.
    """
    found = payloads.rows(payloads.read(raw))
    reports = [_report(row) for row in found if payloads.word(row, "type") == "outbound"]
    messages = [_message(row) for row in found if payloads.word(row, "type") == "inbound"]
    if len(reports) + len(messages) < len(found):
        raise Unreadable("another type")
    return Push(reports=tuple(one for one in reports if one), messages=tuple(messages))


def _report(row: Any) -> StatusReport | None:
    status = payloads.word(row, "status")
    if status in _ON_ITS_WAY:
        return None
    return StatusReport(
        reference=payloads.reference(row, "campaign_id", of=NAME),
        state=_STATES.get(status, Delivery.UNKNOWN),
        code=payloads.code(status, payloads.word(row, "gsm_error")),
        at=payloads.moment(payloads.word(row, "done_at")),
    )


def _message(row: Any) -> Pushed:
    raw = json.dumps({"provider": NAME, "message": row}).encode()
    return Pushed(key=payloads.reference(row, "message_id", of=NAME), raw=raw)
