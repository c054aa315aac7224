"""The access log in tests: PostgreSQL lets only the owner of the table change it."""

from datetime import datetime

from django.db import connection


def tamper(statement: str, *values: object) -> None:
    """Change entries as the owner of the table can, who may switch its trigger off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE citizens_accesslog DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        cursor.execute("ALTER TABLE citizens_accesslog ENABLE TRIGGER USER")


def all_happened(at: datetime) -> None:
    """Let every look have happened at an instant."""
    tamper("UPDATE citizens_accesslog SET at = %s", at)
