"""Answers of units are evaluated as well, and contacts for a reason."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

import alo153.quality.media


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_delete_failed_at"),
        ("quality", "0002_sound"),
    ]

    operations = [
        migrations.AddField(
            model_name="draw",
            name="unheard",
            field=models.PositiveIntegerField(null=True, verbose_name="calls without a recording"),
        ),
        migrations.AddField(
            model_name="evaluation",
            name="answer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluations",
                to="cases.answer",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="each_reason",
            field=models.PositiveSmallIntegerField(
                default=0,
                validators=[django.core.validators.MaxValueValidator(20)],
                verbose_name="contacts a day for each reason",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="each_unit",
            field=models.PositiveSmallIntegerField(
                default=0,
                validators=[django.core.validators.MaxValueValidator(20)],
                verbose_name="answers of each unit a day",
            ),
        ),
        migrations.AlterField(
            model_name="cardversion",
            name="medium",
            field=models.CharField(
                choices=[
                    (alo153.quality.media.CardMedium["PHONE"], "telephone"),
                    (alo153.quality.media.CardMedium["CHAT"], "chat"),
                    (alo153.quality.media.CardMedium["WRITTEN"], "written answer"),
                    (alo153.quality.media.CardMedium["COUNTER"], "counter"),
                    (alo153.quality.media.CardMedium["UNIT"], "answer of a unit"),
                ],
                max_length=8,
                verbose_name="medium",
            ),
        ),
        migrations.AlterField(
            model_name="evaluation",
            name="interaction",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluations",
                to="contacts.interaction",
            ),
        ),
        migrations.AlterField(
            model_name="evaluation",
            name="medium",
            field=models.CharField(
                choices=[
                    (alo153.quality.media.CardMedium["PHONE"], "telephone"),
                    (alo153.quality.media.CardMedium["CHAT"], "chat"),
                    (alo153.quality.media.CardMedium["WRITTEN"], "written answer"),
                    (alo153.quality.media.CardMedium["COUNTER"], "counter"),
                    (alo153.quality.media.CardMedium["UNIT"], "answer of a unit"),
                ],
                max_length=8,
                verbose_name="medium",
            ),
        ),
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
                    ("other", "another reason"),
                ],
                max_length=10,
                verbose_name="reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__isnull", True), ("interaction__isnull", False)),
                    models.Q(
                        ("answer__isnull", False), ("interaction__isnull", True), ("medium", "unit")
                    ),
                    _connector="OR",
                ),
                name="contact_or_answer",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                fields=("answer", "second"), name="answer_evaluated_once"
            ),
        ),
    ]
