from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0014_list_announcements"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="held_seconds",
            field=models.FloatField(db_default=0.0, default=0.0, verbose_name="seconds on hold"),
        ),
    ]
