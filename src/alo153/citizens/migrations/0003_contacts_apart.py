"""Contacts go to `contacts`: their table has its name there, and who looked names one by key."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0002_access_log_words"),
    ]

    operations = [
        # The column keeps its name and its numbers; only the database stops looking after them
        migrations.AlterField(
            "accesslog",
            "interaction",
            models.BigIntegerField(null=True, db_column="interaction_id"),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex("accesslog", "access_by_interaction"),
                migrations.RenameField("accesslog", "interaction", "interaction_id"),
                migrations.AlterField(
                    "accesslog", "interaction_id", models.BigIntegerField(null=True)
                ),
                migrations.AddIndex(
                    "accesslog",
                    models.Index(
                        models.F("interaction_id"),
                        models.OrderBy(models.F("at"), descending=True),
                        name="access_by_interaction",
                    ),
                ),
            ]
        ),
        migrations.AlterModelTable("interaction", "contacts_interaction"),
        migrations.RunSQL(
            "ALTER SEQUENCE citizens_interaction_id_seq RENAME TO contacts_interaction_id_seq",
            "ALTER SEQUENCE contacts_interaction_id_seq RENAME TO citizens_interaction_id_seq",
        ),
    ]
