"""A file for the prosecutor keeps what was written."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0005_abuse_in_writing"),
    ]

    operations = [
        migrations.AddField(
            model_name="complaintfile",
            name="messages",
            field=models.JSONField(default=list, verbose_name="messages"),
        ),
    ]
