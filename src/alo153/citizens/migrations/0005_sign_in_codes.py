"""Citizens sign in by a code."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0004_moved"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("phone_digest", models.CharField(max_length=64)),
                ("code_digest", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                (
                    "wrong",
                    models.PositiveSmallIntegerField(default=0, verbose_name="wrong codes"),
                ),
                ("used_at", models.DateTimeField(null=True, verbose_name="used at")),
            ],
            options={
                "verbose_name": "sign-in code",
                "indexes": [
                    models.Index("phone_digest", "asked_at", name="sign_in_code_of_phone"),
                    models.Index("asked_at", name="sign_in_code_asked"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(wrong__lte=3), name="sign_in_code_few_wrong"
                    )
                ],
            },
        ),
    ]
