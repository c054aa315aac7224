"""What a misspelled word may have meant: the nearest of the words that cases are written in.

Trigrams choose some dozen words by an index, the count of slips the nearest of them. Two letters
that changed places leave a short word few trigrams, so those are looked up as they are. A slip is a
letter too many, too few, wrong, or two that changed places (optimal string alignment; Damerau
1964 found four of five errors of spelling to be just one of them).
"""

from collections.abc import Iterable, Sequence
from typing import Final

from django.db import connection

SHORTEST: Final = 4
LONGEST: Final = 30
_LONG: Final = 8
_MOST: Final = 4
# The nearest by trigrams are the nearest by slips but for the shortest words
_LOOKED_AT: Final = 30
_NEAR: Final = """
SELECT typed.word, near.word
FROM unnest(%(words)s::text[]) AS typed(word), LATERAL (
  SELECT known.word FROM cases_knownword known
  WHERE known.word %% typed.word
  ORDER BY similarity(known.word, typed.word) DESC, known.word LIMIT %(most)s
) AS near
UNION
SELECT crossed.word, known.word
FROM unnest(%(from)s::text[], %(to)s::text[]) AS crossed(word, other)
JOIN cases_knownword known ON known.word = crossed.other
"""


def near(words: Iterable[str]) -> dict[str, list[str]]:
    """Return the known words near each folded word, the nearest first; one query, none for none."""
    long = [word for word in words if len(word) >= SHORTEST and not word.isdigit()]
    if not long:
        return {}
    found: dict[str, list[str]] = {word: [] for word in long}
    pairs = [(word, other) for word in long for other in crossed(word)]
    given = {"from": [word for word, _ in pairs], "to": [other for _, other in pairs]}
    with connection.cursor() as cursor:
        cursor.execute(_NEAR, {"words": long, "most": _LOOKED_AT, **given})
        for word, known in cursor.fetchall():
            found[word].append(known)
    return {word: those for word in long if (those := nearest(word, found[word]))}


def nearest(word: str, known: Sequence[str]) -> list[str]:
    """Return those a slip or, for long words, two away; the word itself is none of them. Pure."""
    most = 2 if len(word) >= _LONG else 1
    counted = [(slips(word, each), each) for each in known if each != word]
    return [each for count, each in sorted(counted) if count <= most][:_MOST]


def crossed(word: str) -> list[str]:
    """Return the word with two letters that follow each other in each other's place. Pure."""
    return [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(len(word) - 1)
        if word[at] != word[at + 1]
    ]


def slips(one: str, other: str) -> int:
    """Count the slips between two words. Pure."""
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
