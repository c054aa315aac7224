from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0010_guests")]

    operations = [
        migrations.AddField(
            model_name="soundmeasures",
            name="silences",
            field=models.JSONField(null=True, verbose_name="silences"),
        ),
    ]
