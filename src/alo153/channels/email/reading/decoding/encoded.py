"""Words of headers: encoded by RFC 2047, or letters of any kind as they came."""

import binascii
import re
from typing import Final

from alo153.channels.email.reading.decoding import charsets

# Also with blanks inside, which programs write though they may not; a language behind the charset
_WORD: Final = re.compile(rb"=\?([^?*\s]++)(?:\*[^?\s]*+)?\?([bBqQ])\?([^?]*+)\?=")
_HEX: Final = re.compile(rb"=([0-9A-Fa-f]{2})")


def decode(raw: bytes) -> str:
    """Return the words of a header.

    Encoded words with nothing but blanks between belong together, and letters cut in two by them
    are joined again. One that cannot be decoded stays as it came.
    """
    texts: list[str] = []
    joined, charset, at = b"", "", 0
    for found in _WORD.finditer(raw):
        content = _content(found[2], found[3])
        if content is None:
            continue
        named, between = found[1].decode("ascii", "replace").lower(), raw[at : found.start()]
        apart = bool(between.strip()) or not at
        if apart or named != charset:
            texts.append(charsets.decode(joined, charset))
            texts.append(charsets.decode(between) if apart else "")
            joined, charset = b"", named
        joined, at = joined + content, found.end()
    texts += [charsets.decode(joined, charset), charsets.decode(raw[at:])]
    return "".join(texts)


def _content(encoding: bytes, encoded: bytes) -> bytes | None:
    if encoding in b"qQ":
        plain = encoded.replace(b"_", b" ")
        return _HEX.sub(lambda found: bytes([int(found[1], 16)]), plain)
    letters = encoded.translate(None, b" \t").rstrip(b"=")
    try:
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        return None
