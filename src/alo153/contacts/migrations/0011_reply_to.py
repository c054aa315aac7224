"""Where a letter asks to be answered."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0010_keywords"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="reply_to",
            field=models.CharField(blank=True, max_length=254, verbose_name="to be answered at"),
        ),
    ]
