"""The words of a street's name, as they are compared, and what somebody typed of an address. Pure.

``Şehit Ergün Köncü Sk.`` and ``şehit ergün köncü sokağı`` are the same words. A kind of street
(sokak, cadde) says little: people leave it out or take another. So it only helps to choose.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from alo153.core.text import fold
from alo153.core.text.slips import SHORTEST, nearest

# As people and registers write them, folded; in the languages of the cities that we know
_SPELLINGS: Final = {
    "cadde": "cad cd cadde caddesi",
    "sokak": "sok sk sokak sokagi",
    "bulvar": "bulv blv bulvar bulvari",
    "mahalle": "mah mh mahalle mahallesi",
    "meydan": "meyd meydan meydani",
    "yol": "yolu",
    "street": "st str street",
    "road": "rd road",
    "avenue": "av ave avenue",
    "boulevard": "blvd boulevard",
    "lane": "ln lane",
    "square": "sq square",
}
_KINDS: Final = {each: kind for kind, words in _SPELLINGS.items() for each in words.split()}
# Before a house number
_MARKERS: Final = frozenset({"no", "nr", "num", "numara", "number", "kapi"})
# A letter alone behind a number belongs to it
_WORD: Final = re.compile(r"\d[^\W_]*(?:[/-][^\W_]+|\s[^\W\d_](?![^\W_]))*|[^\W_]+")
_PARTS: Final = re.compile(r"\d+|[^\W\d_]+")


@dataclass(frozen=True)
class Asked:
    """A typed address, with words as `words_of` writes them.

    Args:
        needed: words that the street, its neighborhood or district must have.
        helping: kinds and numbers, which choose among several.
        numbers: candidates for the house's, in order.
    """

    needed: tuple[str, ...]
    helping: tuple[str, ...]
    numbers: tuple[str, ...]


def words_of(text: str) -> list[str]:
    """Return the folded words of a name in order; kinds of street in one spelling of each.

    A word that begins with a digit keeps its parts apart: ``12A``, ``12-a`` and ``12/A`` are
    ``12/a``.
    """
    return [_written(word) for word in _WORD.findall(fold(text))]


def number_key(text: str) -> str:
    """Return how a house number is compared: ``12/a`` for ``12 A``."""
    return "/".join(_PARTS.findall(fold(text)))


def searched(name: Sequence[str], around: Sequence[str]) -> list[str]:
    """Return what finds a street: words of its name and of where it is, and neighbors as one.

    Some write "Yahya Kaptan" and some "Yahyakaptan".
    """
    return list(dict.fromkeys([*name, *_joined(name), *around, *_joined(around)]))


def asked(text: str) -> Asked:
    """Read what was typed of an address, in any order: street, number, neighborhood, district."""
    words = [word for word in words_of(text) if word not in _MARKERS]
    numbers = [word for word in words if word[0].isdigit()]
    # "1453. sokak 12": a number before its kind is the name
    named = [one for one, then in pairwise(words) if one in numbers and then in _SPELLINGS]
    needed = [word for word in words if word in named or not _only_helps(word, numbers)]
    needed = needed or numbers[:1]
    helping = [word for word in words if word not in needed]
    return Asked(tuple(dict.fromkeys(needed)), tuple(dict.fromkeys(helping)), tuple(numbers))


def house_number(said: Asked, name: Sequence[str]) -> str:
    """Return the last number that is not part of the street's name, empty if there is none."""
    left = list(said.numbers)
    for word in name:
        if word in left:
            left.remove(word)
    return left[-1] if left else ""


def with_joined(needed: Sequence[str]) -> dict[str, list[str]]:
    """Return for each word what may be in its place: itself, or one word with its neighbor."""
    found = {word: [word] for word in needed}
    for one, then in pairwise(needed):
        if not one[0].isdigit() and not then[0].isdigit():
            found[one].append(one + then)
            found[then].append(one + then)
    return found


def without_kinds(needed: Sequence[str]) -> list[str]:
    """Return the words except ones a slip away from a kind of street; all if none is left.

    For a line that fits nothing: "sokgai" is no name.
    """
    kinds = list(_KINDS)
    left = [word for word in needed if len(word) < SHORTEST or not nearest(word, kinds)]
    return left or list(needed)


def _only_helps(word: str, numbers: Sequence[str]) -> bool:
    return word in _SPELLINGS or word in numbers


def _joined(words: Sequence[str]) -> list[str]:
    return [one + then for one, then in pairwise(words) if (one + then).isalpha()]


def _written(word: str) -> str:
    return number_key(word) if word[0].isdigit() else _KINDS.get(word, word)
