"""The outbox is in `contacts`, and names no table above it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0003_to_contacts"),
        ("contacts", "0001_initial"),
        ("cases", "0007_message_of_relay"),
    ]

    operations = [
        migrations.RemoveField("outboundmessage", "case"),
        migrations.RemoveField("outboundmessage", "interaction"),
        migrations.RemoveField("outboundmessage", "relay"),
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel("OutboundMessage")]
        ),
    ]
