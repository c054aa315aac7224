"""Citizens, how they are reached, and who looked at their records: that is append-only."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

APPEND_ONLY = """
CREATE FUNCTION citizens_accesslog_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'looks are only ever added';
END $$;
CREATE TRIGGER citizens_accesslog_append_only BEFORE UPDATE OR DELETE ON citizens_accesslog
FOR EACH STATEMENT EXECUTE FUNCTION citizens_accesslog_is_append_only();
"""
NOT_APPEND_ONLY = """
DROP TRIGGER citizens_accesslog_append_only ON citizens_accesslog;
DROP FUNCTION citizens_accesslog_is_append_only();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("city", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Citizen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created at")),
                (
                    "language",
                    models.CharField(max_length=10, verbose_name="language"),
                ),
                (
                    "apart",
                    models.BooleanField(db_default=False, default=False, verbose_name="kept apart"),
                ),
            ],
            options={
                "verbose_name": "citizen",
            },
        ),
        migrations.CreateModel(
            name="Interaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "telephone"),
                            ("web", "web"),
                            ("email", "e-mail"),
                            ("sms", "SMS"),
                            ("counter", "counter"),
                            ("agency", "external agency"),
                            ("internal", "the municipality itself"),
                        ],
                        max_length=10,
                        verbose_name="channel",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("in", "incoming"), ("out", "outgoing")],
                        max_length=3,
                        verbose_name="direction",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=254, verbose_name="address")),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "disposition",
                    models.CharField(
                        choices=[
                            ("case", "case opened or asked about"),
                            ("information", "information given"),
                            ("out_of_scope", "out of scope"),
                            ("abandoned", "abandoned by the caller"),
                            ("silent", "silent or wrong number"),
                            ("called_back", "called back"),
                            ("self_served", "served by the voice menu"),
                        ],
                        max_length=14,
                        null=True,
                        verbose_name="disposition",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("rating", models.PositiveSmallIntegerField(null=True, verbose_name="rating")),
                (
                    "agent",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interactions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="interactions",
                        to="citizens.citizen",
                    ),
                ),
                (
                    "redirected_to",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.unit",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "interaction",
            },
        ),
        migrations.CreateModel(
            name="AccessLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_id", models.BigIntegerField(null=True)),
                ("what", models.CharField(max_length=40, verbose_name="what")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "citizen",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="access_log",
                        to="citizens.citizen",
                    ),
                ),
                (
                    "interaction",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="access_log",
                        to="citizens.interaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "look at a record",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "citizen",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="person",
                        serialize=False,
                        to="citizens.citizen",
                    ),
                ),
                (
                    "full_name",
                    models.CharField(blank=True, max_length=120, verbose_name="full name"),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "name_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("full_name"),
                            function="alo_fold",
                            output_field=models.TextField(),
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_key"], name="person_name_trigram", opclasses=["gin_trgm_ops"]
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("phone", "telephone"), ("email", "e-mail")],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("value", models.CharField(max_length=254, verbose_name="value")),
                ("verified_at", models.DateTimeField(null=True, verbose_name="verified at")),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identities",
                        to="citizens.citizen",
                    ),
                ),
            ],
            options={
                "verbose_name": "identity",
                "indexes": [models.Index(fields=["kind", "value"], name="identity_by_value")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("citizen", "kind", "value"), name="identity_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="interaction",
            index=models.Index(
                models.F("address"),
                models.OrderBy(models.F("started_at"), descending=True),
                name="interaction_by_address",
            ),
        ),
        migrations.AddIndex(
            model_name="interaction",
            index=models.Index(
                models.F("citizen"),
                models.OrderBy(models.F("started_at"), descending=True),
                name="interaction_by_citizen",
            ),
        ),
        migrations.AddIndex(
            model_name="interaction",
            index=models.Index(
                models.F("agent"),
                models.OrderBy(models.F("started_at"), descending=True),
                name="interaction_by_agent",
            ),
        ),
        migrations.AddConstraint(
            model_name="interaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("disposition", "out_of_scope"), _negated=True),
                    ("redirected_to__isnull", False),
                    _connector="OR",
                ),
                name="out_of_scope_says_where",
            ),
        ),
        migrations.AddConstraint(
            model_name="interaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("disposition", "information"), _negated=True),
                    ("topic__isnull", False),
                    _connector="OR",
                ),
                name="information_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="interaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rating__isnull", True), ("rating__range", (1, 5)), _connector="OR"
                ),
                name="rating_of_five",
            ),
        ),
        migrations.AddIndex(
            model_name="accesslog",
            index=models.Index(
                models.F("citizen"),
                models.OrderBy(models.F("at"), descending=True),
                name="access_by_citizen",
            ),
        ),
        migrations.AddIndex(
            model_name="accesslog",
            index=models.Index(
                models.F("interaction"),
                models.OrderBy(models.F("at"), descending=True),
                name="access_by_interaction",
            ),
        ),
        migrations.AddIndex(
            model_name="accesslog",
            index=models.Index(
                models.F("case_id"),
                models.OrderBy(models.F("at"), descending=True),
                condition=models.Q(("case_id__isnull", False)),
                name="access_by_case",
            ),
        ),
        migrations.AddIndex(
            model_name="accesslog",
            index=models.Index(
                models.F("user"),
                models.OrderBy(models.F("at"), descending=True),
                name="access_by_user",
            ),
        ),
        migrations.RunSQL(APPEND_ONLY, NOT_APPEND_ONLY),
    ]
