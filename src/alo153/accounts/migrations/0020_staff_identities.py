import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0019_documents")]

    operations = [
        migrations.CreateModel(
            name="StaffIdentity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("issuer", models.CharField(max_length=255, verbose_name="provider")),
                ("subject_digest", models.CharField(max_length=64)),
                ("bound_at", models.DateTimeField(verbose_name="bound at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identities",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "identity of a member of staff",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "subject_digest"), name="staff_identity_once"
                    ),
                    models.UniqueConstraint(
                        fields=("issuer", "user"), name="one_staff_identity_each"
                    ),
                ],
            },
        ),
    ]
