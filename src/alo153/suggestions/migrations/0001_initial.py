"""What the machine suggested, and what people chose."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0001_initial"),
        ("city", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="LearnedModel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("learned_at", models.DateTimeField()),
                ("cases", models.PositiveIntegerField()),
                ("labels", models.JSONField()),
                ("content", models.BinaryField()),
                ("temperature", models.FloatField()),
                ("threshold", models.FloatField()),
                ("precision", models.FloatField()),
                ("measures", models.JSONField()),
            ],
            options={
                "verbose_name": "learned model",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="TopicChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("proposals", models.JSONField()),
                ("shown", models.BooleanField()),
                ("rank", models.PositiveSmallIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topic_choice",
                        to="cases.case",
                    ),
                ),
                (
                    "chosen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="city.topic",
                    ),
                ),
                (
                    "model",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suggestions.learnedmodel",
                    ),
                ),
            ],
            options={
                "verbose_name": "choice of topic",
            },
        ),
    ]
