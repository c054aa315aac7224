"""Whoever listens to recordings evaluates contacts; of these, supervisors manage no cards."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

LISTENS, SUPERVISES = "listen_to_recordings", "supervise_calls"
BOTH = {"decide_appeals", "evaluate_contacts", "see_quality"}
ALONE = "manage_quality"


def new(permissions: list[str]) -> set[str]:
    """Return what a role with these permissions gets."""
    if LISTENS not in permissions:
        return set()
    return BOTH if SUPERVISES in permissions else {*BOTH, ALONE}


def give(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Give the new permissions to each role that hears recordings."""
    for role in apps.get_model("accounts", "Role").objects.filter(permissions__contains=[LISTENS]):
        role.permissions = sorted({*role.permissions, *new(role.permissions)})
        role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0011_call_lists"),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
