"""The program that hears what an operator hands over by SMPP, whatever becomes of the line.

It may be killed at any moment: the operator hands over again what was not acknowledged, and a part
or a message is committed before that.
"""

import logging
import time
from datetime import datetime, timedelta
from typing import Final, NoReturn

from django.db import InterfaceError, OperationalError, connection, transaction

from alo153.channels.actions import keep_arrival, keep_part, note_line, take_late_parts
from alo153.channels.contract import NotSent, PermanentFailure
from alo153.channels.pushes import StatusReport
from alo153.channels.sms.smpp import messages
from alo153.channels.sms.smpp.address import SmppAccount
from alo153.channels.sms.smpp.listening import listen
from alo153.channels.sms.smpp.messages import Piece
from alo153.citizens.channel import Channel
from alo153.contacts.actions import take_reports
from alo153.core import clock

_FIRST_PAUSE_SECONDS: Final = 1.0
_LONGEST_PAUSE_SECONDS: Final = 60.0
LATE: Final = timedelta(hours=6)
"""So long the parts of a message wait for one another."""
# Operators lock out who tries a wrong password often
_REFUSED_PAUSE_SECONDS: Final = 300.0
_NOTED_SECONDS: Final = 10.0
"""A line that holds is noted no more often, however much comes on it."""

log = logging.getLogger(__name__)


def run(account: SmppAccount) -> NoReturn:
    """Listen until the process ends."""
    pause, noted = _FIRST_PAUSE_SECONDS, float("-inf")

    def heard() -> None:
        nonlocal pause, noted
        pause = _FIRST_PAUSE_SECONDS
        if time.monotonic() - noted >= _NOTED_SECONDS:
            note(account, "", at=clock.now())
            noted = time.monotonic()

    while True:
        try:
            listen(account, lambda found: take(found, at=clock.now()), heard=heard)
        except NotSent as error:
            is_refused = isinstance(error, PermanentFailure)
            seconds = _REFUSED_PAUSE_SECONDS if is_refused else pause
            log.warning("%s: %s; again in %g s", account.host, error, seconds)
            note(account, str(error), at=clock.now())
            noted = float("-inf")
            time.sleep(seconds)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)


def note(account: SmppAccount, trouble: str, *, at: datetime) -> None:
    """Note the state of the line, for the page of system health; no database stops the line."""
    try:
        note_line(name=account.name, trouble=trouble, at=at)
    except (OperationalError, InterfaceError):
        connection.close()


def take(found: StatusReport | Piece, *, at: datetime) -> None:
    """Note a receipt, or keep a message or a part of one.

    Raises:
        OSError: not now; it is to come again.
    """
    try:
        with transaction.atomic():
            _take(found, at)
    except (OperationalError, InterfaceError) as error:
        connection.close()
        raise OSError("no database") from error


def _take(found: StatusReport | Piece, at: datetime) -> None:
    if isinstance(found, StatusReport):
        take_reports(channel=Channel.SMS, reports=[found], at=at)
    elif found.total == 1:
        _keep([found], at)
    else:
        raw = messages.pack(found)
        parts = keep_part(name=found.name, number=found.number, total=found.total, raw=raw, at=at)
        if parts:
            _keep([messages.unpack(part) for part in parts], at)


def _keep(pieces: list[Piece], at: datetime) -> None:
    message = messages.pushed(pieces, at=at)
    keep_arrival(channel=Channel.SMS, key=message.key, raw=message.raw, at=at)


@transaction.atomic
def keep_late_parts(*, before: datetime, at: datetime) -> None:
    """Keep as they are the messages of which the rest has not come."""
    for parts in take_late_parts(before=before):
        _keep([messages.unpack(part) for part in parts], at)
