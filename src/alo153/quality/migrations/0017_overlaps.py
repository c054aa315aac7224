from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0016_first_look")]

    operations = [
        migrations.AddField(
            model_name="soundmeasures",
            name="overlaps",
            field=models.JSONField(null=True, verbose_name="parts in which both speak"),
        ),
    ]
