"""A sign-in notes when a page of it was last open, whether or not anybody used that."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0025_file_complaints"),
    ]

    operations = [
        migrations.AddField(
            model_name="signin",
            name="page_open_at",
            field=models.DateTimeField(null=True),
        ),
    ]
