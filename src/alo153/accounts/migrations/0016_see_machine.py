"""Whoever sees how each part of the system is sees the settings of the machine."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GIVEN, WITH = frozenset({"see_machine"}), "see_health"


def give(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Give the new permission to each role that has the old one."""
    for role in apps.get_model("accounts", "Role").objects.filter(permissions__contains=[WITH]):
        role.permissions = sorted({*role.permissions, *GIVEN})
        role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0015_alarms"),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
