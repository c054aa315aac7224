"""The program's role reads and writes rows; what is append-only it can neither change nor open.

The module has a PostgreSQL of its own, in which the program is not the owner, as in a city.
"""

import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings as installed
from django.core.management import CommandError, call_command
from django.db import DatabaseError, ProgrammingError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.test import override_settings
from psycopg.errors import InsufficientPrivilege
from pytest_django import DjangoDbBlocker, Settings
from tests import cast
from tests.contacts.way import answered, open_case
from tests.parts.events.sealing import ended
from tests.parts.events.tried import StaffTried
from tests.parts.postgresql import clusters
from tests.parts.postgresql.addresses import database_url
from tests.parts.processes import programs

from alo153.cases.models import ClockEntry
from alo153.citizens import tasks
from alo153.citizens.actions import log_access
from alo153.citizens.actions.sealing_access_log import newest_entry
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog
from alo153.config import database_roles
from alo153.config.providers import database
from alo153.contacts.about import About
from alo153.contacts.queries import about
from alo153.core import events
from alo153.core import tasks as tasks_of_core
from alo153.core.actor import SYSTEM
from alo153.core.database import event_months
from alo153.core.history import horizon
from alo153.core.history.sealing import actions as sealing
from alo153.core.models import Event, Seal
from alo153.launch import paths
from alo153.launch.programs import postgres

PROGRAM, OWNER = postgres.NAME, postgres.OWNER
KNOWN = {"cases_clockentry", "citizens_accesslog", "core_event", "core_eventmonth", "core_seal"}
# By what the functions do, and not by the shape of their triggers, as the program finds them
# A trigger with a condition guards some rows: of the others the program changes what it wants
REFUSING_DELETE = """
SELECT c.relname, t.tgname, p.proname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.prosrc ILIKE '%raise exception%' AND t.tgtype & 8 > 0
AND t.tgqual IS NULL
"""
CHANGES = """
DELETE FROM {table}
TRUNCATE {table}
TRUNCATE {table} CASCADE
DROP TABLE {table}
ALTER TABLE {table} DISABLE TRIGGER ALL
ALTER TABLE {table} DISABLE TRIGGER {trigger}
ALTER TABLE {table} OWNER TO {program}
ALTER TABLE {table} RENAME TO elsewhere
ALTER TABLE {table} DROP COLUMN at
DROP TRIGGER {trigger} ON {table}
ALTER TRIGGER {trigger} ON {table} RENAME TO elsewhere
CREATE TRIGGER mine BEFORE INSERT ON {table} EXECUTE FUNCTION {function}()
CREATE RULE mine AS ON INSERT TO {table} DO INSTEAD NOTHING
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'
DROP FUNCTION {function}() CASCADE
ALTER FUNCTION {function}() RENAME TO elsewhere
"""
POWERS = """
SET session_replication_role = replica
SET ROLE {owner}
GRANT {owner} TO {program}
CREATE TABLE mine ()
CREATE SCHEMA mine
ALTER DATABASE {database} RENAME TO mine
ALTER ROLE {program} SUPERUSER
SELECT core_event_make_month('2091-01-01')
SELECT core_event_keep_months_at('2091-01-01')
SELECT setval('core_event_id_seq', 1)
INSERT INTO {partition} SELECT * FROM core_event LIMIT 1
ALTER TABLE core_event DETACH PARTITION {partition}
CREATE OR REPLACE FUNCTION core_event_keep_months() RETURNS void LANGUAGE sql AS ''
CREATE OR REPLACE FUNCTION core_event_analyze() RETURNS void LANGUAGE sql AS ''
"""
PARTITIONS = """
SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'core_event'::regclass ORDER BY 1
"""


@pytest.fixture(scope="module", autouse=True)
def program(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, warm_process: int
) -> Iterator[None]:
    """Connect this process as the program, whose rights `migrate` gave it."""
    before = dict(connection.settings_dict)
    home = paths.var() / "test" / f"roles-{os.getpid()}"
    with clusters.running(home) as server, django_db_blocker.unblock():
        database_roles.reconnect(database.from_url(address(server.url), pool=False))
        with override_settings(OWNER_DATABASE_URL=address(server.owner_url)):
            call_command("migrate", verbosity=0)
            yield
        database_roles.reconnect(before)


def address(url: str) -> str:
    return urlsplit(url)._replace(path=f"/{clusters.DATABASE}").geturl()


def guards() -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(REFUSING_DELETE)
        return list(cursor.fetchall())


