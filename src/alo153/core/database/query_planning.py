"""Control of PostgreSQL's query planning."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def custom_plans() -> Iterator[None]:
    """Plan each query here for its actual parameters; costs two short statements.

    PostgreSQL otherwise keeps one generic plan for a statement that runs often. A rare and a common
    parameter need different plans, as in a search of a million cases that stops after one page.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_custom_plan")
        yield
        # After an error the setting stays: later queries are slower, never wrong
        cursor.execute("RESET plan_cache_mode")
