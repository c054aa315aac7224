"""Sickness may begin in the middle of a shift: what was worked before is paid."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workforce", "0004_forecast_lines")]

    operations = [
        migrations.AddField(
            model_name="leave",
            name="begins_at",
            field=models.DateTimeField(null=True, verbose_name="goes home at"),
        ),
    ]
