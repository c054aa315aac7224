"""Files of the city as documents with versions, drafts and a time to come in force."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("city", "0008_identity_scan_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("text", models.TextField()),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                ("reason", models.CharField(max_length=300, verbose_name="why")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_force", "in force"),
                            ("former", "former"),
                            ("scheduled", "planned for a time"),
                            ("waiting", "from the file, waits"),
                            ("refused", "not put in force"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("publish_at", models.DateTimeField(null=True, verbose_name="in force from")),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a city document",
                "ordering": ["kind", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "number"), name="document_number_once"),
                    models.UniqueConstraint(
                        condition=Q(state="in_force"),
                        fields=("kind",),
                        name="one_document_in_force",
                    ),
                    models.UniqueConstraint(
                        condition=Q(state="scheduled"),
                        fields=("kind",),
                        name="one_document_scheduled",
                    ),
                    models.CheckConstraint(
                        condition=~Q(state="scheduled")
                        | Q(saved_by__isnull=False, publish_at__isnull=False),
                        name="scheduled_document_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("onto", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("changed_at", models.DateTimeField(verbose_name="changed at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="document_drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "draft of a city document",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "user"), name="one_draft_a_document"),
                ],
            },
        ),
    ]
