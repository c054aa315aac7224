"""Delivery receipts of SMPP 3.4: by their optional parameters, else by their text. Pure."""

import re
from typing import Final

from alo153.channels.providers import payloads
from alo153.channels.pushes import Delivery, StatusReport, Unreadable

NAME: Final = "smpp"
# Message states (5.2.28), and how the text of a receipt spells them (appendix B)
_ON_THEIR_WAY: Final = frozenset({1, 6})
_STATES: Final = {
    2: Delivery.DELIVERED,
    3: Delivery.EXPIRED,
    4: Delivery.REJECTED,
    5: Delivery.REJECTED,
    7: Delivery.UNKNOWN,
    8: Delivery.REJECTED,
}
_SPELLED: Final = {
    "ENROUTE": 1,
    "DELIVRD": 2,
    "EXPIRED": 3,
    "DELETED": 4,
    "UNDELIV": 5,
    "ACCEPTD": 6,
    "UNKNOWN": 7,
    "REJECTD": 8,
}
_FIELD: Final = re.compile(r"\b(id|stat|err|done date):(\S{1,65})", re.ASCII | re.IGNORECASE)
# Operators do not agree on the zone, most take their own
_DONE: Final = ("%y%m%d%H%M", "%y%m%d%H%M%S")


def read_receipt(
    text: str, *, message_id: str = "", state: int | None = None
) -> StatusReport | None:
    """Read a receipt; None of a message that is on its way.

    Args:
        text: the short message; its words are cut by many operators.
        message_id: of the optional parameter `receipted_message_id`.
        state: of the optional parameter `message_state`.

    Raises:
        Unreadable: it says neither of which message nor what became of it.
    """
    fields = {name.lower(): value for name, value in _FIELD.findall(text[:1000])}
    spelled = fields.get("stat", "").upper()
    known = state if state is not None else _SPELLED.get(spelled)
    if known is None and not spelled:
        raise Unreadable("no state")
    if known in _ON_THEIR_WAY:
        return None
    return StatusReport(
        reference=reference(message_id or fields.get("id", "")),
        state=_STATES.get(known or 0, Delivery.UNKNOWN),
        code=payloads.code(spelled or f"state {state}", fields.get("err", "")),
        at=payloads.moment(fields.get("done date", ""), *_DONE),
    )


def reference(message_id: str) -> str:
    """Return our name for a message, out of the operator's: letters of hex may be of either case.

    It ends at a NUL (SMPP 3.4, 3.1), which no database takes.

    Raises:
        Unreadable: it is empty.
    """
    name = message_id.strip("\0 ").partition("\0")[0].lower()
    if not name:
        raise Unreadable("no id")
    return f"{NAME}:{name[:65]}"
