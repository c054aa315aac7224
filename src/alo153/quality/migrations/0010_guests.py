"""Contacts that a guest took are a reason of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0009_video_card")]

    operations = [
        migrations.AlterField(
            model_name="evaluation",
            name="reason",
            field=models.CharField(
                choices=[
                    ("chance", "drawn by chance"),
                    ("long_hold", "long hold"),
                    ("low_rating", "low rating"),
                    ("repeated", "contact repeated"),
                    ("complaint", "complaint"),
                    ("silence", "much silence"),
                    ("overlap", "talking over each other"),
                    ("alarm", "alarm words"),
                    ("guest", "guest seat"),
                    ("new_agent", "new agent"),
                    ("follow_up", "follow-up of a coaching"),
                    ("other", "another reason"),
                ],
                max_length=10,
                verbose_name="reason",
            ),
        ),
    ]
