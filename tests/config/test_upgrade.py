"""An upgrade keeps data: a filled database of 0.2.0, brought to today by the program's `migrate`.

As in a city the program is not the owner of the tables. Whoever moves a table or a column on
purpose reads it in `found` from where it is now, under the names of 0.2.0.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker
from tests import cast
from tests.parts import clusters, release
from tests.sealing import ended

from alo153.cases.models import Case
from alo153.config import database_roles
from alo153.config.providers import database
from alo153.core.clock import now
from alo153.core.history import horizon
from alo153.core.history.sealing import actions as sealing
from alo153.core.models import Event, Seal
from alo153.core.ttl_cache import forget_cached
from alo153.launch import paths

type Rows = dict[str, Counter[str]]
"""Of each table its rows, as JSON."""
OURS = "^(accounts|calls|cases|channels|citizens|city|core|knowledge|suggestions)_"
RIGHTS = "SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER"
# The next number of a row is behind the last one that was given
COUNTERS = """
SELECT column_name, table_name, pg_get_serial_sequence(quote_ident(table_name), column_name)
FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name ~ %s
    AND pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL
"""
_NOTICES = "SELECT split_part(cause, ':', 2)::bigint AS {}, reader_id AS user_id FROM"
MOVED = {
    table: f"({_NOTICES.format(f'{model}_id')} notices_staffnotice WHERE cause LIKE '{cause}:%%')"
    for table, model, cause in [
        ("cases_clocktelling_users", "clocktelling", "clocktelling"),
        ("cases_parttelling_users", "parttelling", "parttelling"),
        ("cases_raisedalarm_told", "raisedalarm", "alarm"),
    ]
}
"""Where the rows of a table of 0.2.0 are today; the numbers of those rows are gone."""
RENAMED = {("cases_case", "follows_id"): "lead_id"}
"""What a column of 0.2.0 is called today."""
TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
AND relkind IN ('r', 'p') AND NOT relispartition AND relname ~ %s
"""


class Upgrade(NamedTuple):
    """What the program found in the old database, what was missing then, and its owner."""

    tables: set[str]
    rows: Rows
    rights: dict[str, list[str]]
    append_only: dict[str, list[str]]
    missing: list[str]
    owner_url: str


@pytest.fixture(scope="module")
def upgrade(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Upgrade]:
    """Be the program of today on a database of yesterday."""
    usual = dict(connection.settings_dict)
    home = paths.var() / "test" / f"upgrade-{os.getpid()}"
    with clusters.running(home) as server, django_db_blocker.unblock():
        owner_url = clusters.at(server.owner_url, release.DATABASE)
        program_url = clusters.at(server.url, release.DATABASE)
        database_roles.reconnect(database.from_url(program_url, pool=False))
        forget_cached()
        tables = {name for (name,) in asked(TABLES, OURS)}
        old = tables, rows(), rights(), database_roles.append_only()
        with override_settings(OWNER_DATABASE_URL=owner_url):
            call_command("migrate", verbosity=0)
            yield Upgrade(*old, missing=lost(old[1]), owner_url=owner_url)
        database_roles.reconnect(usual)
        forget_cached()


def asked(words: str, *values: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(words, values)
        return cursor.fetchall()


def rows() -> Rows:
    """Return the rows of 0.2.0's tables, as the program reads them."""
    return {table: found(table) for table in release.tables()}


def found(table: str) -> Counter[str]:
    """Return the rows of a table in the columns of 0.2.0; none if it is gone."""
    names, place = release.columns(table), table
    if table in MOVED:
        names.remove("id")
    if asked("SELECT to_regclass(%s) IS NULL", table) == [(True,)]:
        if table not in MOVED:
            return Counter()
        place = MOVED[table]
    read = (json.loads(row) for (row,) in asked(f"SELECT to_jsonb(one)::text FROM {place} one"))
    now = [RENAMED.get((table, name), name) for name in names]
    return Counter(
        json.dumps(
            [row.get(a, row.get(b, "no such column")) for a, b in zip(names, now, strict=True)]
        )
        for row in read
    )


def lost(there: Rows) -> list[str]:
    """Name the tables of which a row, or a value in one, is not as it was."""
    return [table for table, old in there.items() if not old <= found(table)]


def rights() -> dict[str, list[str]]:
    """Return what the program may do to each table of 0.2.0 that is still there."""
    given = asked(
        "SELECT name, array(SELECT may FROM unnest(%s::text[]) may"
        " WHERE has_table_privilege(name, may)) FROM unnest(%s::text[]) name",
        "{" + ",".join(RIGHTS) + "}",
        "{" + ",".join(sorted(set(release.tables()) - MOVED.keys())) + "}",
    )
    return dict(given)


def test_the_old_database_had_rows_in_every_table(upgrade: Upgrade) -> None:
    """Of a table without rows nothing can be lost: it would prove nothing."""
    assert upgrade.tables == set(release.tables())
    assert [table for table, old in upgrade.rows.items() if not old] == []


def test_no_row_and_no_value_is_lost(upgrade: Upgrade) -> None:
    assert upgrade.missing == []


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("ALTER TABLE cases_note DROP COLUMN text", "cases_note"),
        ("DROP TABLE knowledge_wording", "knowledge_wording"),
        ("DELETE FROM channels_outboundmessage", "channels_outboundmessage"),
        ("UPDATE citizens_identity SET value = upper(value)", "citizens_identity"),
    ],
)
def test_a_migration_that_drops_data_would_be_found(
    upgrade: Upgrade, change: str, table: str
) -> None:
    with database_roles.as_owner(upgrade.owner_url), transaction.atomic():
        there = rows()
        with connection.cursor() as cursor:
            cursor.execute(change)
        assert lost(there) == [table]
        transaction.set_rollback(True)


def test_the_program_may_do_what_it_might_and_no_more(upgrade: Upgrade) -> None:
    assert rights() == upgrade.rights
    assert upgrade.append_only.items() <= database_roles.append_only().items()
    assert [name for (name,) in asked(TABLES, OURS) if not may_read(name)] == []


def may_read(table: str) -> bool:
    return bool(asked("SELECT has_table_privilege(%s, 'SELECT')", table)[0][0])


def test_a_new_row_takes_no_number_of_an_old_one(upgrade: Upgrade) -> None:
    behind = [
        table
        for column, table, counter in asked(COUNTERS, OURS)
        if asked(f"SELECT max({column}) > (SELECT last_value FROM {counter}) FROM {table}")[0][0]
    ]
    assert behind == []


def test_the_program_reads_and_writes_what_it_finds(upgrade: Upgrade) -> None:
    """Pages of the center, a unit and a citizen; every event and look still fits its seal."""
    case = Case.objects.filter(confidential=False, state="forwarded").earliest("id")
    code = case.tracking_code
    seen = {
        "elif": ["/desk/center/", f"/desk/cases/{code}/"],
        "hakan": ["/live/", "/results/"],
        "nurten": ["/unit/", f"/unit/cases/{code}/"],
    }
    for username, pages in seen.items():
        browser = Client()
        assert browser.login(username=username, password=cast.PASSWORD)
        for page in pages:
            assert browser.get(page).status_code == 200, page
    browser.post(f"/unit/cases/{code}/accept/")
    case.refresh_from_db()
    assert case.state == "accepted"
    assert case.text in Client().get(f"/t/{case.link_key}/").content.decode()
    sealing.seal_events(since=ended(horizon.mark()), at=now())
    call_command("verify_history", stdout=StringIO())
    assert Seal.objects.latest("id").last_event == Event.objects.latest("id").pk
