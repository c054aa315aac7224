"""The contact of a call is a row of `contacts`; its table and its number are the same."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0003_place_kept"),
        ("contacts", "0002_interaction"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "call",
                    "interaction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call",
                        to="contacts.interaction",
                    ),
                ),
            ]
        ),
    ]
