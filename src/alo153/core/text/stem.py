"""Beginnings of Turkish words, for search: endings hang behind, one after the other. Pure.

Not a grammar: a word is cut where an ending of nouns or of the commonest verb forms may begin, and
whoever searches takes every word that begins so. Cutting too little loses hits, cutting too much
brings others; a word never becomes shorter than four letters, or three before an ending of three.
"""

import re
from typing import Final

# Folded: ı is i, ü is u. Each pattern with the fewest letters that must be left
_ENDINGS: Final = (
    (re.compile(r"(m[iu]yor|[iu]yor)(lar|um|uz|sun|sunuz)?$"), 3),
    (re.compile(r"m[iu]s(lar|ler|t[iu]r)?$"), 4),
    (re.compile(r"m[ae]k$"), 3),
    (re.compile(r"[dt][iu](lar|ler|k|m)?$"), 4),
    (re.compile(r"((?<!d)d|t)[ae]n?(ki)?$"), 3),
    (re.compile(r"[yn]?l[ae]$"), 4),
    (re.compile(r"([iu]m[iu]z|[iu]n[iu]z)$"), 4),
    (re.compile(r"(n?[iu]n|[iu]m)$"), 3),
    (re.compile(r"(s[iu]|n[iuae]|y[iuae])$"), 4),
    (re.compile(r"(?<=[bcdfghklmnprstvz])u$"), 3),
    (re.compile(r"[iuae]$"), 4),
    (re.compile(r"l[ae]r$"), 3),
)
_ROUNDS: Final = 3
# A hard letter at the end of a root is soft before a vowel: sokak, sokağı; kitap, kitabı; kanat
_SOFTENED: Final = {"k": "g", "p": "b", "t": "d"}
_HARDENED: Final = {soft: hard for hard, soft in _SOFTENED.items()}


def stem(word: str) -> str:
    """Return the beginning that a folded word shares with its other forms."""
    for _ in range(_ROUNDS):
        for ending, left in _ENDINGS:
            found = ending.search(word)
            if found and found.start() >= left:
                word = word[: found.start()]
                break
        else:
            return word
    return word


def beginnings(word: str) -> list[str]:
    """Return the stem of a folded word, and its twin with the other last letter where one hardens.

    ``sokagi`` gives ``sokag`` and ``sokak``.
    """
    root = stem(word)
    other = _SOFTENED.get(root[-1]) or _HARDENED.get(root[-1])
    return [root, root[:-1] + other] if other else [root]
