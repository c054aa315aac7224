"""The folding function of search, the append-only rule of events, and the shared cache table."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

from alo153.core.text.turkish import FOLD_FROM, FOLD_TO

FOLD = rf"""
CREATE FUNCTION alo_fold(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(lower(translate($1, '{FOLD_FROM}', '{FOLD_TO}')), '[ \t\n\r]+', ' ', 'g'), ' ');
"""

APPEND_ONLY = """
CREATE FUNCTION core_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are only ever added';
END $$;
CREATE TRIGGER core_event_append_only BEFORE UPDATE OR DELETE ON core_event
FOR EACH STATEMENT EXECUTE FUNCTION core_event_is_append_only();
"""
NOT_APPEND_ONLY = """
DROP TRIGGER core_event_append_only ON core_event;
DROP FUNCTION core_event_is_append_only();
"""

CACHE = """
CREATE TABLE core_cache (
  cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
);
CREATE INDEX core_cache_expires ON core_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [
        TrigramExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION alo_fold(text)"),
        migrations.RunSQL(APPEND_ONLY, NOT_APPEND_ONLY),
        migrations.RunSQL(CACHE, "DROP TABLE core_cache"),
    ]
