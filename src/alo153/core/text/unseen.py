"""Invisible letters: drop them, and drop marks that hide words or reverse their direction."""

import re
import unicodedata
from typing import Final

TURNS: Final = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
"""Overrides and isolates: text after one is shown backwards (Unicode TR 36, 2.9)."""
MARKS: Final = frozenset(map(chr, [0x061C, 0x200E, 0x200F]))
"""Telephones put them around copied contacts; they reverse no text."""

# Soft hyphen, spaces of no width, invisible operators, tags, and the fillers of Hangul. The two
# joiners stay: Persian and emoji are written with them.
_UNSEEN: Final = MARKS | frozenset(
    map(
        chr,
        [
            *(0x00AD, 0x034F, 0x115F, 0x1160, 0x180E, 0x200B, 0x3164, 0xFEFF, 0xFFA0),
            *range(0x2060, 0x2065),
            *range(0x206A, 0x2070),
            *range(0xFFF9, 0xFFFC),
            *range(0xE0000, 0xE0080),
        ],
    )
)
# No name is made of these alone: formats such as the joiners, marks without a letter, empty braille
_BARE: Final = frozenset({"Cf", "Mn", "Zs"})
_EMPTY_BRAILLE: Final = "\u2800"
_BREAKS: Final = re.compile("[\x0b\x0c\x85]")
# NUL is refused, and not dropped: no form sends it
_KEPT: Final = frozenset("\t\n\r\0")


def seen_letters(name: str) -> str:
    """Return a name without invisible letters; empty if no letter of the name is visible."""
    letters = "".join(letter for letter in name if letter not in _UNSEEN)
    return "" if all(map(_is_bare, letters)) else letters


def plain_words(text: str) -> str:
    """Return free text without control characters and without marks that reverse what follows.

    Letters of right-to-left languages remain.
    """
    lines = _BREAKS.sub("\n", text)
    return "".join(letter for letter in lines if letter in _KEPT or not _turns_or_controls(letter))


def _is_bare(letter: str) -> bool:
    return letter == _EMPTY_BRAILLE or unicodedata.category(letter) in _BARE


def _turns_or_controls(letter: str) -> bool:
    return letter in TURNS or unicodedata.category(letter) == "Cc"
