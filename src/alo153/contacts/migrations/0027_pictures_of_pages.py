from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0026_reply_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="messagefile",
            name="content_id",
            field=models.TextField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
    ]
