"""A relay names the message that carries its answer; until now the message named the relay."""

import django.db.models.deletion
from django.db import migrations, models

_FILL = """
UPDATE cases_relay SET message_id = contacts_message.id
FROM contacts_message WHERE contacts_message.relay_id = cases_relay.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_sealed_in_place"),
        ("contacts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "relay",
            "message",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="relay",
                to="contacts.message",
            ),
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
    ]
