"""Measure the length of a text as an SMS, and shorten it. Pure.

Alphabets and sizes follow 3GPP TS 23.038 and 23.040: 160 septets of the GSM alphabet, 155
with the Turkish single shift table (its header takes five septets), 70 units of UCS-2. A text of
several parts carries a header in each: 153, 149, 67.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Final

_GSM: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION: Final = frozenset("\f^{}\\[~]|€")
_TURKISH_EXTENSION: Final = _GSM_EXTENSION | frozenset("ĞğİıŞşç")

# Letters and marks that would make the whole text UCS-2, and what reads the same
_MARKS: Final = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "–": "-",
        "—": "-",
        "…": "...",
        "\u00a0": " ",
        "\t": " ",
        "â": "a",
        "Â": "A",
        "î": "i",
        "Î": "I",
        "û": "u",
        "Û": "U",
    }
)
_TURKISH: Final = str.maketrans("ĞğİıŞşç", "GgIiSsc")


MAX_PARTS: Final = 6
"""Providers take no longer ones. Nothing is cut: the writer of a longer text is told its length."""


class Alphabet(Enum):
    """The encoding of a text: room of a single message, and of each part of a longer one."""

    GSM = (160, 153)
    TURKISH = (155, 149)
    UCS2 = (70, 67)

    @property
    def single(self) -> int:
        """Return the room of a message of one part."""
        return self.value[0]

    @property
    def part(self) -> int:
        """Return the room of each part of a longer message."""
        return self.value[1]


@dataclass(frozen=True)
class Length:
    """The size of a text: its units, the messages it is billed as, the units still free."""

    alphabet: Alphabet
    units: int
    parts: int
    left: int


def measure(text: str) -> Length:
    """Measure a text in the smallest alphabet that holds it."""
    alphabet = _alphabet(text)
    costs = [_cost(letter, alphabet) for letter in text]
    if sum(costs) <= alphabet.single:
        return Length(alphabet, sum(costs), 1, alphabet.single - sum(costs))
    parts, filled = _pack(costs, alphabet.part)
    return Length(alphabet, sum(costs), parts, alphabet.part - filled)


def excess(text: str) -> int:
    """Return about how many characters too long a text is; 0 if it fits into MAX_PARTS."""
    length = measure(text)
    if length.parts <= MAX_PARTS:
        return 0
    return max(1, length.units - MAX_PARTS * length.alphabet.part)


def _alphabet(text: str) -> Alphabet:
    letters = frozenset(text)
    if letters <= _GSM | _GSM_EXTENSION:
        return Alphabet.GSM
    return Alphabet.TURKISH if letters <= _GSM | _TURKISH_EXTENSION else Alphabet.UCS2


def _cost(letter: str, alphabet: Alphabet) -> int:
    if alphabet is Alphabet.UCS2:
        return 2 if ord(letter) > 0xFFFF else 1  # noqa: PLR2004 - end of the basic plane
    return 1 if letter in _GSM else 2


def _pack(costs: Iterable[int], room: int) -> tuple[int, int]:
    """Fill parts in order; a letter of two units is never split between two parts."""
    parts, filled = 1, 0
    for cost in costs:
        if filled + cost > room:
            parts, filled = parts + 1, 0
        filled += cost
    return parts, filled


def simplify(text: str, *, fold: bool = False) -> str:
    """Replace marks that cost much and say nothing; ``fold`` also writes ş as s, ı as i.

    Dots and tails of Turkish letters are kept by default: ``fold`` is for providers without the
    Turkish table, and makes the text a little harder to read.
    """
    simple = text.translate(_MARKS)
    return simple.translate(_TURKISH) if fold else simple
