"""Whoever supervises calls suggests care; whoever hears of very late cases sees its counts and holds surveys."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GIVEN = {
    "supervise_calls": {"suggest_care"},
    "hear_of_very_late_cases": {"hold_surveys", "see_care_counts"},
}


def new(permissions: list[str]) -> set[str]:
    """Return what a role with these permissions gets."""
    return set().union(*(more for old, more in GIVEN.items() if old in permissions))


def give(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Give the new permissions to each role that has the old ones."""
    for role in apps.get_model("accounts", "Role").objects.all():
        if more := new(role.permissions):
            role.permissions = sorted({*role.permissions, *more})
            role.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0017_articles_and_prompts"),
    ]

    operations = [
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
