"""Topics, neighborhoods and districts that are called by words somebody types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

# Names have few words: each is looked for behind a space. Retired ones count, for old cases
_CALLED = """
WITH called AS (
  SELECT '#t' || id AS mark, ' ' || name_key || ' ' AS name FROM city_topic
  WHERE parent_id IS NOT NULL
  UNION ALL SELECT '#n' || id, ' ' || alo_fold(name) || ' ' FROM city_neighborhood
  UNION ALL SELECT '#d' || id, ' ' || alo_fold(name) || ' ' FROM city_district
)
SELECT word, mark, strpos(name, ' ' || word || ' ') > 0 OR replace(name, ' ', '') = word
FROM called, unnest(%(words)s::text[], %(begins)s::text[]) AS typed (word, begin)
WHERE strpos(name, ' ' || begin) > 0 OR replace(name, ' ', '') = word
"""


@dataclass(frozen=True)
class Mark:
    """A topic (``#t7``), neighborhood (``#n12``) or district (``#d3``) called by a typed word.

    `whole`: one of the words of its name is just that, and does not only begin so.
    """

    word: str
    mark: str
    whole: bool


def called(words: Mapping[str, Sequence[str]]) -> list[Mark]:
    """Return what is called by these folded words, or by words that begin so; one query."""
    pairs = [(word, begin) for word, begins in words.items() for begin in (begins or (f"{word} ",))]
    typed, begins = [word for word, _ in pairs], [begin for _, begin in pairs]
    with connection.cursor() as cursor:
        cursor.execute(_CALLED, {"words": typed, "begins": begins})
        return [Mark(*row) for row in cursor.fetchall()]
