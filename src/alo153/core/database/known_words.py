"""Corrections of misspelled words: the nearest words in a table of known ones.

Trigrams choose some dozen words by an index, the count of slips the nearest of them. Two letters
that changed places leave a short word few trigrams, so those are looked up as they are.
"""

from collections.abc import Iterable
from typing import Any, Final

from django.db import connection, models

from alo153.core.text.slips import SHORTEST, crossed, nearest

# The nearest by trigrams are the nearest by slips but for the shortest words
_LOOKED_AT: Final = 30
_NEAR: Final = """
SELECT typed.word, near.word
FROM unnest(%(words)s::text[]) AS typed(word), LATERAL (
  SELECT known.word FROM {table} known
  WHERE known.word %% typed.word
  ORDER BY similarity(known.word, typed.word) DESC, known.word LIMIT %(most)s
) AS near
UNION
SELECT crossed.word, known.word
FROM unnest(%(from)s::text[], %(to)s::text[]) AS crossed(word, other)
JOIN {table} known ON known.word = crossed.other
"""


def near(words: Iterable[str], known: type[models.Model]) -> dict[str, list[str]]:
    """Return the known words near each folded word, the nearest first; one query, none for none.

    `known` is a table with a column ``word``, which has an index of trigrams.
    """
    long = [word for word in words if len(word) >= SHORTEST and not word.isdigit()]
    if not long:
        return {}
    found: dict[str, list[str]] = {word: [] for word in long}
    pairs = [(word, other) for word in long for other in crossed(word)]
    given: dict[str, Any] = {
        "words": long,
        "most": _LOOKED_AT,
        "from": [word for word, _ in pairs],
        "to": [other for _, other in pairs],
    }
    with connection.cursor() as cursor:
        cursor.execute(_NEAR.format(table=known._meta.db_table), given)
        for word, near_one in cursor.fetchall():
            found[word].append(near_one)
    return {word: those for word in long if (those := nearest(word, found[word]))}
