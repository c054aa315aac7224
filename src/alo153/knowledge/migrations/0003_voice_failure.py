from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_articles")]

    operations = [
        migrations.AddField(
            model_name=model,
            name="voice_failure",
            field=models.CharField(blank=True, max_length=200),
        )
        for model in ("announcement", "wording")
    ]
