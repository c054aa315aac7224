"""The database as every test finds it, and the way back to it after a test that commits.

Django's way is to truncate a hundred tables and to make types and permissions anew, and the next
test loads its city again: together half a second of a core for every call and every journey.
"""

from __future__ import annotations

import psycopg
from django.db import connection
from tests.parts.postgresql import enrolled

_BEGIN = """
DROP SCHEMA IF EXISTS pristine CASCADE;
TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE;  -- what the loaded city asked for
CREATE SCHEMA pristine;
"""
# A row's `xmin` is the transaction that wrote it: a table is as it was if none of its rows is of a
# later one, and none is missing. Triggers rest meanwhile, those of foreign keys as well as those
# that keep a journal from being cut: only a superuser's function may do so.
_KEEP = """
CREATE TABLE pristine.tables (name name PRIMARY KEY, columns text, count bigint);
CREATE TABLE pristine.horizon (xid bigint);
DO $$
DECLARE
    each record;
    found bigint;
BEGIN
    FOR each IN
        SELECT table_name AS name, string_agg(quote_ident(column_name), ', ') AS columns
        FROM information_schema.tables JOIN information_schema.columns
            USING (table_schema, table_name)
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'
        AND NOT (SELECT relispartition FROM pg_class WHERE oid = to_regclass(table_name))
        GROUP BY table_name
    LOOP
        EXECUTE format(
            'CREATE TABLE pristine.%I AS TABLE public.%I', 'of_' || each.name, each.name
        );
        GET DIAGNOSTICS found = ROW_COUNT;
        INSERT INTO pristine.tables VALUES (each.name, each.columns, found);
    END LOOP;
    INSERT INTO pristine.horizon VALUES (pg_current_xact_id()::text::bigint);
END $$;

CREATE FUNCTION pristine.restore() RETURNS SETOF name
LANGUAGE plpgsql SECURITY DEFINER SET session_replication_role = replica AS $$
DECLARE
    each record;
    touched boolean;
BEGIN
    FOR each IN SELECT tables.*, xid FROM pristine.tables, pristine.horizon LOOP
        EXECUTE format(
            'SELECT count(*) <> $1 OR count(*) FILTER (WHERE xmin::text::bigint > $2) > 0 '
            'FROM public.%I', each.name
        ) INTO touched USING each.count, each.xid;
        CONTINUE WHEN NOT touched;
        EXECUTE format('DELETE FROM public.%I', each.name);
        EXECUTE format(
            'INSERT INTO public.%I (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM pristine.%I',
            each.name, each.columns, each.columns, 'of_' || each.name
        );
        RETURN NEXT each.name;
    END LOOP;
    UPDATE pristine.horizon SET xid = pg_current_xact_id()::text::bigint;
END $$;

CREATE FUNCTION pristine.clear() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET session_replication_role = replica AS $$
DECLARE
    each record;
BEGIN
    FOR each IN SELECT name FROM pristine.tables WHERE name <> 'django_migrations' LOOP
        EXECUTE format('DELETE FROM public.%I', each.name);
    END LOOP;
END $$;
GRANT USAGE ON SCHEMA pristine TO PUBLIC;
"""


def keep(url: str, database: str) -> None:
    """Take a database as it is, but for the staff, for what every test finds.

    `url` is a superuser's.
    """
    with psycopg.connect(url, dbname=database) as admin:
        admin.execute(_BEGIN)
        enrolled.put_aside(admin)
        admin.execute(_KEEP)


def forget(url: str, database: str) -> None:
    """Leave a database as a city has it: what was kept would be dumped with it."""
    with psycopg.connect(url, dbname=database) as admin:
        admin.execute("DROP SCHEMA pristine CASCADE")


def restore() -> set[str]:
    """Bring it back to what was kept, and return the tables that were not as kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pristine.restore()")
        return {name for (name,) in cursor.fetchall()}


def clear() -> None:
    """Remove every row.

    To truncate makes a thousand files anew, half a second of PostgreSQL's; a city's rows are few.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pristine.clear()")
