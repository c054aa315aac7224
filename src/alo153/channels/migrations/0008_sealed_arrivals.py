"""What came in as it came can be sealed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("channels", "0007_sms_parts")]

    operations = [
        migrations.AddField(
            model_name="arrival", name="sealed", field=models.BooleanField(default=False)
        )
    ]
