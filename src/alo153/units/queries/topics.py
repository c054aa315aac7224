"""Find a topic by what a caller says, while the agent types."""

import re
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from alo153.core.text import fold
from alo153.units.models import Topic

_MOST_WORDS = 12
# Turkish hangs its endings behind: the first letters are the word.
_STEM_LETTERS = 5
_LIKENESS = 0.45

# For each word the best of: a word of the name begins with it, one of the keywords does, one of
# them shares its stem, one of them looks like it (a typing mistake). A name that begins with the
# whole line comes first, a keyword phrase that contains it next.
_SEARCH = r"""
SELECT topic.id
FROM units_topic AS topic
CROSS JOIN LATERAL (
  SELECT sum(CASE
    WHEN topic.name_key ~ ('\m' || word || '\M') THEN 5
    WHEN topic.name_key ~ ('\m' || word) THEN 4
    WHEN topic.search_key ~ ('\m' || word || '\M') THEN 3
    WHEN topic.search_key ~ ('\m' || word) THEN 2.5
    WHEN topic.name_key ~ ('\m' || left(word, %(stem)s)) THEN 2
    WHEN topic.search_key ~ ('\m' || left(word, %(stem)s)) THEN 1.5
    WHEN word_similarity(word, topic.name_key) >= %(likeness)s
      THEN 2 * word_similarity(word, topic.name_key)
    WHEN word_similarity(word, topic.search_key) >= %(likeness)s
      THEN word_similarity(word, topic.search_key)
    ELSE 0 END) AS words
  FROM unnest(%(words)s::text[]) AS word
) AS found
WHERE topic.parent_id IS NOT NULL AND topic.retired_at IS NULL AND found.words > 0
ORDER BY found.words
  + CASE WHEN starts_with(topic.name_key, %(line)s) THEN 6 ELSE 0 END
  + CASE WHEN strpos(topic.search_key, %(line)s) > 0 THEN 3 ELSE 0 END DESC, topic.position
LIMIT %(limit)s
"""


def search_topics(text: str, *, limit: int = 8) -> list[Topic]:
    """Return the topics that fit what was typed, best first; two queries, a few milliseconds.

    Marks, case and endings do not matter: "SU KESINTISI" and "çukuru" are understood.
    """
    line = fold(text)
    words = re.findall(r"[^\W_]+", line)[:_MOST_WORDS]
    if not words:
        return []
    return _in_order(_ids(words, line, limit))


def _ids(words: Sequence[str], line: str, limit: int) -> list[int]:
    values: dict[str, Any] = {
        "words": list(words),
        "line": line,
        "stem": _STEM_LETTERS,
        "likeness": _LIKENESS,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, values)
        return [row[0] for row in cursor.fetchall()]


def _in_order(ids: Sequence[int]) -> list[Topic]:
    rows = Topic.objects.select_related("parent", "default_unit").in_bulk(ids)
    return [rows[each] for each in ids]


def topics_by_group() -> QuerySet[Topic]:
    """Return all topics in the order of the city's file, each with its group, for a plain list."""
    return Topic.objects.filter(parent__isnull=False, retired_at=None).select_related(
        "parent", "default_unit"
    )
