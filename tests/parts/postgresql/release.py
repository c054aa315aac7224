"""A filled database of 0.2.0, the first version of which an upgrade keeps the data.

Its tables are those of `0001_initial` of every application; its rows lie in `release_0_2_0.sql`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from alo153.core.database.near_models import made_when_asked

DATABASE = "release_0_2_0"
ROWS = Path(__file__).with_name("release_0_2_0.sql")
# Counters stand behind the rows, as they do where rows were inserted one by one
_COUNTERS = """
SELECT format(
    'SELECT setval(%L, (SELECT max(%I) FROM %I))',
    pg_get_serial_sequence(quote_ident(table_name), column_name), column_name, table_name
) FROM information_schema.columns
WHERE table_schema = 'public' AND pg_get_serial_sequence(quote_ident(table_name), column_name) <> ''
"""


def make_tables() -> None:
    """Give the database that Django is connected to the tables of 0.2.0, and nothing in them."""
    executor = MigrationExecutor(connection)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("alo153.")}
    leaves = executor.loader.graph.leaf_nodes()
    others = [(label, name) for label, name in leaves if label not in ours]
    # Applications that are younger have no table in it
    of_then = {table.partition("_")[0] for table in tables()}
    first = sorted((label, "0001_initial") for label in ours & of_then)
    with made_when_asked():
        executor.migrate([*first, *others])


def fill(admin: psycopg.Connection) -> None:
    """Copy the rows in, past triggers and the order of foreign keys: a superuser may."""
    admin.execute("SET session_replication_role = replica")
    for words, rows in blocks():
        with admin.cursor().copy(words.encode()) as copy:
            copy.write(rows)
    for (counter,) in admin.execute(_COUNTERS).fetchall():
        admin.execute(counter.encode())


def blocks() -> Iterator[tuple[str, str]]:
    """Give each table's COPY with its rows, as pg_dump writes them."""
    for block in ROWS.read_text().split("\nCOPY ")[1:]:
        words, rows = block.split("\n", 1)
        yield f"COPY {words.removesuffix(';')}", rows.rpartition("\\.")[0]


def tables() -> list[str]:
    """Name the tables of 0.2.0."""
    return [words.split()[1] for words, _ in blocks()]


def columns(table: str) -> list[str]:
    """Name the columns of a table of 0.2.0, without those that PostgreSQL computes."""
    words = next(words for words, _ in blocks() if words.split()[1] == table)
    return re.findall(r'"(\w+)"', words)
