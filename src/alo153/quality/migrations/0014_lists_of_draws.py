from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("quality", "0013_calibrations")]

    operations = [
        migrations.AddField(
            model_name="draw",
            name="lists",
            field=models.JSONField(null=True, verbose_name="candidates of the draw"),
        ),
    ]
