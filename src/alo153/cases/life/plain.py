"""Find words that a citizen may not understand. Pure; hints, never a refusal.

The rules are the usual ones of plain language (ISO 24495-1): short sentences, words of everyday,
no unexplained abbreviation, no bare number of a law.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.core.text import fold

LONGEST_SENTENCE: Final = 20
"""Words; a longer sentence is hard to follow on the telephone."""

_SENTENCE: Final = re.compile(r"[^.!?\n]+")
_WORD: Final = re.compile(r"\w+")
# Two capitals or more, not followed by the explanation in brackets and not in brackets itself
_ABBREVIATION: Final = re.compile(r"(?<![\w(])[A-ZÇĞİÖŞÜ]{2,}\b(?!\s*\()")
_LAW: Final = re.compile(r"\b\d{3,4}\s+say\w+|\b(?:madde|article|section)\s+\d+", re.IGNORECASE)


class Stumble(StrEnum):
    """A kind of thing that makes words hard."""

    LONG = "long"
    OFFICIALESE = "officialese"
    ABBREVIATION = "abbreviation"
    LAW = "law"


HINTS: Final = {
    Stumble.LONG: _("A long sentence: make two of it."),
    Stumble.OFFICIALESE: _("An office word: say it as one speaks."),
    Stumble.ABBREVIATION: _("An abbreviation: write it out."),
    Stumble.LAW: _("A law by its number: say in words what it means."),
}


@dataclass(frozen=True)
class Found:
    """One thing to look at: its kind, and the words as they are there."""

    stumble: Stumble
    words: str


def find(text: str, *, officialese: Sequence[str], known: Sequence[str] = ()) -> list[Found]:
    """Return what to look at, each once, in the order of `Stumble`.

    Args:
        officialese: words of offices in the text's language; they may begin a longer word.
        known: abbreviations that everybody knows, like the city's name for its number.
    """
    return list(dict.fromkeys(_all(text, officialese, set(known))))


def _all(text: str, officialese: Sequence[str], known: set[str]) -> Iterator[Found]:
    for sentence in _SENTENCE.findall(text):
        if len(_WORD.findall(sentence)) > LONGEST_SENTENCE:
            yield Found(Stumble.LONG, " ".join(sentence.split()[:4]) + " …")
    folded = f" {fold(text)} "
    for word in officialese:
        if fold(word) and f" {fold(word)}" in folded:
            yield Found(Stumble.OFFICIALESE, word)
    for match in _ABBREVIATION.finditer(text):
        if match[0] not in known:
            yield Found(Stumble.ABBREVIATION, match[0])
    for match in _LAW.finditer(text):
        yield Found(Stumble.LAW, match[0])
