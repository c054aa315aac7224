"""A report of abuse can be about a conversation."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0004_erased_callers"),
        ("contacts", "0033_review_after_abuse"),
    ]

    operations = [
        migrations.AddField(
            model_name="abusereport",
            name="conversation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="abuse_reports",
                to="contacts.conversation",
            ),
        ),
        migrations.AddField(
            model_name="abusereport",
            name="warning",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="abusereport",
            name="step",
            field=models.PositiveSmallIntegerField(
                choices=[(1, "asked to stop"), (2, "warned"), (3, "ended by right")],
                verbose_name="step",
            ),
        ),
        migrations.AlterField(
            model_name="abusereport",
            name="ended_at",
            field=models.DateTimeField(null=True, verbose_name="ended at"),
        ),
    ]
