"""The adherence of past days is kept, so that a year is not read from agents' states."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workforce", "0006_moved_shifts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("planned_seconds", models.PositiveIntegerField(verbose_name="planned seconds")),
                ("present_seconds", models.PositiveIntegerField(verbose_name="seconds at work")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="kept_days",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "adherence of a day",
                "constraints": [
                    models.UniqueConstraint(fields=("day", "user"), name="one_kept_day_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(("present_seconds__lte", models.F("planned_seconds"))),
                        name="kept_day_within_plan",
                    ),
                ],
            },
        ),
    ]
