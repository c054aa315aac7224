import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0017_offers_by_shift"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="agentsession",
            name="spared_until",
            field=models.DateTimeField(null=True, verbose_name="spared until"),
        ),
        migrations.CreateModel(
            name="RecordingHold",
            fields=[
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="recording_hold",
                        serialize=False,
                        to="calls.call",
                    ),
                ),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("held_at", models.DateTimeField(verbose_name="held since")),
                ("until", models.DateTimeField(verbose_name="held until")),
                (
                    "held_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "recording that is held",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("held_at"))),
                        name="hold_has_an_end",
                    )
                ],
            },
        ),
    ]
