"""The content of a part out of its transfer encoding (RFC 2045)."""

import binascii
import quopri
import re
from typing import Final

from alo153.channels.email.reading.structure.parts import Part

_BASE64: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
# In text that is only said to be base64, one letter in twenty is another
_IN_BASE64: Final = _BASE64 + b"\r\n"
_ONE_IN: Final = 20
_NOT_BASE64: Final = bytes(each for each in range(256) if each not in _BASE64)
_UNPADDED: Final = re.compile(rb"[^=]++")
_MOST_PIECES: Final = 1_000
_LINE: Final = re.compile(rb"[^\r\n]++")
_UU: Final = frozenset({"x-uuencode", "uuencode", "uue", "x-uue"})
_UU_BEGIN: Final = re.compile(rb"^begin [0-7]{3,4} [^\r\n]*+", re.MULTILINE)
_MOST_UU_LINES: Final = 1_000_000


def decode(part: Part) -> tuple[bytes, bool]:
    """Return the content, and whether all of it could be read; no encoding is an unknown one."""
    encoding = part.headers.first("content-transfer-encoding").decode("ascii", "replace")
    match encoding.strip().lower():
        case "base64":
            return _base64(part.body)
        case "quoted-printable":
            return quopri.decodestring(part.body), True
        case each if each in _UU:
            return _uuencoded(part.body)
    return part.body, True


def _base64(body: bytes) -> tuple[bytes, bool]:
    """Decode, also a sequence of separately encoded pieces."""
    if len(body.translate(None, _IN_BASE64)) * _ONE_IN > len(body):
        return body, True
    content, whole = bytearray(), True
    for number, letters in enumerate(_UNPADDED.finditer(body.translate(None, _NOT_BASE64))):
        if number == _MOST_PIECES:
            return bytes(content), False
        surplus = len(letters[0]) % 4 == 1
        whole = whole and not surplus
        found = letters[0][:-1] if surplus else letters[0]
        content += binascii.a2b_base64(found + b"=" * (-len(found) % 4))
    return bytes(content), whole


def _uuencoded(body: bytes) -> tuple[bytes, bool]:
    begin = _UU_BEGIN.search(body)
    content, whole = bytearray(), begin is not None
    for number, line in enumerate(_LINE.finditer(body, begin.end() if begin else 0)):
        if number == _MOST_UU_LINES:
            return bytes(content), False
        if line[0].strip() in {b"end", b"`"}:
            break
        try:
            content += binascii.a2b_uu(line[0])
        except binascii.Error:
            whole = False
    return bytes(content), whole
