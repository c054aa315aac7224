"""A line to an operator: smpplib's client, bounded in time and size, and sure of whom it meets."""

import logging
import socket
import ssl
from time import monotonic
from typing import Any, Final

from smpplib import smpp
from smpplib.client import Client
from smpplib.exceptions import ConnectionError as LineError

from alo153.channels.sms.smpp.address import SmppAccount

# Of one step, and of all that is done on a line to hand over one message
_STEP_SECONDS: Final = 10
_SECONDS: Final = 25
# The largest command that anybody sends is a message of 64 kB
_MOST_OCTETS: Final = 70_000

TAKEN, LATER = 0x00, 0x64
"""The answers to a delivery: stored, or to be repeated later."""

# In its log of details are the octets of each message
_WIRE: Final = "alo153.channels.smpp"
logging.getLogger(_WIRE).setLevel(logging.CRITICAL)


class Line(Client):  # type: ignore[misc] # the library has no types
    """One line, for one message or for listening."""

    _socket: socket.socket | None

    def __init__(
        self,
        account: SmppAccount,
        *,
        step_seconds: float = _STEP_SECONDS,
        seconds: float = _SECONDS,
    ) -> None:
        super().__init__(
            account.host,
            account.port,
            timeout=step_seconds,
            logger_name=_WIRE,
            allow_unknown_opt_params=True,
        )
        self._account = account
        self._end = monotonic() + seconds

    def _create_socket(self) -> socket.socket | ssl.SSLSocket:
        """Open a socket of the host's family; over TLS, one that knows whom it must meet."""
        family = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0][0]
        plain = socket.socket(family, socket.SOCK_STREAM)
        plain.settimeout(self.timeout)
        tls = self._account.tls()
        return tls.wrap_socket(plain, server_hostname=self.host) if tls else plain

    def _recv_exact(self, exact_size: int) -> bytes:
        if not 0 <= exact_size <= _MOST_OCTETS or monotonic() > self._end:
            raise LineError
        octets: bytes = super()._recv_exact(exact_size)
        return octets

    def drop(self) -> None:
        """Close it, whatever its state."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def answer_to(self, asked: Any) -> Any:
        """Return the answer to what was asked; whatever comes between is dealt with.

        Raises:
            LineError: the line broke, or its time is over.
        """
        while True:
            pdu = self.read_pdu()
            if pdu.is_response() and pdu.sequence == asked.sequence:
                return pdu
            self.meet(pdu)

    def meet(self, pdu: Any) -> None:
        """Deal with what the other side begins."""
        if pdu.command == "enquire_link":
            self._enquire_link_received(pdu)
        elif pdu.command == "deliver_sm":
            self.answer_delivery(pdu, LATER)  # to the line that listens
        elif pdu.command == "unbind":
            raise LineError

    def answer_delivery(self, pdu: Any, status: int) -> None:
        """Say what became of what the other side handed over."""
        answer = smpp.make_pdu("deliver_sm_resp", client=self, status=status)
        answer.sequence = pdu.sequence
        self.send_pdu(answer)
