"""Names of commands are those of `calls/page_commands/`; no column changes."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("calls", "0001_initial")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="command",
            name="name",
            field=models.CharField(max_length=20, verbose_name="command"),
        ),
    ]
