"""The limit of wrong tracking codes of a telephone, by voice menu and SMS together.

Over all telephones each way counts for itself: the sender of an SMS is easily forged, and three
hundred forged ones must not silence the voice menu.

With a million cases one right guess needs some ninety tries: nobody reads through the cases.
"""

from typing import Final

from django.core.cache import cache
from django.db import connection, transaction

from alo153.citizens.channel import Channel
from alo153.core import clock

HOUR: Final = 3600
OF_A_NUMBER: Final = 10
OF_WITHHELD: Final = 30
IN_ALL: Final = 300
"""Wrong codes an hour by one way; beyond, it tells nobody anything for the rest of it."""


def are_too_many(number: str, *, way: Channel) -> bool:
    """Say whether a number, or all who used a way, had enough.

    Args:
        number: E.164, or as it came; empty where it was withheld.
    """
    limits = _limits(number, way)
    counts = cache.get_many(limits)
    return any(counts.get(key, 0) >= limit for key, limit in limits.items())


@transaction.atomic
def count(number: str, *, way: Channel) -> None:
    """Count one more; guesses at the same moment count one after the other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('wrong codes', 0))")
    for key in _limits(number, way):
        # Not `incr`: on a cache in the database it gives the count Django's 300 seconds to live.
        cache.set(key, cache.get(key, 0) + 1, HOUR)


def _limits(number: str, way: Channel) -> dict[str, int]:
    own = (number, OF_A_NUMBER) if number else ("withheld", OF_WITHHELD)
    hour = int(clock.now().timestamp()) // HOUR
    return {f"wrong-code:{hour}:{own[0]}": own[1], f"wrong-code:{hour}:all:{way}": IN_ALL}
