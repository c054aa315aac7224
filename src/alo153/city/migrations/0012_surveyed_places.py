"""Whether the area of a place is the city's own, or grown from center points."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("city", "0011_lapsed_staff_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name=model,
            name="is_surveyed",
            field=models.BooleanField(db_default=False, default=False),
        )
        for model in ("district", "neighborhood")
    ]
