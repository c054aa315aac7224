"""The public names of webhooks, which remain when an event of ours is renamed. Pure.

    {"type": "case.closed", "timestamp": "2026-11-28T09:30:00+00:00", "data": {"code": "482109373"}}

The message holds a code and no words: a permitted system reads the application by its key.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from alo153.cases.events.feedback import CaseObjectedTo
from alo153.cases.events.life import (
    CaseAccepted,
    CaseAnswered,
    CaseClosed,
    CaseForwarded,
    CaseOpened,
    CaseReturned,
)
from alo153.core.payloads import Payload

KINDS: Final[Mapping[type[Payload[Any]], str]] = {
    CaseOpened: "case.opened",
    CaseForwarded: "case.forwarded",
    CaseAccepted: "case.accepted",
    CaseReturned: "case.returned",
    CaseAnswered: "case.answered",
    CaseClosed: "case.closed",
    CaseObjectedTo: "case.objected_to",
}


def message(kind: str, code: str, at: datetime) -> str:
    """Return what is sent of an event."""
    return json.dumps({"type": kind, "timestamp": at.isoformat(), "data": {"code": code}})
