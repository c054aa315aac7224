"""How PostgreSQL plans what is asked of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def custom_plans() -> Iterator[None]:
    """Let what is asked inside be planned each time, for the very values; two short statements.

    A statement asked often is planned once for any values. That is a trap where a rare value and
    a common one need other ways, as in a search among a million that ends after a page.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET plan_cache_mode = force_custom_plan")
        yield
        # After an error it stays as it is: slower, and not wrong
        cursor.execute("RESET plan_cache_mode")
