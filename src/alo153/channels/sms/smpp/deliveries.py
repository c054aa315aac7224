"""Parse a deliver_sm: a receipt, or a person's message. Pure."""

from typing import Any

from alo153.channels.pushes import StatusReport
from alo153.channels.sms.smpp import decoding
from alo153.channels.sms.smpp.messages import Piece
from alo153.channels.sms.smpp.receipts import read_receipt

_KIND, _RECEIPT, _HEADER = 0x3C, 0x04, 0x40


def read(pdu: Any) -> StatusReport | Piece | None:
    """Read one command of smpplib; None of a message of ours that is on its way.

    Raises:
        Unreadable: half a receipt.
    """
    octets = pdu.message_payload or pdu.short_message or b""
    has_header = bool(pdu.esm_class & _HEADER)
    text, place = decoding.read(octets, data_coding=pdu.data_coding or 0, has_header=has_header)
    if pdu.esm_class & _KIND == _RECEIPT:
        message_id = _words(pdu.receipted_message_id)
        return read_receipt(text, message_id=message_id, state=pdu.message_state)
    sender, to = _words(pdu.source_addr), _words(pdu.destination_addr)
    place = place or _place_beside(pdu)
    if place is None or place.total == 1:
        return Piece(sender=sender, to=to, text=text)
    group = str(place.name)
    return Piece(
        sender=sender, to=to, text=text, group=group, number=place.number, total=place.total
    )


def _place_beside(pdu: Any) -> decoding.Place | None:
    """Return the place that optional parameters give; many operators have no header instead."""
    given = (pdu.sar_msg_ref_num, pdu.sar_total_segments, pdu.sar_segment_seqnum)
    if None in given:
        return None
    place = decoding.Place(*given)
    return place if 1 <= place.number <= place.total else None


def _words(octets: bytes | None) -> str:
    return (octets or b"").decode("ascii", "replace").strip("\0 ")[:65]
