"""Rounds of calibration: several blind scores of a contact, and the agreed one."""

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.db.models.deletion import PROTECT

import alo153.quality.media

MEDIA = [
    (alo153.quality.media.CardMedium["PHONE"], "telephone"),
    (alo153.quality.media.CardMedium["VIDEO"], "video call"),
    (alo153.quality.media.CardMedium["CHAT"], "chat"),
    (alo153.quality.media.CardMedium["WRITTEN"], "written answer"),
    (alo153.quality.media.CardMedium["COUNTER"], "counter"),
    (alo153.quality.media.CardMedium["UNIT"], "answer of a unit"),
]
REASONS = [
    ("chance", "drawn by chance"),
    ("long_hold", "long hold"),
    ("low_rating", "low rating"),
    ("repeated", "contact repeated"),
    ("complaint", "complaint"),
    ("silence", "much silence"),
    ("overlap", "talking over each other"),
    ("alarm", "alarm words"),
    ("guest", "guest seat"),
    ("new_agent", "new agent"),
    ("follow_up", "follow-up of a coaching"),
    ("calibrate", "calibration"),
    ("other", "another reason"),
]


def _key() -> "models.BigAutoField[int, int]":
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0028_key_of_first_message"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("quality", "0012_plan_asks_conversations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Calibration",
            fields=[
                ("id", _key()),
                (
                    "medium",
                    models.CharField(choices=MEDIA, max_length=8, verbose_name="medium"),
                ),
                ("opened_at", models.DateTimeField(verbose_name="opened at")),
                (
                    "card",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to="quality.cardversion"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "calibration", "ordering": ["-opened_at", "-pk"]},
        ),
        migrations.CreateModel(
            name="AgreedScore",
            fields=[
                ("id", _key()),
                ("answers", models.JSONField(default=dict, verbose_name="answers given")),
                ("percent", models.FloatField(null=True, verbose_name="score")),
                ("agreed_at", models.DateTimeField(verbose_name="agreed at")),
                (
                    "agreed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "calibration",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="agreed", to="quality.calibration"
                    ),
                ),
                (
                    "interaction",
                    models.ForeignKey(
                        on_delete=PROTECT, related_name="+", to="contacts.interaction"
                    ),
                ),
            ],
            options={
                "verbose_name": "agreed score",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("calibration", "interaction"), name="one_agreed_score_of_a_contact"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="evaluation",
            name="calibration",
            field=models.ForeignKey(
                null=True,
                on_delete=PROTECT,
                related_name="evaluations",
                to="quality.calibration",
            ),
        ),
        migrations.AlterField(
            model_name="evaluation",
            name="reason",
            field=models.CharField(choices=REASONS, max_length=10, verbose_name="reason"),
        ),
        migrations.RemoveConstraint(model_name="evaluation", name="contact_evaluated_once"),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                condition=Q(calibration=None),
                fields=("interaction", "second"),
                name="contact_evaluated_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.UniqueConstraint(
                fields=("calibration", "interaction", "evaluator"), name="calibrated_once_by_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluation",
            constraint=models.CheckConstraint(
                condition=Q(calibration=None) & ~Q(reason="calibrate")
                | Q(calibration__isnull=False, reason="calibrate", second=True),
                name="calibration_is_no_figure",
            ),
        ),
    ]
