"""Forecasts of each queue and medium by half hour."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workforce", "0003_kinds_of_leave")]

    operations = [
        migrations.CreateModel(
            name="ForecastLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("queue", models.CharField(max_length=40, verbose_name="queue")),
                ("channel", models.CharField(max_length=10, verbose_name="channel")),
                (
                    "mean",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.FloatField(), size=None
                    ),
                ),
                (
                    "low",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.FloatField(), size=None
                    ),
                ),
                (
                    "high",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.FloatField(), size=None
                    ),
                ),
                (
                    "handling_seconds",
                    models.FloatField(verbose_name="seconds of handling a contact"),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="workforce.forecastversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "forecast of a queue",
                "ordering": ["queue", "channel"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "queue", "channel"),
                        name="one_forecast_a_queue_and_channel",
                    )
                ],
            },
        ),
    ]
