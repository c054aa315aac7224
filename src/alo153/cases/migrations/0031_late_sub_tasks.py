"""Whom to tell of the time of a sub-task; open ones are reminded of two days before they are due."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The days of the city's calendar are counted from the next telling on
TELL_OF_OPEN_ONES = """
UPDATE cases_subtask SET next_step = 'remind',
  next_step_at = greatest(asked_at + (due_at - asked_at) / 2, due_at - interval '2 days')
WHERE state = 'asked'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0030_still_fewer_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PartTelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("remind", "the asked unit was reminded"),
                            ("manager", "its manager and the leading unit were told"),
                        ],
                        max_length=8,
                        verbose_name="step",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="cases.subtask",
                    ),
                ),
                (
                    "users",
                    models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={"verbose_name": "reminder of a sub-task", "ordering": ["id"]},
        ),
        migrations.AddConstraint(
            model_name="parttelling",
            constraint=models.UniqueConstraint(fields=("part", "step"), name="told_once_of_a_part"),
        ),
        migrations.AddField(
            model_name="subtask",
            name="next_step",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="subtask",
            name="next_step_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="subtask",
            index=models.Index(
                models.F("next_step_at"),
                condition=models.Q(("next_step_at__isnull", False)),
                name="sub_task_next",
            ),
        ),
        migrations.AddConstraint(
            model_name="subtask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("next_step", ""), ("next_step_at", None)),
                    models.Q(
                        models.Q(("next_step", ""), _negated=True),
                        ("next_step_at__isnull", False),
                        ("state", "asked"),
                    ),
                    _connector="OR",
                ),
                name="sub_task_tells_while_open",
            ),
        ),
        migrations.RunSQL(TELL_OF_OPEN_ONES, migrations.RunSQL.noop),
    ]
