"""Answers to the questions of a topic, kept with their case."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_confidential_calls")]

    operations = [
        migrations.CreateModel(
            name="TopicAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=80)),
                ("question", models.CharField(max_length=120, verbose_name="question")),
                ("kind", models.CharField(max_length=8)),
                (
                    "answer",
                    models.TextField(blank=True, max_length=300, verbose_name="answer"),
                ),
                ("internal", models.BooleanField(default=False, verbose_name="internal")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topic_answers",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a topic's question",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "key"), name="topic_answer_once")
                ],
            },
        ),
    ]
