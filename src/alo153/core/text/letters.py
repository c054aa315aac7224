"""Letters: one search key for every language; lower case and sort keys by the rules of each.

Python, PostgreSQL and Django each get something of Turkish wrong: ``'İ'.lower()`` is two code
points, ``'ISPARTA'.lower()`` is wrong, NFKD loses ``ı``, and people type without dots. So there is
one folding function, the same here and in SQL (``alo_fold``). Since it makes I, İ, ı and i one
letter, it is right for languages without ı as well.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

FOLD_FROM = "İIıĞğÜüŞşÖöÇçÂâÎîÛû"
FOLD_TO = "iiigguussooccaaiiuu"
_FOLD = str.maketrans(FOLD_FROM, FOLD_TO)

# By the code of the language in city.toml; a language without rules has those of Latin letters
_ALPHABETS: Final[Mapping[str, str]] = {"tr": "abcçdefgğhıijklmnoöpqrsştuüvwxyz"}
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_LOWER: Final[Mapping[str, dict[int, int]]] = {"tr": str.maketrans("Iİ", "ıi")}
_LOWER_LATIN: Final = str.maketrans("İ", "i")


def fold(text: str) -> str:
    """Return the search key of a text: no case, no Turkish marks, single spaces.

    The same rule as the SQL function ``alo_fold``; a test compares the two.
    """
    return re.sub(r"[ \t\n\r]+", " ", text.translate(_FOLD).lower()).strip(" ")


def lower(text: str, language: str) -> str:
    """Lower-case by the rules of a language: in Turkish I becomes ı, elsewhere i."""
    return text.translate(_LOWER.get(language, _LOWER_LATIN)).lower()


def sort_key(text: str, language: str) -> str:
    """Return a key that sorts text in the order of a language's alphabet, by plain bytes.

    Each letter becomes its two-digit rank, a letter with a foreign mark that of the plain one;
    spaces sort first, digits before letters. The embedded PostgreSQL has no ICU, so the order is
    computed here and stored.
    """
    alphabet = _ALPHABETS.get(language, _LATIN)
    return "".join(_rank(letter, alphabet) for letter in lower(text, language))


def _rank(letter: str, alphabet: str) -> str:
    own = letter if letter in alphabet else _plain(letter)
    return f"{alphabet.index(own):02d}" if own in alphabet else f"!{letter}"


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.translate(_FOLD))[0]


def slug(text: str) -> str:
    """Return an address part: ``'Işıklı İzmit'`` becomes ``'isikli-izmit'``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
