"""Come to a bound line, or say why not."""

import struct
from typing import Final

from smpplib.exceptions import ConnectionError as LineError
from smpplib.exceptions import PDUError, UnknownCommandError

from alo153.channels.contract import TemporaryFailure
from alo153.channels.sms.smpp import statuses
from alo153.channels.sms.smpp.address import SmppAccount
from alo153.channels.sms.smpp.line import Line

BROKEN: Final = (LineError, OSError, PDUError, UnknownCommandError, struct.error)
"""Errors of the library for a lost connection or an unknown protocol."""


def bind(line: Line, account: SmppAccount) -> None:
    """Connect, and bind as a transceiver.

    Raises:
        NotSent: refused, or not reachable.
    """
    try:
        line.connect()
        line.bind_transceiver(
            system_id=account.system_id,
            password=account.password,
            system_type=account.system_type,
        )
    except PDUError as error:
        match error.args:
            case (_, int(status)):
                raise statuses.of_bind(status) from None
        raise TemporaryFailure("smpp bind unreadable") from error
    except BROKEN as error:
        raise TemporaryFailure("smpp not reachable") from error
