"""Whoever writes ready answers writes articles; whoever sees the voice menu records prompts."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WRITERS = {"edit_center_templates", "edit_templates"}


def new(permissions: list[str]) -> set[str]:
    """Return what a role with these permissions gets."""
    more = {"edit_articles"} if WRITERS & set(permissions) else set()
    return more | ({"record_prompts"} if "see_voice_menu" in permissions else set())


def give(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Give the new permission to each role that has one of the old ones."""
    for role in apps.get_model("accounts", "Role").objects.all():
        if more := new(role.permissions):
            role.permissions = sorted({*role.permissions, *more})
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0016_see_machine"),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
