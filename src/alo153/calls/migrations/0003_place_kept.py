"""The columns of a kept place are named by what their instants mean."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    """Rename two columns; every row keeps its values."""

    dependencies: ClassVar = [("calls", "0002_command_names")]

    operations: ClassVar[list[Operation]] = [
        migrations.RenameField("call", "rested_at", "place_kept_at"),
        migrations.RenameField("call", "rest_until", "call_again_at"),
    ]
