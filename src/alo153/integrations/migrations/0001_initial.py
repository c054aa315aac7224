"""Other systems of the city, and their keys."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ApiKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("prefix", models.CharField(max_length=8, unique=True, verbose_name="key")),
                ("digest", models.CharField(max_length=64)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), verbose_name="what it is for"
                    ),
                ),
                (
                    "units",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        default=list,
                        verbose_name="units",
                    ),
                ),
                ("per_minute", models.PositiveSmallIntegerField(verbose_name="requests a minute")),
                ("expires_at", models.DateTimeField(verbose_name="valid until")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked at")),
                ("refused_at", models.DateTimeField(null=True, verbose_name="refused at")),
                (
                    "made_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "key of a system",
            },
        ),
        migrations.CreateModel(
            name="ApiKeyUse",
            fields=[
                (
                    "key",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="use",
                        serialize=False,
                        to="integrations.apikey",
                    ),
                ),
                ("minute", models.DateTimeField(verbose_name="minute")),
                ("requests", models.PositiveIntegerField(verbose_name="requests")),
                ("used_at", models.DateTimeField(verbose_name="last used at")),
            ],
            options={
                "verbose_name": "use of a key",
            },
        ),
        migrations.CreateModel(
            name="ConnectedSystem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(max_length=80, unique=True, verbose_name="name of the system"),
                ),
                ("added_at", models.DateTimeField(verbose_name="added at")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="connected_system",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "connected system",
            },
        ),
        migrations.AddField(
            model_name="apikey",
            name="system",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="keys",
                to="integrations.connectedsystem",
            ),
        ),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at", None), ("revoked_by", None)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="revoked_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=models.Q(("scopes", []), _negated=True), name="key_is_for_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("scopes__overlap", ["add_notes", "answer_cases", "read_unit_cases"]),
                        models.Q(("units", []), _negated=True),
                    ),
                    models.Q(
                        models.Q(
                            ("scopes__overlap", ["add_notes", "answer_cases", "read_unit_cases"]),
                            _negated=True,
                        ),
                        ("units", []),
                    ),
                    _connector="OR",
                ),
                name="key_names_its_units",
            ),
        ),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("made_at"))), name="key_has_an_end"
            ),
        ),
        migrations.AddConstraint(
            model_name="apikey",
            constraint=models.CheckConstraint(
                condition=models.Q(("per_minute__range", (1, 6000))), name="key_has_a_limit"
            ),
        ),
    ]
