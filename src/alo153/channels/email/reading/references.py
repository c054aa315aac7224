"""Names of messages: of this one, and of the messages it answers (RFC 5322, 3.6.4)."""

import re
from typing import Final

from alo153.channels.email.reading.structure.headers import Headers

MOST: Final = 50
# An index of PostgreSQL holds no value of much more than 2,000 bytes
MOST_LENGTH: Final = 500
_ID: Final = re.compile(rb"<([^<>]{1,998}+)>")
_SPACE: Final = re.compile(r"\s+")


def own(headers: Headers) -> str:
    """Return the name of the message, or nothing if it has none."""
    found = _ids(headers.first("message-id"))
    return found[0] if found else ""


def answered(headers: Headers) -> tuple[str, ...]:
    """Return the names of messages that this one answers, the closest first."""
    direct = [each for value in headers.every("in-reply-to") for each in _ids(value)]
    earlier = [each for value in headers.every("references") for each in _ids(value)]
    return tuple(dict.fromkeys([*direct, *reversed(earlier)]))[:MOST]


def _ids(value: bytes) -> list[str]:
    found = [each.decode("utf-8", "replace") for each in _ID.findall(value)]
    if not found and value.strip() and b" " not in value.strip():
        found = [value.strip(b"<> \t").decode("utf-8", "replace")]
    # Long ones are folded, with blanks within
    names = [_SPACE.sub("", each).replace("\0", "") for each in found]
    return [f"<{name}>" for name in names if 0 < len(name) <= MOST_LENGTH]
