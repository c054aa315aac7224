"""When chats are answered; a city says it in `city.toml`."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("city", "0004_sms_keywords"),
    ]

    operations = [
        migrations.AddField(
            model_name="city",
            name="chat_hours",
            field=models.JSONField(default=list),
        ),
    ]
