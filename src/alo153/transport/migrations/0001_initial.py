import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import alo153.transport.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("city", "0008_identity_scan_days"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(unique=True, verbose_name="version")),
                ("name", models.CharField(max_length=120, verbose_name="file name")),
                ("digest", models.CharField(max_length=64, verbose_name="SHA-256")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        upload_to=alo153.transport.models.feed_path,
                        verbose_name="file",
                    ),
                ),
                ("first_date", models.DateField(null=True, verbose_name="valid from")),
                ("last_date", models.DateField(null=True, verbose_name="valid until")),
                ("stops", models.PositiveIntegerField(default=0, verbose_name="stops")),
                ("lines", models.PositiveIntegerField(default=0, verbose_name="lines")),
                (
                    "topic",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.topic",
                        verbose_name="topic",
                    ),
                ),
                ("faults", models.JSONField(default=list, verbose_name="faults")),
                ("loaded_at", models.DateTimeField(verbose_name="loaded at")),
                ("published_at", models.DateTimeField(null=True, verbose_name="published at")),
                (
                    "loaded_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
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
                "verbose_name": "timetable",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("published_at", None), ("faults", []), _connector="OR"),
                        name="feed_with_faults_is_unpublished",
                    )
                ],
            },
        ),
    ]
