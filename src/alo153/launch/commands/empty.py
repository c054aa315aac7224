"""`./alo153 empty`: throw our own database away, to begin with an empty city."""

from __future__ import annotations

import argparse

import psycopg

from alo153.launch.programs import child_environment, postgres
from alo153.launch.steps import fail, step

_INVENTED = "SELECT (data->>'contacts')::int FROM core_event WHERE name = 'city.past_invented'"
_THERE = "SELECT count(*) FROM contacts_interaction"


def main(words: list[str]) -> int:
    """Drop the database that `up` made; events are never deleted, so nothing less would do."""
    parser = argparse.ArgumentParser(prog="./alo153 empty", description=__doc__)
    parser.add_argument("--all", action="store_true", help="also what was added since")
    asked = parser.parse_args(words)
    if child_environment.named_database():
        return fail("DATABASE_URL names a database of yours: empty it by its own means")
    try:
        if child_environment.is_server_running():
            return fail("it is in use: end ./alo153 up first")
        server = child_environment.server()
        with step("Emptying") as line, postgres.started(server):
            added = contacts_since(server.admin_url_of(postgres.NAME))
            if added and not asked.all:
                return fail(f"{added} contacts were added since; --all throws them away, too")
            postgres.drop_database(server)
            line.note = "./alo153 up --empty begins an empty city"
    except (postgres.PostgresError, psycopg.Error) as reason:
        return fail(str(reason).splitlines()[0])
    return 0


def contacts_since(url: str) -> int:
    """Count the contacts that nobody invented."""
    with psycopg.connect(url) as connection:
        try:
            invented = connection.execute(_INVENTED).fetchone() or (0,)
            there = connection.execute(_THERE).fetchone() or (0,)
        except psycopg.errors.UndefinedTable:
            return 0
    return int(there[0]) - int(invented[0])
