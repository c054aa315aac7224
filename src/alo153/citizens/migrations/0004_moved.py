"""Contacts are in `contacts`, and no table names the model that was here."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("citizens", "0003_contacts_apart"),
        ("channels", "0004_moved"),
        ("calls", "0004_contacts"),
        ("cases", "0009_contacts"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("Interaction")]
        ),
    ]
