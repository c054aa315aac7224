"""Events and seals, both append-only; the folding function of search; the shared cache table."""

from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

from alo153.core.text.letters import FOLD_FROM, FOLD_TO

FOLD = rf"""
CREATE FUNCTION alo_fold(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(regexp_replace(lower(translate($1, '{FOLD_FROM}', '{FOLD_TO}')), '[ \t\n\r]+', ' ', 'g'), ' ');
"""
EVENTS_APPEND_ONLY = """
CREATE FUNCTION core_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are only ever added';
END $$;
CREATE TRIGGER core_event_append_only BEFORE UPDATE OR DELETE ON core_event
FOR EACH STATEMENT EXECUTE FUNCTION core_event_is_append_only();
"""
EVENTS_OPEN = """
DROP TRIGGER core_event_append_only ON core_event;
DROP FUNCTION core_event_is_append_only();
"""
CACHE = """
CREATE TABLE core_cache (
  cache_key varchar(255) PRIMARY KEY, value text NOT NULL, expires timestamptz NOT NULL
);
CREATE INDEX core_cache_expires ON core_cache (expires);
"""
SEALS_APPEND_ONLY = """
CREATE FUNCTION core_seal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'seals are only ever added';
END $$;
CREATE TRIGGER core_seal_append_only BEFORE UPDATE OR DELETE ON core_seal
FOR EACH STATEMENT EXECUTE FUNCTION core_seal_is_append_only();
"""
SEALS_OPEN = """
DROP TRIGGER core_seal_append_only ON core_seal;
DROP FUNCTION core_seal_is_append_only();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="WorkerClock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("queue", models.CharField(max_length=20, unique=True, verbose_name="queue")),
                ("host", models.CharField(max_length=255, verbose_name="machine")),
                ("ahead", models.DurationField(verbose_name="ahead")),
                ("read_at", models.DateTimeField(verbose_name="compared at")),
            ],
            options={
                "verbose_name": "worker's clock",
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("actor_kind", models.CharField(max_length=12, verbose_name="actor kind")),
                ("actor_id", models.BigIntegerField(null=True, verbose_name="actor")),
                ("subject_type", models.CharField(max_length=40, verbose_name="subject type")),
                ("subject_id", models.CharField(max_length=40, verbose_name="subject")),
                ("data", models.JSONField(default=dict, verbose_name="data")),
            ],
            options={
                "verbose_name": "event",
                "indexes": [
                    models.Index(
                        models.F("subject_type"),
                        models.F("subject_id"),
                        models.F("id"),
                        name="event_of_subject",
                    ),
                    models.Index(models.F("name"), models.F("at"), name="event_by_name"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("previous", models.CharField(max_length=64, unique=True)),
                ("after_event", models.BigIntegerField(unique=True)),
                ("last_event", models.BigIntegerField(unique=True)),
                ("events", models.PositiveIntegerField(verbose_name="events")),
                ("digest", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True, verbose_name="hash")),
                ("at", models.DateTimeField(db_index=True, verbose_name="sealed at")),
            ],
            options={
                "verbose_name": "seal",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("events__gt", 0), ("last_event__gt", models.F("after_event"))
                        ),
                        name="seal_holds_something",
                    )
                ],
            },
        ),
        TrigramExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION alo_fold(text)"),
        migrations.RunSQL(EVENTS_APPEND_ONLY, EVENTS_OPEN),
        migrations.RunSQL(SEALS_APPEND_ONLY, SEALS_OPEN),
        migrations.RunSQL(CACHE, "DROP TABLE core_cache"),
    ]
