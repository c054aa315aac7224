"""The meaning of a command_status of SMPP 3.4 (5.1.3) for a sent message. Pure."""

from typing import Final

from alo153.channels.contract import NotSent, PermanentFailure, TemporaryFailure, Unclear

# System error, queue full, throttled, temporary error of the receiver's side
_TEMPORARY: Final = frozenset({0x08, 0x14, 0x58, 0x64})
# Destination: address, type of number, numbering plan
_WRONG_NUMBER: Final = frozenset({0x0B, 0x50, 0x51})
# Bind state, source address and its kinds, service type
_OF_ACCOUNT: Final = frozenset({0x04, 0x0A, 0x15, 0x48, 0x49, 0x53})
# Length of message or command, command, flags, submit failed, classes and times, parameters and
# their lengths
_OF_LETTER: Final = frozenset(
    {
        *(0x01, 0x02, 0x03, 0x06, 0x07, 0x43, 0x45),
        *(0x61, 0x62, 0x63, 0x65, 0x66, 0xC0, 0xC1, 0xC2, 0xC3, 0xC4),
    }
)
# Already bound (the line of before is not yet forgotten), system error, throttled
_BIND_TEMPORARY: Final = frozenset({0x05, 0x08, 0x14, 0x58, 0x64})


def of_submit(status: int) -> NotSent:
    """Return what the answer to the first part of a message means."""
    code = f"smpp 0x{status:02x}"
    if status in _TEMPORARY:
        return TemporaryFailure(code)
    if status in _WRONG_NUMBER | _OF_ACCOUNT | _OF_LETTER:
        return PermanentFailure(
            code, wrong_address=status in _WRONG_NUMBER, of_account=status in _OF_ACCOUNT
        )
    return Unclear(code)


def of_bind(status: int) -> NotSent:
    """Return what a refused bind means; nothing has left."""
    code = f"smpp bind 0x{status:02x}"
    if status in _BIND_TEMPORARY:
        return TemporaryFailure(code)
    return PermanentFailure(code, of_account=True)
