"""Whoever manages staff or supervises calls confirms what somebody else gives to staff."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

BEFORE = {"manage_staff", "supervise_calls"}


def new(permissions: list[str]) -> set[str]:
    """Return what a role with these permissions gets."""
    return set() if BEFORE.isdisjoint(permissions) else {"confirm_staff"}


def give(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Give the new permission to each role that has one of the old ones."""
    for role in apps.get_model("accounts", "Role").objects.all():
        if more := new(role.permissions):
            role.permissions = sorted({*role.permissions, *more})
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0020_staff_identities"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormerEmail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("replaced_at", models.DateTimeField(verbose_name="replaced at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_emails",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"verbose_name": "former e-mail address"},
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
