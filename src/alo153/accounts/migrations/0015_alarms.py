"""Whoever supervises calls or sees how the system is edits the rules of alarms."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GIVEN = "manage_alarms"
OF_WHOEVER_HAS = frozenset({"supervise_calls", "see_health"})


def new(permissions: list[str]) -> set[str]:
    """Return what a role with these permissions gets."""
    return set() if OF_WHOEVER_HAS.isdisjoint(permissions) else {GIVEN}


def give(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Give the new permission to each role that has one of the old ones."""
    for role in apps.get_model("accounts", "Role").objects.all():
        if more := new(role.permissions):
            role.permissions = sorted({*role.permissions, *more})
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0014_timetables"),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
