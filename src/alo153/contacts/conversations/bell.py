"""Tell the switchboard that something changed among what waits; what, it reads itself."""

from typing import Final

from django.db import connection

NOTIFY_CHANNEL: Final = "written"


def ring() -> None:
    """Tell it when the transaction commits; many times in one are once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [NOTIFY_CHANNEL])
