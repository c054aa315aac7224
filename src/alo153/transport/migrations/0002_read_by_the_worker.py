"""A timetable that somebody uploads is read by the worker, and not by the page."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Q


def note(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Note that those which are there were read when they were loaded."""
    apps.get_model("transport", "Feed").objects.update(read_at=F("loaded_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("transport", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="feed",
            name="read_at",
            field=models.DateTimeField(null=True, verbose_name="read at"),
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=Q(published_at=None) | Q(read_at__isnull=False),
                name="unread_feed_is_unpublished",
            ),
        ),
    ]
