"""Turkish letters, where Python, PostgreSQL and Django each get something wrong.

``'İ'.lower()`` is two code points, ``'ISPARTA'.lower()`` is wrong, NFKD loses ``ı``, and people
type without dots. So there is one folding function, the same here and in SQL (``alo_fold``).
"""

import re

FOLD_FROM = "İIıĞğÜüŞşÖöÇçÂâÎîÛû"
FOLD_TO = "iiigguussooccaaiiuu"
_FOLD = str.maketrans(FOLD_FROM, FOLD_TO)
_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_RANK = {letter: f"{rank:02d}" for rank, letter in enumerate(_ALPHABET)}
_LOWER = str.maketrans("Iİ", "ıi")
_PLAIN = str.maketrans("âîû", "aiu")


def fold(text: str) -> str:
    """Return the search key of a text: no case, no Turkish marks, single spaces.

    The same rule as the SQL function ``alo_fold``; a test compares the two.
    """
    return re.sub(r"[ \t\n\r]+", " ", text.translate(_FOLD).lower()).strip(" ")


def lower(text: str) -> str:
    """Lower-case by the rules of Turkish: I becomes ı, İ becomes i."""
    return text.translate(_LOWER).lower()


def sort_key(text: str) -> str:
    """Return a key that sorts text in the order of the Turkish alphabet, by plain bytes.

    Each letter becomes its two-digit rank; spaces sort first, digits before letters. The embedded
    PostgreSQL has no ICU, so the order is computed here and stored.
    """
    return "".join(_RANK.get(c, f"!{c}") for c in lower(text).translate(_PLAIN))


def slug(text: str) -> str:
    """Return an address part: ``'Işıklı İzmit'`` becomes ``'isikli-izmit'``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
