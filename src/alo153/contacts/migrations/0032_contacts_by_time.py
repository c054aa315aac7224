"""Contacts of a day are found by their beginning: the figures of quality count it again."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0031_taken_at"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="interaction",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["started_at"], name="interaction_by_time"
            ),
        ),
    ]
