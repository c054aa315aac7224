"""Photos that show the work are told from other files of the house."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0035_delayed_sends")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="is_evidence",
            field=models.BooleanField(default=False, verbose_name="photo of the work"),
        ),
    ]
