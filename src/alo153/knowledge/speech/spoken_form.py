"""A text as it is spoken: numbers, times, codes and abbreviations in words. Pure.

turkce-normalize knows dates, money, units and plates. Before it come our own rules for what it
reads wrong: times with a dot, ranges, codes digit by digit, addresses, words in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from turkce_normalize import normalize, sira_oku
from turkce_normalize.sayilar import harf_oku, sayi_oku, turkce_kucuk

VERSION: Final = "1"
"""Raised when a rule changes, so that all prompts are made again."""

type Rule = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]

_UPPER: Final = "A-ZÇĞİÖŞÜÂÎÛ"
_MONTHS: Final = "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık"
_TIME: Final = r"([01]?\d|2[0-3])[.:]([0-5]\d)"
# What makes "12.50" an amount, a decimal or a date, and no time of day
_NO_TIME: Final = r"(?![.:\d]|\s?(?:TL|lira|₺|%|m\b|km|kg|m²|m³|derece|tarih))"
_VOWELS: Final = frozenset("AEIİOÖUÜÂÎÛ")
_LEAST_OF_A_WORD: Final = 4
_LEAST_OF_A_SENTENCE: Final = 3
"""Words: fewer in capitals may be abbreviations."""


def of(text: str, *, language: str, words: Mapping[str, str] | None = None) -> str:
    """Return a text as a voice shall say it; one in another language than Turkish as it is.

    Args:
        words: what the city says otherwise than it is spelled, by its spelling.
    """
    line = " ".join(text.split())
    if language != "tr":
        return line
    line = _quiet(line)
    for spelled, said in (words or {}).items():
        line = re.sub(rf"(?<!\w){re.escape(spelled)}(?!\w)", said, line)
    for pattern, replacement in _RULES:
        line = pattern.sub(replacement, line)
    return str(normalize(line, cografi=False, telaffuz={}))


def _quiet(line: str) -> str:
    """Return a sentence that is typed in capitals in small letters: none of it is spelled out."""
    words = re.findall(r"[^\W\d_]{2,}", line)
    loud = [word for word in words if word.isupper()]
    if len(loud) >= _LEAST_OF_A_SENTENCE and len(loud) > len(words) / 2:
        return str(turkce_kucuk(line))
    return line


def _midnight(found: re.Match[str]) -> str:
    ending = found[1] or ""
    if ending.startswith(("d", "t")):
        return "gece yarısından" if ending.endswith("n") else "gece yarısında"
    return "gece yarısına" if ending else "gece yarısı"


def _times(found: re.Match[str]) -> str:
    says_so = found["rest"].lstrip().startswith(("aras", "saat"))
    begins, ends = (f"{int(found[h])}:{found[m]}" for h, m in ((1, 2), (3, 4)))
    return f"{begins} ile {ends}{'' if says_so else ' arası'}{found['rest']}"


def _digits(text: str) -> str:
    return " ".join(sayi_oku(int(each)) for each in text)


def _groups(found: re.Match[str]) -> str:
    """Return the groups of a long number digit by digit, with a breath between them."""
    said = found[0]
    digits = re.sub(r"\D", "", said)
    groups = _parts_of_phone(digits) if digits[0] == "0" else re.findall(r"\d{1,3}", digits)
    return ", ".join(_digits(each) for each in groups)


def _parts_of_phone(digits: str) -> list[str]:
    return [part for part in (digits[:4], digits[4:7], digits[7:9], digits[9:]) if part]


def _code(found: re.Match[str]) -> str:
    return ", ".join(
        " ".join(sayi_oku(int(each)) if each.isdigit() else harf_oku(each) for each in part)
        for part in found[0].split("-")
    )


def _in_capitals(found: re.Match[str]) -> str:
    """Return a word in capitals as a word; what has fewer than two vowels is spelled out."""
    word = found[0]
    vowels = sum(letter in _VOWELS for letter in word)
    return turkce_kucuk(word) if vowels > 1 and len(word) >= _LEAST_OF_A_WORD else word


_RULES: Final[tuple[Rule, ...]] = (
    # Addresses
    (re.compile(r"\b(?:Mah|Mh)\.(?!\w)"), "Mahallesi"),
    (re.compile(r"\b(?:Cad|Cd)\.(?!\w)"), "Caddesi"),
    (re.compile(r"\b(?:Sok|Sk)\.(?!\w)"), "Sokak"),
    (re.compile(r"\b(?:Bulv|Blv)\.(?!\w)"), "Bulvarı"),
    (re.compile(r"\b[Nn][Oo] ?[:.] ?(\d+) ?/ ?(\d+)"), r"numara \1 taksim \2"),
    (re.compile(r"\b[Nn][Oo] ?[:.] ?(?=\d)"), "numara "),
    (re.compile(r"\bKat ?: ?(?=\d)"), "kat "),
    (re.compile(r"\bD(?:aire)? ?: ?(?=\d)"), "daire "),
    (
        re.compile(r"\b(\d{1,4})\. (?=(?:Cadde|Sokak|Etap|Kısım|Blok|Mahalle))"),
        lambda found: f"{sira_oku(int(found[1]))} ",
    ),
    # Telephone numbers and codes, digit by digit
    (re.compile(r"(?<!\d)0 ?\(?\d{3}\)? ?\d{3} ?\d{2} ?\d{2}(?!\d)"), _groups),
    (re.compile(r"(?<![\d.,])\d{3} \d{3} \d{3}(?![\d.,]*\d)"), _groups),
    (re.compile(r"(?<![\d.,])\d{7,}(?![\d.,]*\d)"), _groups),
    (re.compile(r"\b([A-Z])-(\d{1,3})\b"), lambda found: f"{harf_oku(found[1])} {found[2]}"),
    (re.compile(r"\b(\d{1,3})([A-Z])\b"), lambda found: f"{found[1]} {harf_oku(found[2])}"),
    (
        re.compile(
            r"\b(?=[A-Z0-9-]*[0-9])(?=[A-Z0-9-]*[A-Z])(?:[A-Z0-9]{2,8}(?:-[A-Z0-9]{2,8})+|[A-Z0-9]{5,12})\b"
        ),
        _code,
    ),
    # Ranges, times, days and amounts
    (re.compile(r"\b(?:00|24)[.:]00(?:['’](\w+))?(?![.:\d–-])"), _midnight),
    (
        re.compile(r"\b(\d{1,2})\.(0?[1-9]|1[0-2])(?= tarih)"),
        lambda found: f"{int(found[1])} {_MONTHS.split('|')[int(found[2]) - 1]}",
    ),
    (re.compile(r"\b(\d+)\.(\d{2})(?=\s?(?:TL|lira|₺))"), r"\1,\2"),
    (re.compile(rf"\b{_TIME}\s?[-–]\s?{_TIME}(?![.:\d])(?P<rest>\s?\w*)"), _times),
    (re.compile(rf"(?<![.:,\d]){_TIME}{_NO_TIME}"), r"\1:\2"),
    (re.compile(rf"\b(\d{{1,2}})\s?[-–]\s?(\d{{1,2}} (?:{_MONTHS}))"), r"\1 ile \2"),
    (re.compile(rf"(?<![\w'’])[{_UPPER}]{{4,}}(?!\w)"), _in_capitals),
)
