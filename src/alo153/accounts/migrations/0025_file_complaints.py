"""Whoever supervises calls makes files for the prosecutor about abuse of staff."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def new(permissions: list[str]) -> set[str]:
    """Return what a role with these permissions gets."""
    return {"file_complaints"} if "supervise_calls" in permissions else set()


def give(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Give the new permission to each role that has the old one."""
    for role in apps.get_model("accounts", "Role").objects.all():
        if more := new(role.permissions):
            role.permissions = sorted({*role.permissions, *more})
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0024_confirm_working_time"),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
