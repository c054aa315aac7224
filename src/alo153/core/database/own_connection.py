"""The connection of a thread of one's own."""

from django.db import connection


def close_own() -> None:
    """Give the connection of the calling thread back, for `submit` to a thread that ends.

    ``submit(connection.close)`` would name the connection of the thread that submits.
    """
    connection.close()
