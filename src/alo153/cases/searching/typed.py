"""What was typed into the box, as the index understands it. Pure.

The column `words` of a case holds the folded words of its text and address, and marks of its
topic, neighborhood and district: ``#t7``, ``#n12``, ``#d3``. A typed word fits a case that has the
word, or whose topic or place is called so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from alo153.core.text import beginnings, fold
from alo153.units.queries import Mark

MOST_WORDS: Final = 8
_SHORTEST_BEGINNING: Final = 3
# They say nothing about the matter, or stand in no name of a neighborhood
_EMPTY: Final = frozenset(
    (  # noqa: SIM905 - twenty lines would say no more
        "ve ile bir bu da de ki mi icin mah mh mahalle mahallesi the and of"
    ).split()
)
# How an address may call the same thing
_STREETS: Final = (
    ("cad", "cd", "cadde", "caddesi", "caddesinde"),
    ("sok", "sk", "sokak", "sokagi", "sokaginda"),
    ("blv", "bulv", "bulvar", "bulvari", "bulvarinda"),
)
_ALIKE: Final = {word: those for those in _STREETS for word in those}


def words_of(text: str) -> list[str]:
    """Return the folded words that say something, each once; all of them if none does."""
    every = re.findall(r"[^\W_]+", fold(text))
    telling = [word for word in every if word not in _EMPTY]
    return list(dict.fromkeys(telling or every))[:MOST_WORDS]


def exactly(words: Iterable[str], marks: Iterable[Mark]) -> str:
    """Return the tsquery of cases that have every word as it was typed."""
    whole = [mark for mark in marks if mark.whole]
    return _all(_any(_ALIKE.get(word, (word,)), (), word, whole) for word in words)


def loosely(words: Iterable[str], marks: Iterable[Mark]) -> str:
    """Return the tsquery of cases that have every word in some form; numbers stay whole."""
    known = list(marks)
    return _all(_some_form(word, known) for word in words)


def widely(words: Iterable[str], near: Mapping[str, Sequence[str]], marks: Iterable[Mark]) -> str:
    """Return the tsquery of cases that have every word, or one near it, in some form."""
    known = list(marks)
    forms = ((word, *near.get(word, ())) for word in words)
    return _all(f"({' | '.join(_some_form(form, known) for form in those)})" for those in forms)


def begins(word: str) -> list[str]:
    """Return how other forms of a word begin; nothing for numbers and the shortest words."""
    if word.isdigit() or len(word) < _SHORTEST_BEGINNING:
        return []
    return beginnings(word)


def _some_form(word: str, known: Iterable[Mark]) -> str:
    return _any(_ALIKE.get(word, (word,)), begins(word) if word not in _ALIKE else (), word, known)


def _all(parts: Iterable[str]) -> str:
    return " & ".join(parts)


def _any(whole: Iterable[str], begun: Iterable[str], word: str, marks: Iterable[Mark]) -> str:
    """Write one word with what may stand for it. It holds letters and digits alone."""
    own = [f"'{each}'" for each in whole] + [f"'{each}':*" for each in begun]
    named = [f"'{each.mark}'" for each in marks if each.word == word]
    return f"({' | '.join([*own, *named])})"
