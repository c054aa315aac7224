"""Contacts, which were a table of `citizens`: only their name in the code is new here."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0001_initial"),
        ("citizens", "0003_contacts_apart"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Interaction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
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
                        (
                            "address",
                            models.CharField(blank=True, max_length=254, verbose_name="address"),
                        ),
                        ("started_at", models.DateTimeField(verbose_name="started at")),
                        (
                            "answered_at",
                            models.DateTimeField(null=True, verbose_name="answered at"),
                        ),
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
                        (
                            "rating",
                            models.PositiveSmallIntegerField(null=True, verbose_name="rating"),
                        ),
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
                        "indexes": [
                            models.Index(
                                models.F("address"),
                                models.OrderBy(models.F("started_at"), descending=True),
                                name="interaction_by_address",
                            ),
                            models.Index(
                                models.F("citizen"),
                                models.OrderBy(models.F("started_at"), descending=True),
                                name="interaction_by_citizen",
                            ),
                            models.Index(
                                models.F("agent"),
                                models.OrderBy(models.F("started_at"), descending=True),
                                name="interaction_by_agent",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("disposition", "out_of_scope"), _negated=True),
                                    ("redirected_to__isnull", False),
                                    _connector="OR",
                                ),
                                name="out_of_scope_says_where",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("disposition", "information"), _negated=True),
                                    ("topic__isnull", False),
                                    _connector="OR",
                                ),
                                name="information_says_what",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("rating__isnull", True),
                                    ("rating__range", (1, 5)),
                                    _connector="OR",
                                ),
                                name="rating_of_five",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
