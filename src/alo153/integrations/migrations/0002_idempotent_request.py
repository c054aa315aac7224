"""Requests that a system may send again."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("integrations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="IdempotentRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64)),
                ("answer", models.JSONField(verbose_name="answer")),
                ("at", models.DateTimeField(db_index=True, verbose_name="at")),
                (
                    "key",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="integrations.apikey",
                    ),
                ),
            ],
            options={
                "verbose_name": "request that may be sent again",
                "constraints": [
                    models.UniqueConstraint(fields=("key", "name"), name="request_once")
                ],
            },
        ),
    ]
