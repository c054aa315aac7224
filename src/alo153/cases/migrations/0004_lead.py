"""A linked report names its leading case. PostgreSQL renames the column in its index by itself."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0003_staff_notices")]

    operations: ClassVar = [
        migrations.RenameField("case", "follows", "lead"),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    "ALTER INDEX case_following RENAME TO case_linked",
                    "ALTER INDEX case_linked RENAME TO case_following",
                )
            ],
            state_operations=[
                migrations.RemoveIndex("case", "case_following"),
                migrations.AddIndex(
                    "case",
                    models.Index(
                        models.F("lead"),
                        condition=models.Q(lead__isnull=False),
                        name="case_linked",
                    ),
                ),
            ],
        ),
    ]
