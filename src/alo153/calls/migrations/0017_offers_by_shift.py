from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0016_line_failed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="offer",
            name="rule",
            field=models.CharField(
                choices=[
                    ("longest_idle", "idle longest"),
                    ("preferred", "knows the caller"),
                    ("overflow", "helps out another queue"),
                    ("kept_place", "idle longest, place was kept"),
                    ("call_back", "asked for the call-back"),
                    ("returned", "was talking with the caller"),
                    ("transfer", "a colleague gave the call to them"),
                    ("shift", "for others a break is due, or the night ends"),
                ],
                max_length=14,
                verbose_name="rule",
            ),
        ),
    ]