def partitions() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(PARTITIONS)
        return [name for (name,) in cursor.fetchall()]


def refused(statement: str) -> bool:
    """Say whether PostgreSQL refuses it for want of a right, not by a trigger."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        return isinstance(error.__cause__, InsufficientPrivilege)
    return False


def as_owner(*statements: str) -> None:
    with psycopg.connect(installed.OWNER_DATABASE_URL) as owner:
        for each in statements:
            owner.execute(each)


def test_the_program_is_not_the_owner() -> None:
    assert database_roles.connected_role() == PROGRAM
    with database_roles.as_owner(installed.OWNER_DATABASE_URL):
        assert database_roles.connected_role() == OWNER
    assert database_roles.connected_role() == PROGRAM


def test_every_append_only_table_is_found_by_its_triggers() -> None:
    found = database_roles.append_only()
    assert set(found) == {table for table, _, _ in guards()} >= KNOWN
    assert {table: columns for table, columns in found.items() if columns} == {
        "cases_clockentry": ["reason"]
    }


def test_nothing_changes_what_is_append_only() -> None:
    names = {"program": PROGRAM, "owner": OWNER, "database": clusters.DATABASE}
    names["partition"] = partitions()[0]
    assert set(partitions()) < {table for table, _, _ in guards()}
    tried = [each.format(**names) for each in POWERS.strip().splitlines()]
    for table, trigger, function in guards():
        names |= {"table": table, "trigger": trigger, "function": function}
        tried += [each.format(**names) for each in CHANGES.strip().splitlines()]
        tried += [f"UPDATE {table} SET {column} = {column}" for column in kept_columns(table)]
    assert len(tried) > 80
    assert [each for each in tried if not refused(each)] == []


def kept_columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, table)
    changeable = database_roles.append_only()[table]
    return [each.name for each in columns if each.name not in changeable]


def test_a_reason_is_changed_by_an_erasure_alone() -> None:
    with pytest.raises(DatabaseError, match="only ever added"):
        ClockEntry.objects.update(reason="other")


def test_the_program_does_its_work(tmp_path: Path) -> None:
    case = open_case(Channel.EMAIL)
    answered(case)
    log_access(user=cast.staff("elif"), citizen=case.reporter, what="desk", at=cast.AT)
    seal_what_happened()
    work(tmp_path / "log")
    case.refresh_from_db()
    assert case.state == "closed"
    letters = about(About.row(case)).values_list("state", flat=True)
    assert set(letters) == {"sent"}
    assert Seal.objects.exists()
    assert Event.objects.filter(name="access_log.sealed").exists()
    call_command(
        "erase_citizen", citizen=case.reporter_id, reason="request", by="elif", stdout=StringIO()
    )
    case.refresh_from_db()
    assert case.text == "(silindi)"
    assert AccessLog.objects.filter(citizen=case.reporter).exists()
    call_command("verify_history", stdout=StringIO())


def seal_what_happened() -> None:
    newest, mark = newest_entry(), horizon.mark()
    tasks.seal_access_log.defer(up_to=newest, transaction=mark.transaction)
    tasks_of_core.seal.defer(event=mark.event, transaction=mark.transaction)


def work(log: Path) -> None:
    """Let a worker, a process of its own that is the program, too, do all jobs and end."""
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
        "ALO153_DEVELOPMENT": "1",
    }
    words = ("procrastinate", "worker", "--one-shot")
    worker = programs.begin("alo153", *words, environment=environment, log=log)
    assert worker.wait(120) == 0, log.read_text()


def test_months_begin_where_they_were_made_before() -> None:
    """Numbers never jump to where somebody inserts who cannot see the partition yet."""
    tasks_of_core.keep_event_months()
    this_month = new_number() // 10**9
    given = []
    for turn, month in [
        ("2090-11-30 23:59", this_month),  # nobody made it: now somebody did
        ("2090-12-01 00:00", 209012),
        ("2090-12-31 23:59", 209012),
        ("2091-04-01 00:00", 209012),  # nobody worked for three months
        ("2091-04-01 01:00", 209104),
        ("2091-03-31 23:59", 209104),  # the clock was put back
    ]:
        as_owner(f"SELECT core_event_keep_months_at('{turn} UTC')")
        given.append((turn, month, new_number() // 10**9))
    assert [each for each in given if each[1] != each[2]] == []
    assert {"core_event_2091_01", "core_event_2091_05"} <= set(partitions())
    sealing.seal_events(since=ended(horizon.mark()), at=cast.AT)
    call_command("verify_history", stdout=StringIO())
    assert Seal.objects.filter(after_event__lt=209012 * 10**9, last_event__gt=209104 * 10**9)
    detached_and_attached_again("core_event_2090_12", 209012 * 10**9, 209101 * 10**9)
    call_command("verify_history", stdout=StringIO())


def detached_and_attached_again(month: str, first: int, behind: int) -> None:
    """Do what docs/howto/run-in-production.md says of an old month."""
    before = Event.objects.count()
    with psycopg.connect(installed.OWNER_DATABASE_URL, autocommit=True) as owner:
        owner.execute(f"ALTER TABLE core_event DETACH PARTITION {month} CONCURRENTLY".encode())
        assert Event.objects.count() == before - 3
        with pytest.raises(CommandError):
            call_command("verify_history", stdout=StringIO())
        assert refused(f"DELETE FROM {month}")
        bounds = f"FROM ({first}) TO ({behind})"
        owner.execute(
            f"ALTER TABLE core_event ATTACH PARTITION {month} FOR VALUES {bounds}".encode()
        )


@transaction.atomic
def new_number() -> int:
    return events.record(StaffTried(), subject=cast.staff("elif"), by=SYSTEM, at=cast.AT).pk


def test_tables_of_a_later_migration_are_the_program_s_to_use() -> None:
    as_owner(
        "CREATE TABLE later (id bigserial, word text)",
        "CREATE TABLE later_kept (id bigserial, word text)",
        "CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON later_kept"
        " FOR EACH STATEMENT EXECUTE FUNCTION core_event_is_append_only()",
    )
    assert refused("SELECT * FROM later")
    call_command("migrate", verbosity=0)
    with connection.cursor() as cursor:
        for table in ("later", "later_kept"):
            cursor.execute(f"INSERT INTO {table} (word) VALUES ('a')")
        cursor.execute("UPDATE later SET word = 'b' RETURNING word")
        assert cursor.fetchall() == [("b",)]
        cursor.execute("DELETE FROM later")
    assert refused("UPDATE later_kept SET word = 'b'")
    assert refused("DELETE FROM later_kept")
    as_owner("DROP TABLE later, later_kept")


def test_a_right_that_was_granted_too_much_goes_with_the_next_migrate() -> None:
    as_owner(f"GRANT UPDATE, DELETE, TRUNCATE, TRIGGER ON core_event TO {PROGRAM}")
    call_command("migrate", verbosity=0)
    assert refused("TRUNCATE core_event")
    assert refused("DELETE FROM core_event")


def test_who_migrates_as_the_program_hears_whose_task_it_is(settings: Settings) -> None:
    settings.OWNER_DATABASE_URL = ""
    with pytest.raises(CommandError, match="ALO153_OWNER_DATABASE_URL"):
        call_command("migrate", "suggestions", "zero", verbosity=0)
    assert "suggestions_topicchoice" in connection.introspection.table_names()


def test_an_owner_of_another_database_changes_nothing(settings: Settings) -> None:
    settings.OWNER_DATABASE_URL = installed.OWNER_DATABASE_URL.replace(
        f"/{clusters.DATABASE}", "/postgres"
    )
    with pytest.raises(CommandError, match="postgres, DATABASE_URL names test_alo153"):
        call_command("migrate", verbosity=0)


def test_a_database_of_another_version_is_left_alone() -> None:
    recorder = MigrationRecorder(connection)
    as_owner("INSERT INTO django_migrations (app, name, applied) VALUES ('cases', '0099_x', now())")
    try:
        with pytest.raises(CommandError, match=r"Another version .* \(it has cases\.0099_x"):
            call_command("migrate", verbosity=0)
    finally:
        as_owner("DELETE FROM django_migrations WHERE name = '0099_x'")
    assert ("cases", "0099_x") not in recorder.applied_migrations()


@pytest.mark.django_db
def test_the_program_lets_the_owner_count_what_all_months_hold() -> None:
    counted = "SELECT reltuples >= 0 FROM pg_class WHERE oid = 'core_event'::regclass"
    with connection.cursor() as cursor:
        # PostgreSQL warns, and passes over the table of somebody else
        cursor.execute("ANALYZE core_event")
        cursor.execute(counted)
        assert cursor.fetchone() == (False,)
        event_months.analyze()
        cursor.execute(counted)
        assert cursor.fetchone() == (True,)
