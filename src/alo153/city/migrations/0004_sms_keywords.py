"""The words that are answered by SMS without a person; a city says them in `city.toml`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("city", "0003_offices"),
    ]

    operations = [
        migrations.AddField(
            model_name="city",
            name="sms_keywords",
            field=models.JSONField(default=dict),
        ),
    ]
