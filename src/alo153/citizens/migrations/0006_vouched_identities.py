"""Others vouch for citizens, and for their names."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0005_sign_in_codes"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="name_verified_at",
            field=models.DateTimeField(null=True, verbose_name="name verified at"),
        ),
        migrations.CreateModel(
            name="VouchedIdentity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provider", models.CharField(max_length=20, verbose_name="provider")),
                ("subject_digest", models.CharField(max_length=64)),
                ("vouched_at", models.DateTimeField(verbose_name="vouched for at")),
                (
                    "citizen",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vouched",
                        to="citizens.citizen",
                    ),
                ),
            ],
            options={
                "verbose_name": "identity vouched for",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("provider", "subject_digest"), name="vouched_identity_once"
                    ),
                    models.UniqueConstraint(
                        fields=("citizen", "provider"), name="vouched_for_once"
                    ),
                ],
            },
        ),
    ]
