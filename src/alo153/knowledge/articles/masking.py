"""Mask a question for the center: only words of the city stay. Pure.

No rule recognizes every name. So the rule is reversed: a word stays only if the city
itself uses it, in its articles, topics and kinds or as the name of a place. Every other word is
blank, and so are numbers, e-mail addresses and links.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from alo153.core.text import fold
from alo153.core.text.tokens import empty_words
from alo153.knowledge.articles.matching import asking_words, root

LONGEST: Final = 120
BLANK: Final = "…"
_NO_WORDS: Final = re.compile(r"\S*(?:@|://|www\.|\d)\S*", re.IGNORECASE)
_PRESENTED: Final = re.compile(
    r"(?i)\b(ben|ad[ıi]m|ismim|soyad[ıi]m|ad[ıi]m soyad[ıi]m|my name is|i am|i'm)"
    r"((?:[\s:]+[^\W\d_]+){1,2})"
)
# What stands behind an apostrophe is an ending
_TOKEN: Final = re.compile(rf"({BLANK}|[^\W_]+)(?:['’][^\W_]+)*")
# Of a shorter root there are names: "Selim" has the root of "sel", the flood
_LEAST_ROOT: Final = 4
_MOST_OF_A_PLACE: Final = 4
# English words that are names in Turkish and English
_NAMES_TOO: Final = frozenset({"can", "will"})


@dataclass(frozen=True)
class Vocabulary:
    """The words of a city, folded.

    Args:
        words: as they are written.
        roots: of them, for other forms.
        places: names without spaces, which stay where they were said whole in several words:
            "Yahya Kaptan" is Yahyakaptan, and "Yahya" is somebody.
        language: the city's own.
    """

    words: frozenset[str]
    roots: frozenset[str]
    places: frozenset[str]
    language: str

    @classmethod
    def of(cls, texts: Iterable[str], *, places: Iterable[str] = (), language: str) -> Self:
        """Take the words of texts, and names of places."""
        said = {fold(each) for text in texts for each in re.findall(r"[^\W\d_]+", text)}
        roots = {root(each, language) for each in said}
        return cls(
            words=frozenset(said) | _says_nothing(language),
            roots=frozenset(each for each in roots if len(each) >= _LEAST_ROOT),
            places=frozenset(fold(name).replace(" ", "") for name in places),
            language=language,
        )

    def has(self, word: str) -> bool:
        """Say whether a folded word is one of the city's, in any form."""
        return word in self.words or root(word, self.language) in self.roots

    def place_at(self, words: Sequence[str]) -> int:
        """Count the words of the longest place that a sequence of folded words begins with."""
        counts = range(min(_MOST_OF_A_PLACE, len(words)), 1, -1)
        return next((n for n in counts if "".join(words[:n]) in self.places), 0)


def masked(text: str, *, known: Vocabulary) -> str:
    """Return the words of a question that the city itself uses, at most `LONGEST` letters."""
    line = unicodedata.normalize("NFC", " ".join(text.split()))
    line = _NO_WORDS.sub(BLANK, line)
    line = _PRESENTED.sub(rf"\1 {BLANK}", line)
    said = _TOKEN.findall(line)
    shown = list[str]()
    for word, is_kept in zip(said, _kept(said, known), strict=True):
        if is_kept or shown[-1:] != [BLANK]:
            shown.append(word if is_kept else BLANK)
    whole = " ".join(shown)
    return whole if len(whole) <= LONGEST else whole[: LONGEST + 1].rpartition(" ")[0]


def _says_nothing(language: str) -> frozenset[str]:
    return frozenset(map(fold, empty_words(language) | asking_words(language))) - _NAMES_TOO


def _kept(said: Sequence[str], known: Vocabulary) -> list[bool]:
    """Say of each word whether it stays."""
    folded, kept = [fold(word) for word in said], list[bool]()
    while (at := len(kept)) < len(said):
        if place := known.place_at(folded[at:]):
            kept += [True] * place
            continue
        # A surname may be a word: "Ayşe Işık" is no light
        is_surname = bool(at) and not kept[-1] and _is_title(said[at]) and _is_title(said[at - 1])
        kept.append(known.has(folded[at]) and not is_surname)
    return kept


def _is_title(word: str) -> bool:
    return word[0].isupper() and not word.isupper()
