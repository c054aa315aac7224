"""Signatures: below two hyphens, or the line by which a telephone or a program praises itself."""

import re
from typing import Final

_DASHES: Final = re.compile(r"--\s?")
MOST_LINES: Final = 15
"""Below two hyphens; more than a signature there was written to be read."""
_DEVICES: Final = (
    r"(?:iphone|ipad|ios|android|samsung|galaxy|huawei|honor|xiaomi|redmi|oppo|vivo|realme|nokia"
    r"|general mobile|vestel|casper|blackberry|telefon|tablet|cihaz|outlook|hotmail|yahoo|yandex"
    r"|gmail|windows|mail|e-?posta|posta)"
)
_PRAISES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf".{{0,60}}\b{_DEVICES}.{{0,60}}\b(?:gönderildi|gönderilmiştir|yollandı)\W{{0,3}}",
        rf".{{0,30}}\b{_DEVICES}.{{0,40}}\b(?:edinin|alın|indirin)\W{{0,3}}",
        rf"(?:sent|written) (?:from|with|by|via|using)\b.{{0,40}}\b{_DEVICES}.{{0,60}}",
        rf"get {_DEVICES} for .{{0,40}}",
    )
)
_LINK: Final = re.compile(r"\s?[<(\[]?https?://[^\s<>]{1,300}[>)\]]?")


def cut(text: str) -> str:
    """Return a text without the signature at its end."""
    lines = text.rstrip().split("\n")
    for number in range(max(0, len(lines) - MOST_LINES), len(lines)):
        if _DASHES.fullmatch(lines[number]):
            lines = lines[:number]
            break
    for _ in range(MOST_LINES):
        if lines and (not lines[-1].strip() or _praises(lines[-1])):
            lines.pop()
    return "\n".join(lines)


def _praises(line: str) -> bool:
    words = _LINK.sub("", line[:400]).strip()
    return any(each.fullmatch(words) for each in _PRAISES)
