from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0009_video_card")]

    operations = [
        migrations.AddField(
            model_name="soundmeasures",
            name="silences",
            field=models.JSONField(null=True, verbose_name="silences"),
        ),
    ]
