"""The contacts of a case are rows of `contacts`; their table and their numbers are the same."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_sub_tasks"),
        ("contacts", "0002_interaction"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "case",
                    "interactions",
                    models.ManyToManyField(related_name="cases", to="contacts.interaction"),
                ),
            ]
        ),
    ]
