"""Medical reports, excused and unpaid leave have names of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workforce", "0002_wishes_overtime_forecasts")]

    operations = [
        migrations.AlterField(
            model_name="leave",
            name="kind",
            field=models.CharField(
                choices=[
                    ("annual", "annual leave"),
                    ("sick", "sickness"),
                    ("report", "medical report"),
                    ("excuse", "excused leave"),
                    ("unpaid", "unpaid leave"),
                    ("other", "other leave"),
                ],
                max_length=6,
                verbose_name="kind",
            ),
        ),
    ]
