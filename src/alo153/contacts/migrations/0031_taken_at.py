"""A conversation says when its agent took it; nobody knows it of those in hand: as they began."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F, Q


def say_when(apps: StateApps, _: BaseDatabaseSchemaEditor) -> None:
    in_hand = apps.get_model("contacts", "Conversation").objects.filter(assignee__isnull=False)
    in_hand.update(taken_at=F("began_at"))


class Migration(migrations.Migration):
    dependencies = [("contacts", "0030_begun_for")]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="taken_at",
            field=models.DateTimeField(null=True, verbose_name="taken at"),
        ),
        migrations.RunPython(say_when, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=Q(assignee=None, taken_at=None)
                | Q(assignee__isnull=False, taken_at__isnull=False),
                name="conversation_taken_says_when",
            ),
        ),
    ]
