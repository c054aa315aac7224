"""How long the scan of a visitor's card is kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("city", "0007_streets"),
    ]

    operations = [
        migrations.AddField(
            model_name="city",
            name="identity_scan_days",
            field=models.PositiveSmallIntegerField(default=30),
        ),
    ]
