"""Announcements and articles."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("city", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="text")),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("not_wanted", "not read to callers"),
                            ("coming", "being recorded by the machine"),
                            ("ready", "read to callers"),
                            ("missing", "no voice: callers do not hear it"),
                        ],
                        max_length=10,
                        verbose_name="voice",
                    ),
                ),
                (
                    "heard",
                    models.CharField(blank=True, max_length=80, verbose_name="sound that is heard"),
                ),
                ("begins_at", models.DateTimeField(verbose_name="from")),
                ("ends_at", models.DateTimeField(verbose_name="until")),
                (
                    "on_portal",
                    models.BooleanField(default=True, verbose_name="shown to citizens on the web"),
                ),
                ("announced_at", models.DateTimeField(verbose_name="announced at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "announced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.district",
                    ),
                ),
            ],
            options={
                "verbose_name": "announcement",
            },
        ),
        migrations.CreateModel(
            name="Wording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=400, verbose_name="text")),
                (
                    "voice",
                    models.CharField(
                        choices=[
                            ("not_wanted", "not read to callers"),
                            ("coming", "being recorded by the machine"),
                            ("ready", "read to callers"),
                            ("missing", "no voice: callers do not hear it"),
                        ],
                        max_length=10,
                        verbose_name="voice",
                    ),
                ),
                (
                    "heard",
                    models.CharField(blank=True, max_length=80, verbose_name="sound that is heard"),
                ),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                (
                    "announcement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="knowledge.announcement",
                    ),
                ),
            ],
            options={
                "verbose_name": "wording of an announcement",
            },
        ),
        migrations.AddIndex(
            model_name="announcement",
            index=models.Index(
                models.F("ends_at"),
                condition=models.Q(("ended_at", None)),
                name="announcement_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="announcement",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                name="announcement_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                fields=("announcement", "language"), name="one_wording"
            ),
        ),
    ]
