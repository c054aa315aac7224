"""Answers to a survey wait in a sealed envelope until it is closed."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def give(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Give an envelope to each survey: what was answered so far stays in the sums."""
    envelopes = apps.get_model("care", "SurveyEnvelope").objects
    for survey in apps.get_model("care", "Survey").objects.all():
        envelopes.create(survey=survey, answers="")


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SurveyEnvelope",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answers", models.TextField(blank=True, verbose_name="sealed answers")),
                (
                    "survey",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="envelope",
                        to="care.survey",
                    ),
                ),
            ],
            options={"verbose_name": "envelope of a survey"},
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
