"""Measures of the sound of recordings."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0016_line_failed"),
        ("quality", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SoundMeasures",
            fields=[
                (
                    "recording",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sound_measures",
                        serialize=False,
                        to="calls.recording",
                    ),
                ),
                ("measured_at", models.DateTimeField(verbose_name="measured at")),
                ("seconds", models.FloatField(null=True, verbose_name="seconds")),
                ("silence", models.FloatField(null=True, verbose_name="silence")),
                ("overlap", models.FloatField(null=True, verbose_name="talking over each other")),
                ("clipped", models.FloatField(null=True, verbose_name="clipped")),
                ("agent_share", models.FloatField(null=True, verbose_name="share of the agent")),
                (
                    "longest_silence",
                    models.FloatField(null=True, verbose_name="longest silence in seconds"),
                ),
                (
                    "answer_seconds",
                    models.FloatField(null=True, verbose_name="pause before an answer in seconds"),
                ),
                (
                    "citizen_level",
                    models.FloatField(null=True, verbose_name="level of the citizen"),
                ),
                ("agent_level", models.FloatField(null=True, verbose_name="level of the agent")),
            ],
            options={"verbose_name": "measures of sound"},
        ),
        migrations.AddIndex(
            model_name="soundmeasures",
            index=models.Index("silence", name="sound_by_silence"),
        ),
        migrations.AddIndex(
            model_name="soundmeasures",
            index=models.Index("overlap", name="sound_by_overlap"),
        ),
    ]
