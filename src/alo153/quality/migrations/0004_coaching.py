"""Talks of coaches with agents, and the steps they agree on."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("quality", "0003_answers_and_reasons"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="evaluation",
            name="reason",
            field=models.CharField(
                choices=[
                    ("chance", "drawn by chance"),
                    ("long_hold", "long hold"),
                    ("low_rating", "low rating"),
                    ("repeated", "contact repeated"),
                    ("complaint", "complaint"),
                    ("silence", "much silence"),
                    ("overlap", "talking over each other"),
                    ("alarm", "alarm words"),
                    ("new_agent", "new agent"),
                    ("follow_up", "follow-up of a coaching"),
                    ("other", "another reason"),
                ],
                max_length=10,
                verbose_name="reason",
            ),
        ),
        migrations.CreateModel(
            name="Coaching",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("note", models.TextField(verbose_name="what was talked about")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "agent",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "coach",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "coaching",
            },
        ),
        migrations.CreateModel(
            name="CoachingStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="step")),
                ("due_date", models.DateField(verbose_name="looked at again from")),
                ("done_at", models.DateTimeField(null=True, verbose_name="done at")),
                (
                    "followed_on",
                    models.DateField(null=True, verbose_name="followed up with contacts of"),
                ),
                (
                    "coaching",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="quality.coaching",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreed step",
            },
        ),
        migrations.AddIndex(
            model_name="coaching",
            index=models.Index(
                models.F("agent"),
                models.OrderBy(models.F("at"), descending=True),
                name="coaching_by_agent",
            ),
        ),
        migrations.AddIndex(
            model_name="coaching",
            index=models.Index(
                models.F("coach"),
                models.OrderBy(models.F("at"), descending=True),
                name="coaching_by_coach",
            ),
        ),
        migrations.AddConstraint(
            model_name="coaching",
            constraint=models.CheckConstraint(
                condition=models.Q(("agent", models.F("coach")), _negated=True),
                name="nobody_coaches_themselves",
            ),
        ),
        migrations.AddIndex(
            model_name="coachingstep",
            index=models.Index(
                models.F("due_date"),
                condition=models.Q(("followed_on", None)),
                name="step_to_follow_up",
            ),
        ),
    ]
