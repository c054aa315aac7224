"""An upgrade keeps data: a filled database of 0.2.0, brought to today by the program's `migrate`.

As in a city the program is not the owner of the tables. Whoever moves a table or a column on
purpose reads it in `found` from where it is now, under the names of 0.2.0.
"""

import json
import os
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker
from tests import cast
from tests.cases.life import confidential
from tests.parts.events.sealing import ended
from tests.parts.postgresql import clusters, release
from tests.parts.processes import programs
from tests.parts.waiting import COLD_SECONDS, until

from alo153.cases.confidential import disclosure
from alo153.cases.models import Case
from alo153.config import database_roles
from alo153.config.providers import database
from alo153.contacts.models import Interaction
from alo153.core import events
from alo153.core.clock import now
from alo153.core.database import sealed_text
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
_MESSAGES = """(
SELECT message.*, relay.id AS relay_id,
    CASE about_type WHEN 'cases.case' THEN about_id::bigint END AS case_id,
    CASE about_type WHEN 'citizens.interaction' THEN about_id::bigint END AS interaction_id
FROM contacts_message message LEFT JOIN cases_relay relay ON relay.message_id = message.id
)"""
MOVED = {
    table: f"({_NOTICES.format(f'{model}_id')} notices_staffnotice WHERE cause LIKE '{cause}:%%')"
    for table, model, cause in [
        ("cases_clocktelling_users", "clocktelling", "clocktelling"),
        ("cases_parttelling_users", "parttelling", "subtasktelling"),
        ("cases_raisedalarm_told", "raisedalarm", "alarm"),
    ]
} | {
    "cases_confidentialmatter": "(SELECT id AS case_id, text, address, pin, reporter_name"
    " FROM cases_case WHERE confidential)",
    "channels_outboundmessage": _MESSAGES,
    "cases_parttelling": "cases_subtasktelling",
    "citizens_interaction": "contacts_interaction",
}
"""Where the rows of a table of 0.2.0 are today."""
KEEP_NUMBERS = {"channels_outboundmessage", "cases_parttelling", "citizens_interaction"}
"""Those whose rows have the numbers of before."""
RENAMED = {
    ("cases_case", "follows_id"): "lead_id",
    ("calls_call", "rested_at"): "place_kept_at",
    ("cases_parttelling", "part_id"): "sub_task_id",
    ("calls_call", "rest_until"): "call_again_at",
}
"""What a column of 0.2.0 is called today."""
REWORDED = {
    ("cases_case", "contact_wish"): {"call": "phone"},
    ("cases_relay", "channel"): {"call": "phone"},
    ("cases_question", "way"): {"call": "phone", "page": "none"},
    ("cases_notice", "way"): {"call": "phone"},
} | {
    # Of an erased person's confidential case nothing stands in the open any more
    ("cases_confidentialmatter", column): {"(silindi)": ""}
    for column in ("text", "address", "pin", "reporter_name")
}
"""What a value of 0.2.0 is called today."""
TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
AND relkind IN ('r', 'p') AND NOT relispartition AND relname ~ %s
"""

MAKE_NEXT_MONTH = """
DO $$ BEGIN EXECUTE to_char(now() + interval '1 month', '"CREATE TABLE core_event_"YYYY_MM" ()"');
END $$
"""
WAITING = "SELECT pid FROM pg_locks WHERE locktype = 'transactionid' AND NOT granted"
OF_OTHERS = """
SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename LIKE '%%_owner'
AND xact_start IS NOT NULL
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
def upgrade(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, warm_process: int
) -> Iterator[Upgrade]:
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
        killed_while_it_makes_months(home / "migrate.log", program_url, owner_url)
        with override_settings(OWNER_DATABASE_URL=owner_url):
            call_command("migrate", verbosity=0)
            yield Upgrade(*old, missing=lost(old[1]), owner_url=owner_url)
        database_roles.reconnect(usual)
        forget_cached()


def killed_while_it_makes_months(log: Path, program_url: str, owner_url: str) -> None:
    """Kill a `migrate` that has made the table of events anew, and cannot read the one of before.

    The next one goes on from the table as it was.
    """
    given = {"DATABASE_URL": program_url, "ALO153_OWNER_DATABASE_URL": owner_url}
    words = {**os.environ, **given, "DJANGO_SETTINGS_MODULE": "alo153.config.settings"}
    with psycopg.connect(owner_url) as other:
        # `migrate` comes to the next month when it has renamed, made and attached, and waits
        other.execute(MAKE_NEXT_MONTH)
        migrate = programs.begin(
            "alo153", "migrate", environment=words | {"ALO153_DEVELOPMENT": "1"}, log=log
        )
        until(lambda: asked(WAITING), COLD_SECONDS, log.read_text)
        migrate.kill()
        migrate.wait(120)
        other.rollback()
        until(lambda: not asked(OF_OTHERS))
    assert asked("SELECT relkind FROM pg_class WHERE relname = 'core_event'") == [("r",)]
    assert asked("SELECT to_regclass('core_eventmonth')::text") == [(None,)]


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
    if table in MOVED and table not in KEEP_NUMBERS and "id" in names:
        names.remove("id")
    if asked("SELECT to_regclass(%s) IS NULL", table) == [(True,)]:
        if table not in MOVED:
            return Counter()
        place = MOVED[table]
    read = (json.loads(row) for (row,) in asked(f"SELECT to_jsonb(one)::text FROM {place} one"))
    now = [RENAMED.get((table, name), name) for name in names]
    return Counter(
        json.dumps(
            [
                without_seal(table, row.get(a, row.get(b, "no such column")))
                for a, b in zip(names, now, strict=True)
            ]
        )
        for row in read
    )


def without_seal(table: str, value: object) -> object:
    """Return what the row of a case held in 0.2.0, where its sealed words had a table apart."""
    sealed = table == "cases_case" and str(value).startswith(sealed_text.MARK)
    return "" if sealed else value


def lost(there: Rows) -> list[str]:
    """Name the tables of which a row, or a value in one, is not as it was."""
    return [table for table, old in there.items() if not reworded(table, old) <= found(table)]


def reworded(table: str, old: Counter[str]) -> Counter[str]:
    """Return rows with their values as they are called today."""
    words = [REWORDED.get((table, name), {}) for name in release.columns(table)]
    if not any(words):
        return old
    return Counter(
        json.dumps(
            [new.get(value, value) for new, value in zip(words, json.loads(row), strict=True)]
        )
        for row in old.elements()
    )


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
        ("DELETE FROM contacts_message", "channels_outboundmessage"),
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


def test_what_was_sealed_opens_in_its_new_place(upgrade: Upgrade) -> None:
    assert upgrade.rows["cases_confidentialmatter"]
    with sealed_text.reading():
        cases = list(Case.objects.filter(confidential=True).select_related("reporter"))
        assert {case.text for case in cases} == {sealed_text.DOTS, ""}
        for case in filter(lambda case: case.text, cases):
            disclosure.show(case)
            assert (case.text, case.address) == (confidential.SAID, confidential.ADDRESS)
            assert (case.lat, case.lon) == (40.76911, 29.97525)
            assert case.reporter_name == confidential.NAME


def test_what_happened_to_a_contact_is_found_though_its_table_moved(upgrade: Upgrade) -> None:
    """Events name a row by where its table was, and are sealed."""
    contact = Interaction.objects.earliest("id")
    told = [event.name for event in events.history(contact)]
    assert told == [f"interaction.{name}" for name in ("started", "answered", "ended", "disposed")]


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
        "elif": ["/center/lists/", f"/center/cases/{code}/"],
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
