"""The hours in which citizens are told nothing that can wait; a city says them in `city.toml`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("city", "0001_initial")]

    operations = [
        migrations.AddField("city", "quiet_hours", models.JSONField(default=dict)),
    ]
