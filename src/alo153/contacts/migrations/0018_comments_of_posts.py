from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("channels", "0009_social_channels"),
        ("contacts", "0016_public_comments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="post",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                models.F("channel"),
                models.F("post"),
                condition=models.Q(("post", ""), _negated=True),
                name="message_below_post",
            ),
        ),
    ]
