"""A line on which an operator hands over receipts and messages, as long as it holds."""

import logging
from collections.abc import Callable
from typing import Any, Final

from smpplib import smpp

from alo153.channels.contract import TemporaryFailure
from alo153.channels.pushes import StatusReport, Unreadable
from alo153.channels.sms.smpp import deliveries
from alo153.channels.sms.smpp.address import SmppAccount
from alo153.channels.sms.smpp.binding import BROKEN, bind
from alo153.channels.sms.smpp.line import LATER, TAKEN, Line
from alo153.channels.sms.smpp.messages import Piece

# How long nothing may come before we ask whether the other side is there
_QUIET_SECONDS: Final = 30

log = logging.getLogger(__name__)


class _ListeningLine(Line):
    """Nobody waits for it: it is asked for signs of life, and has no end of its own."""

    def __init__(self, account: SmppAccount) -> None:
        super().__init__(account, step_seconds=_QUIET_SECONDS, seconds=float("inf"))


def listen(
    account: SmppAccount, take: Callable[[StatusReport | Piece], None], *, heard: Callable[[], None]
) -> None:
    """Hand everything to `take` until the line breaks; what raises OSError there comes again.

    Args:
        heard: called when the line is bound, and after each command.

    Raises:
        NotSent: refused, not reachable, or the line broke.
    """
    line = _ListeningLine(account)
    try:
        bind(line, account)
        heard()
        while True:
            _meet(line, _next(line), take)
            heard()
    except BROKEN as error:
        raise TemporaryFailure("smpp line lost") from error
    finally:
        line.drop()


def _next(line: Line) -> Any:
    """Return the next command; after a quiet time the other side has to say that it is there."""
    try:
        return line.read_pdu()
    except TimeoutError:
        asked = smpp.make_pdu("enquire_link", client=line)
        line.send_pdu(asked)
        return line.read_pdu()


def _meet(line: Line, pdu: Any, take: Callable[[StatusReport | Piece], None]) -> None:
    if pdu.command != "deliver_sm":
        line.meet(pdu)
        return
    line.answer_delivery(pdu, _taken(pdu, take))


def _taken(pdu: Any, take: Callable[[StatusReport | Piece], None]) -> int:
    try:
        if (found := deliveries.read(pdu)) is not None:
            take(found)
    except Unreadable as error:
        log.warning("smpp: a receipt cannot be read: %s", error)
    except OSError as error:
        log.warning("smpp: cannot be kept now: %s", type(error).__name__)
        return LATER
    return TAKEN
