"""Hard calls, the rooms of psychologist and infirmary, and surveys of staff."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("contacts", "0029_queue_of_contact"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Survey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="year")),
                ("statements", models.JSONField(verbose_name="statements")),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                ("closes_at", models.DateTimeField(verbose_name="closes at")),
            ],
            options={
                "verbose_name": "survey of staff",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opened_at"))),
                        name="survey_closes_after_it_opens",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "room",
                    models.CharField(
                        choices=[("psychologist", "psychologist"), ("infirmary", "infirmary")],
                        max_length=12,
                        verbose_name="room",
                    ),
                ),
                ("wish", models.TextField(blank=True, verbose_name="what it is about")),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "waits for a time"),
                            ("planned", "planned"),
                            ("held", "took place"),
                            ("cancelled", "cancelled"),
                        ],
                        default="asked",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                ("begins_at", models.DateTimeField(null=True, verbose_name="begins at")),
                ("ends_at", models.DateTimeField(null=True, verbose_name="ends at")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "visit",
            },
        ),
        migrations.CreateModel(
            name="VisitLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "reader",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="care.visit",
                    ),
                ),
            ],
            options={
                "verbose_name": "look at a visit",
            },
        ),
        migrations.CreateModel(
            name="VisitNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(verbose_name="note")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                (
                    "visit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="care.visit",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "note of a visit",
            },
        ),
        migrations.CreateModel(
            name="HardCall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "hardness",
                    models.CharField(
                        choices=[
                            ("abuse", "abuse"),
                            ("threat", "threat"),
                            ("death", "death"),
                            ("child", "a child"),
                            ("suicide", "suicide"),
                        ],
                        max_length=7,
                        verbose_name="what made it hard",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "agent",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "interaction",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="contacts.interaction",
                    ),
                ),
            ],
            options={
                "verbose_name": "hard call",
                "indexes": [
                    models.Index(
                        models.F("agent"),
                        models.OrderBy(models.F("at"), descending=True),
                        name="hard_call_by_agent",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("agent", "interaction"), name="hard_call_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "room",
                    models.CharField(
                        choices=[("psychologist", "psychologist"), ("infirmary", "infirmary")],
                        max_length=12,
                        verbose_name="room",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "suggestion of care",
                "constraints": [
                    models.UniqueConstraint(fields=("person", "room"), name="suggested_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("statement", models.PositiveSmallIntegerField(verbose_name="statement")),
                ("value", models.PositiveSmallIntegerField(verbose_name="value")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="how many chose it")),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="counts",
                        to="care.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "count of a survey",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("survey", "statement", "value"), name="survey_value_counted_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyTurn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="turns",
                        to="care.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "turn in a survey",
                "constraints": [
                    models.UniqueConstraint(fields=("survey", "person"), name="answered_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                models.F("room"), models.F("state"), models.F("begins_at"), name="visit_by_room"
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                models.F("begins_at"),
                condition=models.Q(("state", "planned")),
                name="visit_by_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "asked")),
                fields=("person", "room"),
                name="one_open_wish",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("begins_at", None), ("ends_at", None)),
                    ("ends_at__gt", models.F("begins_at")),
                    _connector="OR",
                ),
                name="visit_ends_after_its_begin",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["planned", "held"]), _negated=True),
                    ("begins_at__isnull", False),
                    _connector="OR",
                ),
                name="planned_visit_has_a_time",
            ),
        ),
    ]
