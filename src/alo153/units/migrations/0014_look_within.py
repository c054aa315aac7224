from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("units", "0013_confidential_topics")]

    operations = [
        migrations.AddField(
            model_name="city",
            name="look_within",
            field=models.PositiveSmallIntegerField(default=10),
        ),
    ]
