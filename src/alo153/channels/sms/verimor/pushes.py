"""Posts of Verimor to our address: reports of sent messages, and incoming messages. Pure."""

import hashlib
import json
from typing import Any, Final

from alo153.channels.providers import payloads
from alo153.channels.providers.payloads import noted
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
    """Read a list of both kinds, each row by itself: an odd one keeps back no citizen's words.

    Raises:
        Unreadable: it is not in Verimor's shape.
    """
    reports: list[StatusReport] = []
    messages: list[Pushed] = []
    unread: list[str] = []
    for row in payloads.rows(payloads.read(raw)):
        with noted(unread):
            match payloads.word(row, "type"):
                case "outbound":
                    reports += filter(None, [_report(row)])
                case "inbound":
                    messages.append(_message(row))
                case _:
                    raise Unreadable("another type")
    return Push(reports=tuple(reports), messages=tuple(messages), unread=tuple(unread))


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
    try:
        key = payloads.reference(row, "message_id", of=NAME)
    except Unreadable:  # somebody looks at it as it came
        key = f"{NAME}:{hashlib.sha256(raw).hexdigest()}"
    return Pushed(key=key, raw=raw)
