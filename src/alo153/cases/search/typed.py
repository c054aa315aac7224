"""Translate the text typed into the box for the index. Pure.

The column `words` of a case holds the folded words of its text and address, and marks of its
topic, neighborhood and district: ``#t7``, ``#n12``, ``#d3``. A typed word fits a case that has the
word, or whose topic or place is called so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from alo153.city.queries import Mark
from alo153.core.text import beginnings, fold

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
    return _all(_one_of(_ALIKE.get(word, (word,)), (), _marks_of([word], whole)) for word in words)


def loosely(words: Iterable[str], marks: Iterable[Mark], language: str) -> str:
    """Return the tsquery of cases that have every word in some form; numbers stay whole."""
    known = list(marks)
    return _all(_in_some_form([word], known, language) for word in words)


def widely(
    words: Iterable[str],
    near: Mapping[str, Sequence[str]],
    marks: Iterable[Mark],
    language: str,
) -> str:
    """Return the tsquery of cases that have every word, or one near it, in some form."""
    known = list(marks)
    return _all(_in_some_form([word, *near.get(word, ())], known, language) for word in words)


def begins(word: str, language: str) -> list[str]:
    """Return how other forms of a word begin; nothing for numbers and the shortest words."""
    if word.isdigit() or len(word) < _SHORTEST_BEGINNING:
        return []
    return beginnings(word, language)


def _in_some_form(words: Sequence[str], marks: Iterable[Mark], language: str) -> str:
    """Write a word, or one of several, in any form.

    What a beginning includes is not written again: PostgreSQL would look for it again, and take
    each of them for some hundred cases more.
    """
    whole = {alike for word in words for alike in _ALIKE.get(word, (word,))}
    others = (word for word in words if word not in _ALIKE)
    begun = {begin for word in others for begin in begins(word, language)}
    begun = {each for each in begun if not each.startswith(tuple(begun - {each}))}
    alone = {each for each in whole if not each.startswith(tuple(begun))}
    return _one_of(sorted(alone), sorted(begun), _marks_of(words, marks))


def _marks_of(words: Sequence[str], marks: Iterable[Mark]) -> list[str]:
    return [each.mark for each in marks if each.word in words]


def _one_of(whole: Iterable[str], begun: Iterable[str], marks: Iterable[str]) -> str:
    """Write what may stand for a word. Words hold letters and digits alone."""
    quoted = [f"'{each}'" for each in whole] + [f"'{each}':*" for each in begun]
    return f"({' | '.join([*quoted, *(f"'{mark}'" for mark in marks)])})"


def _all(parts: Iterable[str]) -> str:
    return " & ".join(parts)
