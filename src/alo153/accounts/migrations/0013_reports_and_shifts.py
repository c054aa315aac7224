"""Whoever supervises calls sees reports and plans shifts; whoever answers calls sees their own."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GIVEN = {
    "supervise_calls": {"plan_shifts", "see_own_shifts", "see_reports"},
    "answer_calls": {"see_own_shifts"},
}


def give(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Give the new permissions to each role that has the old one."""
    for old, new in GIVEN.items():
        for role in apps.get_model("accounts", "Role").objects.filter(permissions__contains=[old]):
            role.permissions = sorted({*role.permissions, *new})
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_quality"),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
