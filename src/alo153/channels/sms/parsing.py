"""An SMS that came in, out of what was kept of it: its provider's form, and whose it is. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from alo153.channels.inbound import Inbound
from alo153.channels.providers import payloads
from alo153.channels.pushes import Unreadable
from alo153.channels.sms.netgsm import messages as netgsm
from alo153.channels.sms.netgsm.reports import NAME as NETGSM
from alo153.channels.sms.smpp import messages as smpp
from alo153.channels.sms.smpp.receipts import NAME as SMPP
from alo153.channels.sms.verimor import messages as verimor

type Reader = Callable[[Mapping[str, Any]], Inbound]
_READERS: Final[Mapping[str, Reader]] = {
    NETGSM: netgsm.read,
    SMPP: smpp.read,
    verimor.NAME: verimor.read,
}


def read(raw: bytes) -> Inbound | None:
    """Read what `read_push` or `ask_messages` of a provider gave; None if it cannot be read."""
    try:
        found = payloads.read(raw)
        return _READERS[found["provider"]](found["message"])
    except (Unreadable, LookupError, TypeError):
        return None
