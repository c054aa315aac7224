"""Learn the words that cases are written in, for the search of misspelled ones."""

import re

from django.db import connection, transaction

from alo153.cases.models import KnownWord
from alo153.city import queries as unit_queries
from alo153.core.text import fold
from alo153.core.text.slips import LONGEST, SHORTEST

# Words of confidential cases are sealed, and stand in no column. Marks and numbers are no words
_OF_CASES = """
INSERT INTO cases_knownword (word)
SELECT word FROM ts_stat('SELECT words FROM cases_case')
WHERE length(word) BETWEEN %s AND %s AND word ~ '^[a-z]+$'
ON CONFLICT DO NOTHING
"""


@transaction.atomic
def learn_words() -> int:
    """Learn all words anew, from the texts and from the names of topics; returns how many."""
    KnownWord.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_OF_CASES, [SHORTEST, LONGEST])
    names = " ".join(topic.search_key for topic in unit_queries.topics_by_group())
    words = {word for word in re.findall("[a-z]+", fold(names)) if SHORTEST <= len(word) <= LONGEST}
    KnownWord.objects.bulk_create(
        [KnownWord(word=word) for word in sorted(words)], ignore_conflicts=True
    )
    return KnownWord.objects.count()
