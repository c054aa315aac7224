"""Find a topic by what a caller says, while the agent types."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from alo153.city.models import Topic
from alo153.city.queries.current import city, topics_now
from alo153.core.text import fold, telling_words

_MOST_WORDS = 12
# Anybody may ask: comparing one word of a thousand letters with every topic takes long
_LONGEST = 200

# For each word the best of: a word of the name is it or begins with it, one of the keywords is or
# does, one of them shares its first five letters or is its first four (Turkish hangs its endings
# behind: "bankın" is a bank). A word that fits nowhere may be mistyped: then what looks like it. A
# word that fits many topics says little.
# A name that begins with the whole line comes first, a keyword that contains it next.
_SEARCH = """
WITH topic AS (
  SELECT id, position, name_key, search_key,
    ' ' || name_key || ' ' AS name, ' ' || search_key || ' ' AS keys
  FROM city_topic WHERE parent_id IS NOT NULL AND retired_at IS NULL
), said AS (
  SELECT word, ' ' || word AS begin, ' ' || word || ' ' AS whole, ' ' || left(word, 5) AS stem,
    ' ' || left(word, 4) || ' ' AS root
  FROM unnest(%(words)s::text[]) AS word
), hit AS (
  SELECT topic.id, word, CASE
    WHEN strpos(name, whole) > 0 THEN 5
    WHEN strpos(name, begin) > 0 THEN 4
    WHEN strpos(keys, whole) > 0 THEN 3
    WHEN strpos(keys, begin) > 0 THEN 2.5
    WHEN strpos(name, stem) > 0 THEN 2
    ELSE 1.5 END AS points
  FROM topic JOIN said ON strpos(keys, stem) > 0 OR strpos(keys, root) > 0
  WHERE length(word) > 3 OR word = %(typing)s OR strpos(keys, whole) > 0
), alike AS (
  SELECT topic.id, word,
    greatest(2 * word_similarity(word, name_key), word_similarity(word, search_key)) AS points
  FROM topic JOIN said ON word_similarity(word, search_key) >= 0.45
  WHERE length(word) > 3 AND word NOT IN (SELECT word FROM hit)
), found AS (
  SELECT id, points / (1 + ln(count(*) OVER (PARTITION BY word))) AS points
  FROM (SELECT * FROM hit UNION ALL SELECT * FROM alike) AS either
)
SELECT topic.id FROM topic JOIN found USING (id)
GROUP BY topic.id, position, name_key, search_key
ORDER BY sum(points)
  + CASE WHEN starts_with(name_key, %(line)s) THEN 6 ELSE 0 END
  + CASE WHEN strpos(search_key, %(line)s) > 0 THEN 3 ELSE 0 END DESC, position
LIMIT %(limit)s
"""


def search_topics(text: str, *, limit: int = 8) -> list[Topic]:
    """Return the topics that fit what was typed, best first; two queries, a few milliseconds.

    Marks, case and endings do not matter: "SU KESINTISI" and "çukuru" are understood.
    """
    text = text[:_LONGEST]
    words = telling_words(text, city().language)[:_MOST_WORDS]
    return _in_order(_ids(words, fold(text), limit)) if words else []


def _ids(words: Sequence[str], line: str, limit: int) -> list[int]:
    values: dict[str, Any] = {
        "words": list(words),
        "typing": words[-1],
        "line": line,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, values)
        return [row[0] for row in cursor.fetchall()]


def _in_order(ids: Sequence[int]) -> list[Topic]:
    rows = Topic.objects.in_bulk(ids)
    return [rows[each] for each in ids]


def topics_by_group() -> QuerySet[Topic]:
    """Return all topics in the order of the city's file, each with its group, for a plain list."""
    return Topic.objects.filter(parent__isnull=False, retired_at=None)


def topic_names(keys: Collection[int]) -> list[tuple[int, str]]:
    """Return key and name of some topics in the city's order, retired ones as well; one query."""
    found = Topic.objects.filter(pk__in=keys).order_by("position", "pk")
    return list(found.values_list("pk", "name"))


def topics_of_units(units: Collection[int]) -> list[Topic]:
    """Return the topics that usually go to some units, in the city's order; no query."""
    theirs = (topic for topic in topics_now().values() if topic.default_unit_id in units)
    return sorted(theirs, key=lambda topic: topic.position)
