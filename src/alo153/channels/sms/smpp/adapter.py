"""A message is a line: connect, bind, hand the parts over, go. So no state outlives a message."""

import re
import zlib
from dataclasses import dataclass
from typing import Any, Final

from alo153.channels.contract import Letter, Sent, Unclear
from alo153.channels.sms.fitting import fitted
from alo153.channels.sms.smpp import receipts, statuses
from alo153.channels.sms.smpp.address import SmppAccount
from alo153.channels.sms.smpp.binding import BROKEN, bind
from alo153.channels.sms.smpp.encoding import Part, parts_of
from alo153.channels.sms.smpp.line import Line

# Types of a number and numbering plans (SMPP 3.4, 5.2.5 and 5.2.6)
_INTERNATIONAL, _ALPHANUMERIC, _SHORT = 1, 5, 3
_NO_PLAN, _TELEPHONE = 0, 1
_HEADER: Final = 0x40
_HEX: Final = re.compile(r"[0-9A-Fa-f]{1,32}")
_RECEIPT: Final = 1
_LONGEST_SHORT_NUMBER: Final = 6


@dataclass(frozen=True)
class SmppAdapter:
    """SMS by SMPP. Nothing stops a repeat, so a line that broke after the words is unclear."""

    account: SmppAccount

    def send(self, letter: Letter) -> Sent:
        """Hand the parts over; the name of the last one is that of the message.

        Raises:
            NotSent: refused, not reachable, or the line broke.
        """
        words = fitted(letter, fold=self.account.fold)
        name = zlib.crc32(letter.id.bytes) % 256
        parts = parts_of(words, self.account.alphabets, name=name)
        line = Line(self.account)
        try:
            bind(line, self.account)
            return Sent(self._hand_over(line, letter.to, parts))
        finally:
            line.drop()

    def _hand_over(self, line: Line, to: str, parts: list[Part]) -> str:
        name = ""
        for number, part in enumerate(parts, start=1):
            is_last = number == len(parts)
            try:
                asked = line.send_message(**self._message(to, part, receipt=is_last))
                answer = line.answer_to(asked)
            except BROKEN as error:
                raise Unclear("smpp line lost") from error
            if answer.status and number > 1:
                raise Unclear(f"smpp part {number} 0x{answer.status:02x}")
            if answer.status:
                raise statuses.of_submit(answer.status)
            name = answer.message_id.decode("ascii", "replace")
        return receipts.reference(self._name_in_receipts(name))

    def _name_in_receipts(self, name: str) -> str:
        is_other = self.account.has_decimal_receipts and _HEX.fullmatch(name)
        return str(int(name, 16)) if is_other else name

    def _message(self, to: str, part: Part, *, receipt: bool) -> dict[str, Any]:
        ton, npi = _kind_of(self.account.sender)
        return {
            "source_addr_ton": ton,
            "source_addr_npi": npi,
            "source_addr": self.account.sender,
            "dest_addr_ton": _INTERNATIONAL,
            "dest_addr_npi": _TELEPHONE,
            "destination_addr": to.removeprefix("+"),
            "esm_class": _HEADER if part.has_header else 0,
            "data_coding": part.data_coding,
            "registered_delivery": _RECEIPT if receipt else 0,
            "short_message": part.octets,
        }


def _kind_of(sender: str) -> tuple[int, int]:
    if not sender.isdigit():
        return _ALPHANUMERIC, _NO_PLAN
    if len(sender) <= _LONGEST_SHORT_NUMBER:
        return _SHORT, _NO_PLAN
    return _INTERNATIONAL, _TELEPHONE
