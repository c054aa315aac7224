"""Bytes as letters: by the named charset, else by charsets that people here use."""

import codecs
import re
from contextlib import suppress
from typing import Final

# What browsers read by these names, and what mail programs call charsets that Python knows
_NAMES: Final = {
    "ascii": "utf-8",
    "us-ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "cp-1254": "cp1254",
    "win-1254": "cp1254",
    "turkish": "cp1254",
    "x-mac-turkish": "mac_turkish",
    "iso-8859-8-i": "iso-8859-8",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "unicode-1-1-utf-7": "utf-7",
    "utf8mb4": "utf-8",
}
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_.:+-]{1,39}")
# Not of letters, or slower than in proportion to the length
_NOT_FOR_MAILS: Final = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape"}
    | {"unicode-escape", "mbcs", "oem"}
)
_REPLACED: Final = "\ufffd"
_ASCII: Final = re.compile("[\0-\x7f]+")


def decode(content: bytes, charset: str = "") -> str:
    """Return the letters: no charset and no byte is too wrong for it."""
    names = (*_named(charset), "utf-8")
    for name in names:
        with suppress(ValueError, LookupError):
            return content.decode(name)
    for name in names:
        with suppress(ValueError, LookupError):
            if _is_mostly_right(text := content.decode(name, "replace")):
                return text
    with suppress(UnicodeError):
        return content.decode("cp1254")
    return content.decode("latin-1")


def _is_mostly_right(text: str) -> bool:
    """Tell whether at least half of the letters that ASCII has not could be read."""
    return 2 * text.count(_REPLACED) <= len(_ASCII.sub("", text))


def _named(charset: str) -> tuple[str, ...]:
    """Return the charset by Python's name, if it is one of letters."""
    name = charset.strip().strip("'\"").lower()
    name = _NAMES.get(name, name)
    if not _NAME.fullmatch(name):
        return ()
    try:
        known = codecs.lookup(name)
    except LookupError:
        return ()
    return () if known.name in _NOT_FOR_MAILS else (known.name,)
