from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contacts", "0020_followers")]

    operations = [
        migrations.AddField(
            model_name="follower",
            name="page",
            field=models.CharField(default="/track/", max_length=200),
            preserve_default=False,
        ),
    ]
