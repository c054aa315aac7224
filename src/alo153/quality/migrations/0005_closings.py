"""Closings as done that are checked again."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_delete_failed_at"),
        ("city", "0008_identity_scan_days"),
        ("quality", "0004_coaching"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="each_closing",
            field=models.PositiveSmallIntegerField(
                default=0,
                validators=[django.core.validators.MaxValueValidator(20)],
                verbose_name="closings of each unit a day",
            ),
        ),
        migrations.CreateModel(
            name="ClosingCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("of", models.PositiveIntegerField()),
                ("drawn", models.PositiveIntegerField()),
                ("closed_at", models.DateTimeField(verbose_name="closed at")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("open", "to be checked"),
                            ("done", "really done"),
                            ("not_done", "not done"),
                            ("unclear", "cannot be told"),
                        ],
                        default="open",
                        max_length=8,
                        verbose_name="result",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("visit", "looked at on the spot"),
                            ("call", "asked the citizen by telephone"),
                        ],
                        max_length=5,
                        verbose_name="how it was checked",
                    ),
                ),
                ("words", models.TextField(blank=True, verbose_name="what was found")),
                ("checked_at", models.DateTimeField(null=True, verbose_name="checked at")),
                (
                    "checked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="later_check",
                        to="cases.closing",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closing_checks",
                        to="quality.draw",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "check of a closing",
                "indexes": [
                    models.Index(models.F("closed_at"), name="closing_check_by_time"),
                    models.Index(
                        models.F("id"),
                        condition=models.Q(("result", "open")),
                        name="closing_check_open",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("checked_at", None),
                                ("checked_by", None),
                                ("result", "open"),
                                ("way", ""),
                            ),
                            models.Q(
                                models.Q(("result", "open"), _negated=True),
                                ("checked_at__isnull", False),
                                ("checked_by__isnull", False),
                                models.Q(("way", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="closing_is_checked_whole",
                    )
                ],
            },
        ),
    ]
