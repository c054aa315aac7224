"""Applications also come by other systems of the city."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_chats"),
    ]

    operations = [
        migrations.AlterField(
            model_name="case",
            name="channel",
            field=models.CharField(
                choices=[
                    ("phone", "telephone"),
                    ("web", "web"),
                    ("email", "e-mail"),
                    ("sms", "SMS"),
                    ("chat", "chat"),
                    ("counter", "counter"),
                    ("agency", "external agency"),
                    ("api", "another system of the city"),
                    ("internal", "the municipality itself"),
                ],
                max_length=10,
                verbose_name="channel",
            ),
        ),
        migrations.AlterField(
            model_name="closing",
            name="confirmation_channel",
            field=models.CharField(
                blank=True,
                choices=[
                    ("phone", "telephone"),
                    ("web", "web"),
                    ("email", "e-mail"),
                    ("sms", "SMS"),
                    ("chat", "chat"),
                    ("counter", "counter"),
                    ("agency", "external agency"),
                    ("api", "another system of the city"),
                    ("internal", "the municipality itself"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="reply_channel",
            field=models.CharField(
                blank=True,
                choices=[
                    ("phone", "telephone"),
                    ("web", "web"),
                    ("email", "e-mail"),
                    ("sms", "SMS"),
                    ("chat", "chat"),
                    ("counter", "counter"),
                    ("agency", "external agency"),
                    ("api", "another system of the city"),
                    ("internal", "the municipality itself"),
                ],
                max_length=10,
                verbose_name="channel",
            ),
        ),
    ]
