"""Questions that a topic asks when a case is opened."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("city", "0013_teams")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="questions",
            field=models.JSONField(default=list),
        ),
    ]
