"""Slips of spelling between two words. Pure.

A slip is a letter too many, too few, wrong, or two that changed places (optimal string alignment;
Damerau 1964 found four of five errors of spelling to be just one of them).
"""

from collections.abc import Sequence
from typing import Final

SHORTEST: Final = 4
LONGEST: Final = 30
_LONG: Final = 8
_MOST: Final = 4


def nearest(word: str, known: Sequence[str]) -> list[str]:
    """Return those a slip or, for long words, two away; the word itself is none of them."""
    most = 2 if len(word) >= _LONG else 1
    counted = [(slips(word, each), each) for each in known if each != word]
    return [each for count, each in sorted(counted) if count <= most][:_MOST]


def crossed(word: str) -> list[str]:
    """Return the word with two letters that follow each other in each other's place."""
    return [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(len(word) - 1)
        if word[at] != word[at + 1]
    ]


def slips(one: str, other: str) -> int:
    """Count the slips between two words."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        this = [row]
        for column, there in enumerate(other, start=1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != there))
            crossed = row > 1 and column > 1 and letter == other[column - 2]
            if crossed and one[row - 2] == there:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        before, last = last, this
    return last[-1]
