from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="staffnotice",
            name="ways",
            field=models.JSONField(null=True, verbose_name="ways"),
        ),
    ]
