"""Whoever supervises calls sees reports and plans shifts; whoever answers calls sees their own.

Whoever sees the results of every unit sees the reports, too.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Of whoever has all of the first
GIVEN = (
    ({"supervise_calls"}, {"plan_shifts", "see_own_shifts", "see_reports"}),
    ({"answer_calls"}, {"see_own_shifts"}),
    ({"see_every_case", "see_results"}, {"see_reports"}),
)


def new(permissions: list[str]) -> set[str]:
    """Return what a role with these permissions gets."""
    return set().union(*(more for old, more in GIVEN if old.issubset(permissions)))


def give(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Give the new permissions to each role that has the old ones."""
    for role in apps.get_model("accounts", "Role").objects.all():
        if more := new(role.permissions):
            role.permissions = sorted({*role.permissions, *more})
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0012_quality"),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
