"""The cast's staff as enrolling made them: once, in the template of every test's database.

A person is twenty statements of the real actions, six milliseconds, and nearly every test needs
one to four. What they wrote is put aside, and brought back row by row, as if it happened now:
users keep their keys, which no sequence gives again, and events get new ones, in their order.
"""

from __future__ import annotations

import psycopg

from alo153.accounts.models import User

# Triggers rest: one keeps events from being deleted, and only a superuser may let it
_PUT_ASIDE = """
SET LOCAL session_replication_role = replica;
CREATE TABLE pristine.new_user AS TABLE accounts_user;
CREATE TABLE pristine.new_rolegrant AS TABLE accounts_rolegrant;
CREATE TABLE pristine.new_skill AS TABLE accounts_skill;
CREATE TABLE pristine.new_event AS
    SELECT * FROM core_event WHERE subject_type = 'accounts.user' ORDER BY id;
DELETE FROM core_event WHERE subject_type = 'accounts.user';
DELETE FROM accounts_skill;
DELETE FROM accounts_rolegrant;
DELETE FROM accounts_user;
SET LOCAL session_replication_role = DEFAULT;

CREATE FUNCTION pristine.bring(who text) RETURNS SETOF accounts_user
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    key bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM accounts_user WHERE username = who) THEN
        INSERT INTO accounts_user SELECT * FROM pristine.new_user WHERE username = who
            RETURNING id INTO key;
        INSERT INTO accounts_rolegrant SELECT * FROM pristine.new_rolegrant WHERE user_id = key;
        INSERT INTO accounts_skill SELECT * FROM pristine.new_skill WHERE user_id = key;
        INSERT INTO core_event (name, at, actor_kind, actor_id, subject_type, subject_id, data)
            SELECT name, at, actor_kind, actor_id, subject_type, subject_id, data
            FROM pristine.new_event WHERE subject_id = key::text ORDER BY id;
    END IF;
    RETURN QUERY SELECT * FROM accounts_user WHERE username = who;
END $$;
"""


def put_aside(admin: psycopg.Connection[tuple[object, ...]]) -> None:
    """Take everybody who is enrolled out of the database of the tests; the schema is there."""
    admin.execute(_PUT_ASIDE)


def bring(username: str) -> User:
    """Return one who was put aside, and is in the database now."""
    (found,) = User.objects.raw("SELECT * FROM pristine.bring(%s)", [username])
    return found
